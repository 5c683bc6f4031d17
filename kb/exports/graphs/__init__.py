"""The graph for other programs, one format a file. To add a format: one file here, one row in `GRAPHS`."""

from collections.abc import Callable

import networkx as nx

from kb.exports.graphs import csv, dot, gexf, graphml, json, mermaid

GRAPHS: dict[str, Callable[["nx.MultiDiGraph[str]"], str]] = {
    "graphml": graphml.write,
    "gexf": gexf.write,
    "dot": dot.write,
    "json": json.write,
    "mermaid": mermaid.write,
    "csv": csv.write,
}
