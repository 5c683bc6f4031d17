"""DOT for Graphviz."""

import json

import networkx as nx


def write(graph: "nx.MultiDiGraph[str]") -> str:
    nodes = [
        f"  {_text(name)} [label={_text(data['title'])}, class={_text(data['kind'])}];"
        for name, data in graph.nodes(data=True)
    ]
    edges = [f"  {_text(a)} -> {_text(b)} [label={_text(type_)}];" for a, b, type_ in graph.edges(data="type")]
    return "\n".join(["digraph notes {", *nodes, *edges, "}", ""])


def _text(value: str) -> str:
    """A quoted string: DOT escapes quotation marks and backslashes as JSON does."""
    return json.dumps(value, ensure_ascii=False)
