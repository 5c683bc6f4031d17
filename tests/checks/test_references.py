"""unknown-topic, unknown-session, unknown-problem"""

from collections.abc import Callable

Told = Callable[..., str]

FILES = {
    "topics/kl-divergence.md": "---\ntitle: KL\n---\n",
    "problems/training.md": "---\ntitle: P\nstatus: open\n---\n",
    "courses/c/index.md": "---\ntitle: C\ninstitution: I\nprogramme: [{id: s1, title: S}]\n---\n",
}
LECTURE = "---\ntitle: L\nformat: lecture\norder: 1\n{}\n---\n"


def lecture(fields: str) -> dict[str, str]:
    return FILES | {"courses/c/l1.md": LECTURE.format(fields)}


def test_names_that_exist(told_by: Told) -> None:
    files = lecture("topics: [kl-divergence]\nrequires: [kl-divergence]\nproblems: [training]")
    assert told_by("unknown-topic", files) == ""


def test_a_misspelt_topic(told_by: Told) -> None:
    assert told_by("unknown-topic", lecture("topics: [kl-divergence, kl-divergense]")) == (
        "courses/c/l1.md:5:25: `topics` names the topic `kl-divergense`, which does not exist "
        "(did you mean `kl-divergence`?) [unknown-topic]"
    )


def test_an_unknown_problem(told_by: Told) -> None:
    assert told_by("unknown-problem", lecture("topics: []\nproblems: [x]")) == (
        "courses/c/l1.md:6:12: `problems` names the problem `x`, which does not exist "
        "(write its note: kb new problem x) [unknown-problem]"
    )


def test_a_prerequisite_with_its_reason(told_by: Told) -> None:
    files = FILES | {"topics/a.md": "---\ntitle: A\nrequires:\n  - kl-divergence: yes\n  - x: because\n---\n"}
    assert told_by("unknown-topic", files).startswith("topics/a.md:5:5: `requires` names the topic `x`")


def test_a_session_without_a_note_exists(told_by: Told) -> None:
    assert (
        told_by("unknown-session", FILES | {"problems/p.md": "---\ntitle: P\nstatus: open\nraised: [s1]\n---\n"}) == ""
    )


def test_an_unknown_session(told_by: Told) -> None:
    files = FILES | {"problems/p.md": "---\ntitle: P\nstatus: open\nraised: [s2-x-y]\n---\n"}
    assert told_by("unknown-session", files).startswith("problems/p.md:4:10: `raised` names the session `s2-x-y`")
