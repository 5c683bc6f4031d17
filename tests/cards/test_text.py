"""Sides and formulas as a terminal shows them."""

from collections.abc import Callable

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kb.base import KnowledgeBase
from kb.cards import cards
from kb.cards.formula import text
from kb.cards.text import Text
from kb.formulas import FormulaError, Formulas

BaseOf = Callable[[dict[str, str]], KnowledgeBase]
FORMULAS = Formulas({})
READ = {
    r"x_{t+1}^2": "xₜ₊₁²",
    r"\tfrac12 (a + b)": "(1/2)(a + b)",
    r"\frac{a + b}{2}": "(a + b)/2",
    r"\mathbb{E}_{q(z \mid x)} \log p(x \mid z)": "𝔼_(q(z | x)) log p(x | z)",
    r"-1 \le x = -2": "−1 ≤ x = −2",
    r"\left\lVert s \right\rVert^2": "‖s‖²",
    r"\lvert \mu \rvert = 1": "|μ| = 1",
    r"\sqrt{1 + \alpha^2}": "√(1 + α²)",
    r"\sqrt[3]{x}": "³√x",
    r"\hat x, \widetilde{ab}": "x̂, (ab)̃",
    r"\sum_{i=1}^n x_i": "∑ᵢ₌₁ⁿxᵢ",
    r"A^\top A^{-1}": "AᵀA⁻¹",
    r"e^{-E/T}": "e^(−E/T)",
    r"z_{<t}, y_{1:C}": "z_(<t), y_(1:C)",
    r"\operatorname*{arg\,max}_k f(k)": "arg maxₖ f(k)",
    r"\begin{pmatrix} a & b \\ c & d \end{pmatrix}": "(a, b; c, d)",
    r"f = \begin{cases} 1 & x > 0 \\ 0 & \text{else} \end{cases}": "f = {1, x > 0; 0, else",
    r"\begin{aligned} a &= b \\ &= c \end{aligned}": "a = b; = c",
    r"\binom{n}{k}": "(n over k)",
    r"\underbrace{a + b}_{c}": "(a + b)_c",
    r"\overline{x} \overset{!}{=} y": "x̄=^!y",
    r"f'(x)": "f′(x)",
    r"a < b": "a < b",
}


@pytest.mark.parametrize(("latex", "words"), READ.items(), ids=READ.keys())
def test_a_formula_on_one_line(latex: str, words: str) -> None:
    assert text(FORMULAS.html(latex, False)) == words


PARTS = [r"\frac", r"\sqrt", "{a}", "{b + c}", "^", "_", "x", r"\hat", r"\left(", r"\right)", "<", "&", r"\\", "|", "="]


@settings(max_examples=60)
@given(st.lists(st.sampled_from(PARTS), max_size=8).map("".join), st.booleans())
def test_any_formula_that_can_be_set_can_be_read(latex: str, display: bool) -> None:
    try:
        html = FORMULAS.html(latex, display)
    except FormulaError:
        return
    assert "\n" not in text(html)


ANSWER = r"""/// question | Why is $\R$ *so*, see [[b|there]]?
    id: q

First $x_1$
line.

$$
\frac{a}{b}

= c
$$

rest. %% hidden %%

- one
- two

```python
x = 1

y = 2
```
///
"""


def test_an_answer_paragraph_by_paragraph(base_of: BaseOf) -> None:
    base = base_of({"docs/a.md": ANSWER, "docs/macros.tex": r"\newcommand{\R}{\mathbb{R}}"})
    [card] = cards(base)
    read = Text(base.notebook)
    assert read.question(card) == "Why is ℝ so, see there?"
    assert read.answer(card) == ["First x₁ line.", "a/b = c", "rest.", "- one", "- two", "x = 1\n\ny = 2"]


def test_a_formula_that_cannot_be_set_stays_latex(base_of: BaseOf) -> None:
    base = base_of({"docs/a.md": "/// question | Why $\\nosuch{x}$?\n    id: q\n\nSo.\n///\n"})
    assert Text(base.notebook).question(cards(base)[0]) == r"Why \nosuch{x}?"
