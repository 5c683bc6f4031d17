"""A paper has the fields that its type requires.

Two dialects are in use. A paper that is BibLaTeX by one of its fields or by its type is held to BibLaTeX's rules, any
other to BibTeX's. Fields that it inherits count.
"""

from collections.abc import Iterator, Mapping

from kb.base import KnowledgeBase
from kb.model import Finding, Paper

# One requirement a string; `a|b` wants one of the two.
Requirements = Mapping[str, tuple[str, ...]]

# Oren Patashnik, "BibTeXing" (1988), section 3.1, "Entry types". It asks nothing of @misc.
BIBTEX: Requirements = {
    "article": ("author", "title", "journal", "year"),
    "book": ("author|editor", "title", "publisher", "year"),
    "booklet": ("title",),
    "inbook": ("author|editor", "title", "chapter|pages", "publisher", "year"),
    "incollection": ("author", "title", "booktitle", "publisher", "year"),
    "inproceedings": ("author", "title", "booktitle", "year"),
    "conference": ("author", "title", "booktitle", "year"),
    "manual": ("title",),
    "mastersthesis": ("author", "title", "school", "year"),
    "misc": (),
    "phdthesis": ("author", "title", "school", "year"),
    "proceedings": ("title", "year"),
    "techreport": ("author", "title", "institution", "year"),
    "unpublished": ("author", "title", "note"),
}

# The biblatex package's manual, section 2.1.1, "Regular Types". Its names for fields have BibTeX's as aliases (2.2.5).
BIBLATEX: Requirements = {
    "article": ("author", "title", "journaltitle|journal", "date|year"),
    "book": ("author|editor", "title", "date|year"),
    "mvbook": ("author|editor", "title", "date|year"),
    "inbook": ("author|editor", "title", "booktitle", "date|year"),
    "bookinbook": ("author|editor", "title", "booktitle", "date|year"),
    "suppbook": ("author|editor", "title", "booktitle", "date|year"),
    "booklet": ("author|editor", "title", "date|year"),
    "collection": ("editor", "title", "date|year"),
    "mvcollection": ("editor", "title", "date|year"),
    "incollection": ("author|editor", "title", "booktitle", "date|year"),
    "suppcollection": ("author|editor", "title", "booktitle", "date|year"),
    "dataset": ("author|editor", "title", "date|year"),
    "manual": ("author|editor", "title", "date|year"),
    "misc": ("author|editor", "title", "date|year"),
    "online": ("author|editor", "title", "date|year", "doi|eprint|url"),
    "electronic": ("author|editor", "title", "date|year", "doi|eprint|url"),
    "www": ("author|editor", "title", "date|year", "doi|eprint|url"),
    "patent": ("author", "title", "number", "date|year"),
    "periodical": ("editor", "title", "date|year"),
    "suppperiodical": ("author", "title", "journaltitle|journal", "date|year"),
    "proceedings": ("title", "date|year"),
    "mvproceedings": ("title", "date|year"),
    "inproceedings": ("author", "title", "booktitle|eventtitle", "date|year"),
    "conference": ("author", "title", "booktitle|eventtitle", "date|year"),
    "reference": ("editor", "title", "date|year"),
    "mvreference": ("editor", "title", "date|year"),
    "inreference": ("author|editor", "title", "booktitle", "date|year"),
    "report": ("author", "title", "type", "institution", "date|year"),
    "techreport": ("author", "title", "institution", "date|year"),
    "thesis": ("author", "title", "type", "institution|school", "date|year"),
    "phdthesis": ("author", "title", "institution|school", "date|year"),
    "mastersthesis": ("author", "title", "institution|school", "date|year"),
    "unpublished": ("author", "title", "date|year"),
}

# No field of these is BibTeX's.
SPEAKS_BIBLATEX = ("date", "journaltitle", "eprinttype", "eprintclass", "location", "eventtitle", "langid", "urldate")
CONTAINERS = ("xdata", "set")  # they hold fields for others
# A type that neither knows: without a title there is only its key to show.
ANY = ("title",)


def check(base: KnowledgeBase) -> Iterator[Finding]:
    for paper in base.notebook.papers:
        missing = [
            wish for wish in required(paper) if not any(paper.raw.get(name, "").strip() for name in wish.split("|"))
        ]
        if missing:
            names = " and ".join(f"`{wish.replace('|', '` or `')}`" for wish in missing)
            message = f"`{paper.key}` is an @{paper.type} without {names}"
            hint = "add it, or choose another type" if len(missing) == 1 else "add them, or choose another type"
            yield Finding(paper.place, "missing-field", message, hint)


def required(paper: Paper) -> tuple[str, ...]:
    """What the paper's type requires, in its dialect."""
    if paper.type in CONTAINERS:
        return ()
    biblatex = paper.type not in BIBTEX or any(name in paper.raw for name in SPEAKS_BIBLATEX)
    return (BIBLATEX if biblatex else BIBTEX).get(paper.type, ANY) or ANY
