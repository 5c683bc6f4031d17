"""Which questions are cards, in which order, and what a card knows."""

from collections.abc import Callable
from datetime import date

from kb.base import KnowledgeBase
from kb.cards import cards

BaseOf = Callable[[dict[str, str]], KnowledgeBase]


def note(*questions: str, front: str = "") -> str:
    """A note with a question for each id; the answer names it."""
    blocks = "".join(f"/// question | What is {id}?\n    id: {id}\n\nIt is {id}.\n///\n\n" for id in questions)
    return f"---\ntitle: A note\n{front}---\n\n## Questions\n\n{blocks}"


def test_courses_come_as_they_began_with_their_sessions_in_order(base_of: BaseOf) -> None:
    programme = "programme:\n  - {id: s-2, title: Two, date: 2020-01-0%d}\n  - {id: s-1, title: One}\n"
    base = base_of(
        {
            "docs/courses/late/index.md": f"---\ntitle: Late\n{(programme % 2).replace('s-', 'l-')}---\n",
            "docs/courses/late/l-2.md": note("q-late"),
            "docs/courses/early/index.md": f"---\ntitle: Early\n{programme % 1}---\n",
            "docs/courses/early/s-2.md": note("q-2"),
            "docs/courses/early/s-1.md": note("q-1", "q-1-again"),
            "docs/topics/a.md": note("q-topic"),
        }
    )
    assert [card.id for card in cards(base)] == ["q-2", "q-1", "q-1-again", "q-late", "q-topic"]


def test_a_question_without_id_or_words_is_no_card(base_of: BaseOf) -> None:
    text = "/// question | Why?\n\nSo.\n///\n\n/// question\n    id: q-silent\n\nSo.\n///\n"
    assert cards(base_of({"docs/a.md": text})) == []


def test_of_two_with_one_id_the_first_is_the_card(base_of: BaseOf) -> None:
    found = cards(base_of({"docs/a.md": note("q", "q"), "docs/b.md": note("q")}))
    assert [card.note.slug for card in found] == ["a"]


def test_drafts_and_private_notes_give_none(base_of: BaseOf) -> None:
    base = base_of({"docs/a.md": note("q-a", front="draft: true\n"), "docs/b.md": note("q-b", front="private: true\n")})
    assert cards(base) == []


def test_sides_are_as_written_without_comments(base_of: BaseOf) -> None:
    text = "/// question | Why *is* $x$ %% not said %%so?\n    id: q\n\nSince $y$. %% nor\nthis %%\n\n- one\n///\n"
    [card] = cards(base_of({"docs/a.md": text}))
    assert card.markdown(card.question) == "Why *is* $x$ so?"
    assert card.markdown(card.answer) == "Since $y$. \n\n- one"


def test_a_card_is_due_as_the_journal_says(base_of: BaseOf) -> None:
    journal = "2020-04-01 reviewed q-a grade=good\n2020-04-03 reviewed q-a grade=again\n"
    asked, new = cards(base_of({"docs/a.md": note("q-a", "q-b"), "docs/journal.txt": journal}))
    assert (asked.due, new.due) == (date(2020, 4, 4), None)


def test_a_card_keeps_its_reviews_when_it_is_reworded_and_moved(base_of: BaseOf) -> None:
    journal = {"docs/journal.txt": "2020-04-01 reviewed q grade=easy\n"}
    [before] = cards(base_of({"docs/a.md": note("q"), **journal}))
    [after] = cards(base_of({"docs/a.md": "", "docs/b/c.md": note("q").replace("What is", "Whatever is"), **journal}))
    assert (after.id, after.due) == (before.id, before.due)
    assert after.note.path == "docs/b/c.md"


def test_a_card_is_open_once_its_subject_was_met(base_of: BaseOf) -> None:
    base = base_of(
        {
            "docs/courses/c/s-1.md": note("q-seen"),
            "docs/courses/c/s-2.md": note("q-unseen"),
            "docs/topics/t.md": note("q-learned"),
            "docs/topics/u.md": note("q-asked"),
            "docs/journal.txt": "2020-04-01 watched s-1\n2020-04-01 learned t\n2020-04-01 reviewed q-asked\n",
        }
    )
    assert [card.id for card in cards(base) if card.open] == ["q-seen", "q-learned", "q-asked"]
