"""JSON: `{"nodes": [{"id", "kind", "title"}], "edges": [{"source", "target", "type", ...}]}`."""

import json

import networkx as nx


def write(graph: "nx.MultiDiGraph[str]") -> str:
    nodes = [{"id": name, **data} for name, data in graph.nodes(data=True)]
    edges = [{"source": a, "target": b, **data} for a, b, data in graph.edges(data=True)]
    return json.dumps({"nodes": nodes, "edges": edges}, ensure_ascii=False, indent=1) + "\n"
