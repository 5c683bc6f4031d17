"""dangling-link, ambiguous-link, dangling-fragment"""

from collections.abc import Callable, Mapping

import pytest

FILES = {
    "topics/kl-divergence.md": "---\ntitle: KL\n---\n## Definition\n\nWords. ^para\n\n/// claim\n    id: thm-kl\n///\n",
    "a/note.md": "one",
    "b/note.md": "two",
    "c/index.md": "---\nkind: course\ntitle: C\ninstitution: I\nprogramme: [{id: s1, title: S}]\n---\n",
    "pic.png": "x",
}

CASES = {
    "to a note, a section, a block, a file": (
        "[[kl-divergence]] [[KL#definition]] [[KL#^para]] [[KL#^thm-kl]] ![[pic.png]] [k](topics/kl-divergence.md)",
        "",
    ),
    "to another site": ("[x](https://x.org) <https://x.org>", ""),
    "in code": ("`[[nothing]]`", ""),
    "misspelt": (
        "[[kl-divergense]]",
        "x.md:1:1: `kl-divergense` leads to no note (did you mean `kl-divergence`?) [dangling-link]",
    ),
    "to nothing": (
        "so [[nothing at all]]",
        "x.md:1:4: `nothing at all` leads to no note (write the note) [dangling-link]",
    ),
    "a path that misses": (
        "[k](kl-divergence.md)",
        "x.md:1:3: `kl-divergence.md` leads to no note (did you mean `kl-divergence`?) [dangling-link]",
    ),
    "to a session that nobody has written up": (
        "[[s1]]",
        "x.md:1:1: `s1` leads to no note (the session has no note yet: name it in plain words) [dangling-link]",
    ),
    "to several": (
        "[[note]]",
        "x.md:1:1: `note` could be 2 notes (write the path of the one you mean: a/note.md, b/note.md) [ambiguous-link]",
    ),
    "to a misspelt heading": (
        "[[KL#Definitoin]]",
        "x.md:1:1: `kl-divergence` has no `Definitoin` (did you mean `#Definition`?) [dangling-fragment]",
    ),
    "to no heading": (
        "[[KL#Proof]]",
        "x.md:1:1: `kl-divergence` has no `Proof` (it has Definition, thm-kl) [dangling-fragment]",
    ),
    "to no block": (
        "[[KL#^parra]]",
        "x.md:1:1: `kl-divergence` has no `^parra` (did you mean `#^para`?) [dangling-fragment]",
    ),
    "to an equation": ("$$x$$ {#eq-x}\n\n[[#eq-x]]", ""),
    "to a misspelt equation": (
        "$$x$$ {#eq-norm}\n\n[[#eq-nrom]]",
        "x.md:3:1: `x` has no `eq-nrom` (did you mean `#eq-norm`?) [dangling-fragment]",
    ),
    "to no heading of this note": ("[[#x]]", "x.md:1:1: `x` has no `x` (it has no headings) [dangling-fragment]"),
}


@pytest.mark.parametrize(("text", "told"), CASES.values(), ids=CASES.keys())
def test_a_link(text: str, told: str, told_by: Callable[[str, Mapping[str, str]], str]) -> None:
    assert told_by("dangling-link", FILES | {"x.md": text}) == told
