"""What arXiv and doi.org answer, asked through the command line of a recorded server on this machine."""

import io
import socket
import sys
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest

from kb.cli import group
from kb.cli.failures import run
from kb.incoming import arxiv, doi, network
from kb.incoming.network import Unanswered, ask

Asked = list[tuple[str, str]]


@pytest.fixture
def kb(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., tuple[int, str, str]]:
    """Types one command in an empty knowledge base: its status, stdout and stderr."""
    (tmp_path / "mkdocs.yml").touch()
    (tmp_path / "docs").mkdir()
    monkeypatch.chdir(tmp_path)

    def type_(*arguments: str) -> tuple[int, str, str]:
        out, err = io.StringIO(), io.StringIO()
        monkeypatch.setattr(sys, "argv", ["kb", *arguments])
        with redirect_stdout(out), redirect_stderr(err):
            status = run(group)
        return status, out.getvalue(), err.getvalue()

    return type_


def bibliography() -> str:
    path = Path("docs/papers.bib")
    return path.read_text(encoding="utf-8") if path.exists() else ""


PREPRINT = """\
@misc{goodfellow2014generative,
  author = {Goodfellow, Ian J. and Pouget-Abadie, Jean and van den Oord, Aäron},
  title = {Generative Adversarial Networks},
  year = {2014},
  howpublished = {arXiv},
  eprint = {1406.2661},
  archiveprefix = {arXiv},
  primaryclass = {stat.ML},
}
"""
PUBLISHED = """\
@article{goodfellow2020generative,
  author = {Goodfellow, Ian and Pouget-Abadie, Jean},
  title = {Generative adversarial networks},
  year = {2020},
  journal = {Communications of the ACM},
  volume = {63},
  number = {11},
  pages = {139--144},
  publisher = {Association for Computing Machinery (ACM)},
  issn = {0001-0782},
  doi = {10.1145/3422622},
}
"""


