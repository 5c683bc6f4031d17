"""A note in, the Markdown for the site out, with the trusted HTML in its place; one fact each."""

from kb.base import KnowledgeBase
from kb.formulas import Formulas
from kb.notebook import Notebook
from kb.read.notes import read_note
from kb.site.compose import Composer
from kb.site.stash import Stash


def composed(text: str, **others: str) -> str:
    """The note `a.md` beside the others."""
    notes = [read_note(f"{name}.md", body)[0] for name, body in {"a": text, **others}.items()]
    stash = Stash()
    composer = Composer(KnowledgeBase(Notebook(notes=tuple(notes))), Formulas({}), stash)
    return stash.swap(composer.note(notes[0]))


def test_an_equation_with_a_name_has_its_number_beside_it() -> None:
    html = composed("$$x$$ {#eq-x}")
    assert html.startswith('<div class="kb-equation" id="eq-x"><div class="kb-math"><math display="block">')
    assert html.endswith('</div><a class="kb-number" href="#eq-x">(1)</a></div>')


def test_an_equation_without_a_name_has_no_number() -> None:
    assert "kb-equation" not in composed("$$x$$")


def test_a_link_to_an_equation_says_its_number() -> None:
    assert composed("$$x$$ {#eq-x}\n\nBy [[#eq-x]].").endswith('By <a class="kb-link" href="kb:a.md#eq-x">(1)</a>.')


def test_a_link_to_a_statement_of_another_note_says_both() -> None:
    other = "---\ntitle: Entropy\n---\n/// lemma\n///\n\n/// theorem\n    id: thm-x\n///\n"
    assert ">Entropy: Theorem 2</a>" in composed("[[b#thm-x]]", b=other)


def test_a_block_is_given_its_number() -> None:
    assert composed("/// lemma | A\n///\n\n/// lemma | $x$\n    id: b\n///\n").count("\n    number: ") == 2


def test_an_embedded_block_keeps_the_number_of_its_own_note() -> None:
    other = "/// lemma\n///\n\n/// theorem | T\n    id: thm-x\n\nBody.\n///\n"
    assert composed("![[b#^thm-x]]", b=other) == "/// theorem | T\n    number: 2\n    id: thm-x\n\nBody.\n///"
