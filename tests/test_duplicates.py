"""When two entries are the same work."""

import pytest

from kb.duplicates import arxiv_of, doi_of, duplicates, is_preprint, relation
from kb.model import Paper, Place

GAN = {"author": "Goodfellow, Ian and Mirza, Mehdi", "title": "{G}enerative Adversarial Nets"}


def paper(key: str = "k", type: str = "misc", **raw: str) -> Paper:
    return Paper(key, type, raw, Place("p.bib"))


def same(one: Paper, other: Paper) -> str:
    """By what they are the same; empty where they are not."""
    return next((found.by for found in duplicates([one, other])), "")


def test_by_doi_whatever_its_case_and_form() -> None:
    assert same(paper(doi="10.1000/ABC"), paper(doi="https://doi.org/10.1000/abc")) == "DOI"
    assert same(paper(doi="10.1000/a\\_b"), paper(url="http://dx.doi.org/10.1000/A_b")) == "DOI"


@pytest.mark.parametrize(
    "raw",
    [
        {"eprint": "1406.2661v1", "archiveprefix": "arXiv"},
        {"eprint": "arXiv:1406.2661"},
        {"url": "https://arxiv.org/abs/1406.2661v3"},
        {"journal": "arXiv preprint arXiv:1406.2661"},
        {"journal": "CoRR", "volume": "abs/1406.2661", "url": "http://arxiv.org/pdf/1406.2661"},
        {"doi": "10.48550/arXiv.1406.2661"},
    ],
)
def test_by_arxiv_identifier_wherever_it_stands(raw: dict[str, str]) -> None:
    assert same(paper(eprint="1406.2661"), paper(**raw)) == "arXiv identifier"


def test_old_arxiv_identifiers() -> None:
    assert arxiv_of(paper(eprint="hep-th/9901001v2")) == "hep-th/9901001"


def test_another_archives_eprint_is_no_arxiv_identifier() -> None:
    assert arxiv_of(paper(eprint="1234.5678", archiveprefix="HAL")) == ""


def test_by_title_and_first_author() -> None:
    other = {"author": "I. Goodfellow and others", "title": "Generative adversarial nets."}
    assert same(paper(**GAN, year="2014"), paper(**other, year="2016")) == "title and first author"


def test_accents_and_signs_do_not_tell_apart() -> None:
    one, other = paper(author="Dudík, M.", title="Auto-Encoding β"), paper(author="Dudik, M.", title='Autoencoding "β"')
    assert same(one, other) == "title and first author"


DIFFERENT = {
    "another author": (GAN, {**GAN, "author": "Mirza, Mehdi"}),
    "another title": (GAN, {**GAN, "title": "Generative Adversarial Nets II"}),
    "two DOIs": ({**GAN, "doi": "10.1000/a"}, {**GAN, "doi": "10.1000/b"}),
    "two arXiv identifiers": ({**GAN, "eprint": "1406.2661"}, {**GAN, "eprint": "1701.00160"}),
    "a short title": ({"author": "A", "title": "Preface"}, {"author": "A", "title": "Preface"}),
    "no author": ({"title": "A Long Enough Title"}, {"title": "A Long Enough Title"}),
    "nothing": ({}, {}),
}


@pytest.mark.parametrize(("one", "other"), DIFFERENT.values(), ids=DIFFERENT.keys())
def test_not_the_same(one: dict[str, str], other: dict[str, str]) -> None:
    assert same(paper(**one), paper(**other)) == ""


def test_another_edition_is_another_book() -> None:
    assert same(paper(type="book", **GAN, edition="1"), paper(type="book", **GAN, edition="2")) == ""


def test_arxivs_own_doi_is_no_doi_of_a_published_work() -> None:
    assert doi_of(paper(doi="10.48550/arXiv.1406.2661")) == ""


def test_preprints() -> None:
    assert is_preprint(paper(eprint="1406.2661"))
    assert is_preprint(paper(type="article", journal="CoRR", url="https://arxiv.org/abs/1406.2661"))
    assert not is_preprint(paper(type="inproceedings", booktitle="NeurIPS", eprint="1406.2661"))
    assert not is_preprint(paper(type="book", publisher="MIT Press"))


def test_the_relation_is_said() -> None:
    preprint, published = paper("gan", eprint="1406.2661", **GAN), paper("", booktitle="NeurIPS", **GAN)
    assert (
        relation(duplicates([preprint, published])[0]) == "is the published form of `gan`, which is here as a preprint"
    )
    assert relation(duplicates([published, preprint])[0]) == "is the preprint of ``, which is here already"
