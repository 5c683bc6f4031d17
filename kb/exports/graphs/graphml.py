"""GraphML, as networkx, yEd and Gephi read it."""

import networkx as nx


def write(graph: "nx.MultiDiGraph[str]") -> str:
    return "\n".join(nx.generate_graphml(graph)) + "\n"