def test_from_arxiv(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    status, out, err = kb("papers", "add", "arXiv:1406.2661v1")
    assert (status, bibliography()) == (0, PREPRINT)
    assert out == "goodfellow2014generative  Goodfellow et al. 2014: Generative Adversarial Networks\n"
    assert err.startswith("asking http://127.0.0.1:")
    assert server == [("1406.2661v1", "application/atom+xml")]


def test_from_doi(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    assert kb("papers", "add", "doi:10.1145/3422622")[0] == 0
    assert bibliography() == PUBLISHED
    assert server == [("10.1145/3422622", "application/vnd.citationstyles.csl+json")]


def test_doi_org_sends_on(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    status, _, err = kb("papers", "add", "doi:10.1000/on")
    assert (status, "the record of another work, `10.1145/3422622`" in err) == (2, True)
    assert [identifier for identifier, _ in server] == ["10.1000/on", "10.1145/3422622"]


def test_arxivs_own_doi_is_the_preprint(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    assert kb("papers", "add", "doi:10.48550/arXiv.1406.2661")[0] == 0
    assert "  author = {Goodfellow, Ian J. and {A Group}},\n" in bibliography()
    assert "  howpublished = {arXiv},\n  eprint = {1406.2661},\n  archiveprefix = {arXiv},\n}" in bibliography()
    assert "10.48550" not in bibliography()


def test_a_dry_run_asks_and_writes_nothing(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    status, out, _ = kb("papers", "add", "arXiv:1406.2661", "--dry-run")
    assert (status, bibliography()) == (0, "")
    assert out.startswith("--- /dev/null\n+++ b/docs/papers.bib\n@@ -0,0 +1,9 @@\n+@misc{goodfellow2014generative,\n")


def test_the_same_work_is_not_added_twice(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    kb("papers", "add", "arXiv:1406.2661")
    status, out, err = kb("papers", "add", "arXiv:1406.2661")
    assert (status, out, bibliography()) == (1, "", PREPRINT)
    assert "is here already as `goodfellow2014generative` (same arXiv identifier); it was not added" in err


def test_the_published_form_of_a_preprint_is_offered_as_a_merge(
    kb: Callable[..., tuple[int, str, str]], server: Asked
) -> None:
    kb("papers", "add", "arXiv:1406.2661")
    status, _, err = kb("papers", "add", "doi:10.1145/3422622")
    assert (status, bibliography()) == (1, PREPRINT)
    assert "is the published form of `goodfellow2014generative`, which is here as a preprint" in err
    assert "--merge takes over its doi" in err


def test_a_merge_takes_the_identifiers_and_nothing_else(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    kb("papers", "add", "arXiv:1406.2661")
    assert kb("papers", "add", "doi:10.1145/3422622", "--merge")[0] == 0
    assert bibliography() == PREPRINT.removesuffix("}\n") + "  doi = {10.1145/3422622},\n}\n"


def test_a_preprint_merges_into_its_published_form(kb: Callable[..., tuple[int, str, str]], server: Asked) -> None:
    kb("papers", "add", "doi:10.1145/3422622")
    assert kb("papers", "add", "arXiv:1406.2661", "--merge")[0] == 0
    new = "  eprint = {1406.2661},\n  archiveprefix = {arXiv},\n  primaryclass = {stat.ML},\n}\n"
    assert bibliography() == PUBLISHED.removesuffix("}\n") + new


FAILURES = {
    "arXiv:9999.99999": (1, "arXiv knows no paper `9999.99999`"),
    "doi:10.1000/none": (1, "127.0.0.1 knows no such work"),
    "doi:10.1000/busy": (2, "127.0.0.1 refused: too many questions (try again in a minute)"),
    "doi:10.1000/broken": (2, "127.0.0.1 failed with status 503 (try again later)"),
    "doi:10.1000/forbidden": (2, "127.0.0.1 refused with status 403"),
    "doi:10.1000/nonsense": (2, "answered with something that is no record of `10.1000/nonsense` (try again later)"),
    "arXiv:1000.0001": (2, "arXiv answered with something that is no Atom feed (try again later)"),
    "doi:10.1000/another": (2, "doi.org answered with the record of another work, `10.1145/3422622`"),
    "doi:10.1000/round": (2, "127.0.0.1 sends on and on, or to where no answer can be had"),
    "doi:10.1000/plain": (2, "example.org would be asked by http, not by https; that is not done"),
    "doi:10.1000/file": (2, "127.0.0.1 sends on and on, or to where no answer can be had"),
    "doi:10.1000/endless": (2, "127.0.0.1 answered with more than 2000000 bytes, which is no record"),
}


@pytest.mark.parametrize(("source", "ending"), FAILURES.items(), ids=FAILURES.keys())
def test_what_goes_wrong_is_said_in_one_line(
    source: str, ending: tuple[int, str], kb: Callable[..., tuple[int, str, str]], server: Asked
) -> None:
    status, out, err = kb("papers", "add", source)
    assert (status, out, bibliography()) == (ending[0], "", "")
    assert ending[1] in err
    assert err.count("\n") == 2  # the question, and the answer to it


@pytest.mark.parametrize(
    "source", ["arXiv:", "arXiv:x", "arXiv:1406.2661/../x", "doi:11.1/x", "doi:10.1000/a b", "DOI:"]
)
def test_what_is_no_identifier_is_not_asked(
    source: str, kb: Callable[..., tuple[int, str, str]], server: Asked
) -> None:
    status, _, err = kb("papers", "add", source)
    assert (status, server) == (2, [])
    assert "is no identifier of" in err


@pytest.mark.parametrize("identifier", ["10.1000/silent", "10.1000/drops"])
def test_no_answer_takes_longer_than_the_time_there_is(identifier: str, server: Asked) -> None:
    with pytest.raises(Unanswered, match=r"did not answer within 0\.3 s"):
        ask(doi.question(identifier), "*/*", seconds=0.3)


def test_nobody_there(monkeypatch: pytest.MonkeyPatch) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        monkeypatch.setenv("KB_DOI_RESOLVER", f"http://127.0.0.1:{unused.getsockname()[1]}")
        with pytest.raises(Unanswered, match=r"cannot be reached: Connection refused \(are you offline\?"):
            doi.fetch("10.1000/x")


def test_offline(monkeypatch: pytest.MonkeyPatch) -> None:
    def unknown(*_: object, **__: object) -> None:
        raise socket.gaierror(-3, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", unknown)
    with pytest.raises(Unanswered, match=r"export\.arxiv\.org cannot be reached: Temporary failure in name resolution"):
        ask("https://export.arxiv.org/api/query", "*/*")


def test_another_machine_is_asked_by_https_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("KB_ARXIV_API", "http://example.org/api")
    with pytest.raises(Unanswered, match="not by https"):
        arxiv.fetch("1406.2661")


def test_the_addresses_are_those_of_the_services() -> None:
    assert network.SECONDS == 10
    assert arxiv.question("hep-th/9901001") == (
        "https://export.arxiv.org/api/query?id_list=hep-th/9901001&max_results=1"
    )
    assert doi.question("10.1002/(SICI)1097<1::AID>3.0;2-#") == (
        "https://doi.org/10.1002/(SICI)1097%3C1::AID%3E3.0;2-%23"
    )


def test_a_feed_that_declares_entities_is_refused() -> None:
    bomb = b'<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><feed xmlns="http://www.w3.org/2005/Atom">&b;</feed>'
    with pytest.raises(Unanswered, match="no Atom feed"):
        arxiv.read("1406.2661", bomb)
