"""Which sections of a session teach, and which of them speak of a topic."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.lessons import pieces_in, sections_on
from kb.model import Note, Span
from kb.read.notes import read_note

TEXT = "Before.\n## One\nA *word*, $x$, [[link]] and @key.\n\n$$\ny\n$$\n## Two\n`code` and %% a comment %% more.\n"
SPEAKS = [
    ("MI", "Mutual information (MI)", True),
    ("MI", "The limits", False),
    ("MI", "PMI", False),
    ("VAE", "VQ-VAE: a codebook", True),
    ("GAN", "BigGAN: scale", True),
    ("GAN", "Organs", False),
    ("supervised learning", "Supervised learning", True),
    ("supervised learning", "Semi-supervised learning", False),
    ("flow", "Residual flows", True),
    ("normalizing flows", "A normalizing flow", True),
    ("f-divergences", "A family of divergences", False),
    ("loss", "Losses", True),
]


def note(text: str) -> Note:
    return read_note("courses/c/l1.md", f"---\ntitle: L\nformat: lecture\norder: 1\n---\n{text}")[0]


@pytest.mark.parametrize(("name", "title", "speaks"), SPEAKS)
def test_a_title_has_a_name_as_a_word_of_its_own(name: str, title: str, speaks: bool) -> None:
    """In the singular or plural; an abbreviation of three letters and more also ends a longer one."""
    found = sections_on(note(f"## {title}\ntext\n## Other\ntext\n"), [name], ())
    assert [section.title for section in found] == ([title] if speaks else [])


LONG = note(TEXT)


@given(st.integers(0, len(LONG.text)), st.integers(0, len(LONG.text)))
@settings(max_examples=50)
def test_the_pieces_between_two_positions(one: int, other: int) -> None:
    start, end = sorted((one, other))
    plain = tuple(piece for piece in LONG.pieces if piece.start < end and piece.end > start)
    assert pieces_in(LONG, Span(start, end)) == plain
