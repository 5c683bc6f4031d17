"""CSV: one row an edge, with the kinds of both ends; what a spreadsheet or a data frame takes. No cell is a formula."""

import csv
import io

import networkx as nx

from kb.exports.csv import safe

_COLUMNS = ("source", "source_kind", "type", "target", "target_kind", "reason", "locator")


def write(graph: "nx.MultiDiGraph[str]") -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_COLUMNS)
    kind = dict(graph.nodes(data="kind"))
    for source, target, data in graph.edges(data=True):
        row = (
            source,
            kind[source],
            data["type"],
            target,
            kind[target],
            data.get("reason", ""),
            data.get("locator", ""),
        )
        table.writerow([safe(str(cell)) for cell in row])
    return out.getvalue()
