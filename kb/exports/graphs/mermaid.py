"""A Mermaid flowchart, for READMEs and forges that draw it."""

import networkx as nx


def write(graph: "nx.MultiDiGraph[str]") -> str:
    number = {name: f"n{at}" for at, name in enumerate(graph)}
    nodes = [f'  {number[name]}["{_text(title)}"]' for name, title in graph.nodes(data="title")]
    edges = [f"  {number[a]} -->|{type_}| {number[b]}" for a, b, type_ in graph.edges(data="type")]
    return "\n".join(["flowchart BT", *nodes, *edges, ""])


def _text(value: str) -> str:
    return value.replace("&", "#amp;").replace('"', "#quot;").replace("<", "#lt;").replace(">", "#gt;")
