"""GEXF, Gephi's own format, without the day that networkx writes into it: the same graph gives the same text."""

import re

import networkx as nx

DAY = re.compile(r' lastmodifieddate="[^"]*"')


def write(graph: "nx.MultiDiGraph[str]") -> str:
    return DAY.sub("", "\n".join(nx.generate_gexf(graph))) + "\n"
