"""What LaTeX in a bibliography field reads as, and that plain text survives the way to LaTeX and back."""

import time
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kb import latex

READS_AS = [
    # accents, in every form they are written
    (r"{\"o}", "ö"),
    (r"\"{o}", "ö"),
    (r"\"o", "ö"),
    (r"{\"{o}}", "ö"),
    (r"\' e", "é"),
    (r"\v{c} \v c", "č č"),
    (r"\c c\c{S}", "çŞ"),
    (r"\'\i{} \'{\i} {\'{\i}}", "í í í"),
    (r"\H{o} \k{a} \r{a} \u{g} \d{s} \=a \.z", "ő ą å ğ ṣ ā ż"),
    (r"\'{\^e}", "ế"),
    (r"\~{}kb", "~kb"),
    # letters of their own
    (r"\ss \o{} \O \l{}a \AE \aa \i", "ßø Øła Æåı"),
    (r"{\O}ksendal", "Øksendal"),
    (r"Stra{\ss}e", "Straße"),
    # dashes, quotes, spaces
    ("1--2 --- 3", "1–2 — 3"),
    ("``so'' `so'", "“so” ‘so'"),
    (r"D.~E.\,Knuth\\ and\quad Co", "D. E. Knuth and Co"),
    (" two\n  lines\t", "two lines"),
    (r"Ano\-ther", "Another"),
    # commands and braces
    (r"\emph{so} \textbf{bold} \unknown{kept}", "so bold kept"),
    (r"{\em so}", "so"),
    (r"{{Deep} {L}earning}", "Deep Learning"),
    (r"\href{https://a.b}{text}", "text"),
    (r"\url{https://a.b/c}", "https://a.b/c"),
    (r"\TeX{} and \LaTeX", "TeX and LaTeX"),
    # escapes
    (r"R\&D 5\% a\_b \$5 \#1 \{x\}", "R&D 5% a_b $5 #1 {x}"),
    (r"\textbackslash{}x \textasciitilde{}", r"\x ~"),
    # math
    (r"$\alpha$", "α"),
    (r"$\beta$-VAE", "β-VAE"),
    (r"$L_1$ and $L_{2}$", "L1 and L2"),
    (r"\(O(n^2)\)", "O(n^2)"),
    (r"$\frac{1}{2}$", "1/2"),
    (r"$\mathbb{R}^d$ $\log p$", "R^d log p"),
    (r"$a \le b$", "a ≤ b"),
    ("it costs 5$", "it costs 5$"),
    # what cannot be understood stays readable
    ("\\", "\\"),
    (r"}x{", "x"),
    (r"\v", ""),
    ("", ""),
]


@pytest.mark.parametrize(("written", "read"), READS_AS)
def test_reads_as(written: str, read: str) -> None:
    assert latex.plain(written) == read


def test_plain_text_is_itself() -> None:
    assert latex.plain("Ein süßer Text, 文字, 🙂") == "Ein süßer Text, 文字, 🙂"


@given(st.text(alphabet=st.characters(exclude_categories=["Cs", "Cc"])))
def test_escaped_text_reads_back(text: str) -> None:
    assert latex.plain(latex.escape(text)) == " ".join(unicodedata.normalize("NFC", text).split())


@given(st.text())
def test_escaped_text_has_no_brace_without_partner(text: str) -> None:
    braces = "".join(character for character in latex.escape(text) if character in "{}")
    assert braces == "{}" * (len(braces) // 2)


@given(st.text(alphabet="\\{}$~^_`'\"-aceiv \n%&"))
def test_anything_becomes_one_line(text: str) -> None:
    assert len(latex.plain(text).splitlines()) <= 1


HOSTILE = {
    "deep braces": "{" * 100_000 + "x" + "}" * 100_000,
    "open accents": "\\'" * 100_000,
    "open commands": "\\href{" * 50_000,
    "dollars": "$" * 100_001,
    "marks": "a" + "\u0301\u0327" * 50_000,
    "long line": "x" * 1_000_000 + "\\",
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE.keys())
def test_time_grows_with_the_length_alone(text: str) -> None:
    started = time.process_time()
    latex.plain(text)
    assert time.process_time() - started < 10
