"""A .bib file from elsewhere: read as our own is, with macros replaced and what was inherited in each entry itself."""

from dataclasses import replace

from kb.model import Finding, Paper
from kb.read.bibtex import read_bibliography

_FAMILY = ("crossref", "xdata")


def read(path: str, data: bytes) -> tuple[tuple[Paper, ...], tuple[Finding, ...]]:
    """The file's papers, able to stand without their neighbours, and what is wrong in it."""
    papers, findings = read_bibliography(path, data)
    return tuple(_alone(paper) for paper in papers), findings


def _alone(paper: Paper) -> Paper:
    return replace(paper, raw={name: value for name, value in paper.raw.items() if name not in _FAMILY})
