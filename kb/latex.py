"""LaTeX text to plain Unicode and back, as far as bibliography fields need it: `{\\"o}` is ö, `$\\beta$` is β.

One pass over the tokens with a list of open braces instead of recursion, so that neither a line of a million
characters nor braces nested 100,000 deep cost more than their length.
"""

import re
import unicodedata

_SPECIAL = re.compile(r"[\\$~`]|--|''")
_TOKEN = re.compile(r"\\[A-Za-z]+\*?\s*|\\.|[{}~_^]|\$\$?|-{2,3}|``|''|[?!]?`|\s+|[^\\{}~_^$\-'`?!\s]+|.", re.DOTALL)

_MANY_MARKS = re.compile(r"[^\w\s\x00-\x7f]{31,}")

# Combining marks by accent command; `\t` ties two letters, so its mark stands after the first of them as well.
_MARKS = {
    "`": "\u0300", "'": "\u0301", "^": "\u0302", "~": "\u0303", "=": "\u0304", "u": "\u0306", ".": "\u0307",
    '"': "\u0308", "r": "\u030a", "H": "\u030b", "v": "\u030c", "d": "\u0323", "c": "\u0327", "k": "\u0328",
    "b": "\u0331", "t": "\u0361",
}  # fmt: skip
# What an accent over nothing prints: `\~{}` in a path means the character itself.
_BARE_ACCENTS = frozenset("`'^\"~=.")


def _pairs(words: str) -> dict[str, str]:
    items = words.split()
    return dict(zip(items[::2], items[1::2], strict=True))


_LETTERS = _pairs("""
    ss ß o ø O Ø l ł L Ł ae æ AE Æ oe œ OE Œ aa å AA Å i ı j ȷ dh ð DH Ð th þ TH Þ dj đ DJ Đ ng ŋ NG Ŋ SS ẞ
    S § P ¶ pounds £ copyright © textcopyright © textregistered ® texttrademark ™ euro € texteuro € textdegree °
    dag † ddag ‡ textbullet • textperiodcentered · textonehalf ½ ldots … dots … textellipsis … cdots ⋯ vdots ⋮
    textendash – textemdash — textquoteleft ‘ textquoteright ’ textquotedblleft “ textquotedblright ”
    textquotesingle ' textquotedbl " guillemotleft « guillemotright » guilsinglleft ‹ guilsinglright › quotedblbase „
    textexclamdown ¡ textquestiondown ¿ textasciitilde ~ textasciicircum ^ textasciigrave ` textunderscore _
    textbackslash \\ backslash \\ textbraceleft { textbraceright } lbrace { rbrace } textbar | textless <
    textgreater > textdollar $ TeX TeX LaTeX LaTeX BibTeX BibTeX textmu µ slash / lq ‘ rq ’
""")
_MATH = _pairs("""
    alpha α beta β gamma γ delta δ epsilon ε varepsilon ε zeta ζ eta η theta θ vartheta ϑ iota ι kappa κ lambda λ
    mu μ nu ν xi ξ pi π varpi ϖ rho ρ varrho ϱ sigma σ varsigma ς tau τ upsilon υ phi φ varphi φ chi χ psi ψ omega ω
    Gamma Γ Delta Δ Theta Θ Lambda Λ Xi Ξ Pi Π Sigma Σ Upsilon Υ Phi Φ Psi Ψ Omega Ω infty ∞ ell ℓ partial ∂ nabla ∇
    sum ∑ prod ∏ int ∫ sqrt √ times × cdot · pm ± mp ∓ div ÷ ast ∗ star ⋆ circ ∘ bullet • oplus ⊕ otimes ⊗ le ≤ leq ≤
    ge ≥ geq ≥ ne ≠ neq ≠ ll ≪ gg ≫ approx ≈ sim ∼ simeq ≃ equiv ≡ propto ∝ in ∈ notin ∉ subset ⊂ subseteq ⊆ cup ∪
    cap ∩ setminus ∖ emptyset ∅ forall ∀ exists ∃ neg ¬ land ∧ wedge ∧ lor ∨ vee ∨ to → rightarrow → leftarrow ←
    leftrightarrow ↔ Rightarrow ⇒ Leftarrow ⇐ Leftrightarrow ⇔ mapsto ↦ uparrow ↑ downarrow ↓ langle ⟨ rangle ⟩
    mid | vert | Vert ‖ lVert ‖ rVert ‖ lfloor ⌊ rfloor ⌋ lceil ⌈ rceil ⌉ prime ′ hbar ℏ Re ℜ Im ℑ aleph ℵ perp ⊥
    parallel ∥ angle ∠ triangle △ square □ diamond ⋄ dagger † ddagger ‡ degree ° lt < gt > colon :
""")
_OPERATORS = _pairs("""
    log log ln ln exp exp sin sin cos cos tan tan tanh tanh max max min min sup sup inf inf lim lim det det dim dim
    ker ker arg arg Pr Pr mod mod
""")
_SYMBOLS = {**_OPERATORS, **_MATH, **_LETTERS}
_SPACES = {" ", ",", ";", ":", ">", "\\", "\n", "\t", "\r"}
_SPACE_WORDS = {"quad", "qquad", "space", "newline", "linebreak", "par", "enspace", "thinspace", "nobreakspace"}
_NOTHING = {"!", "/", "-", "@", "+"}
_MATH_DELIMITERS = {"(": True, "[": True, ")": False, "]": False}
_DROPS_ARGUMENT = {"href", "textcolor", "color", "hspace", "vspace", "label", "fontsize", "selectlanguage", "phantom"}
_PUNCTUATION = {"---": "—", "--": "–", "``": "“", "''": "”", "`": "‘", "?`": "¿", "!`": "¡", "~": " "}

_ESCAPES = {
    "\\": r"\textbackslash{}",
    "{": r"\textbraceleft{}",  # `\{` would do for LaTeX, but BibTeX counts that brace and takes the field for open
    "}": r"\textbraceright{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "`": r"\textasciigrave{}",
    **{character: "\\" + character for character in "&%$#_"},
}
_BREAKS = re.compile(r"[\\{}~^`&%$#_]|-(?=-)|'(?=')")


def plain(text: str) -> str:
    """LaTeX text in, plain Unicode on one line out. Never fails: what is not understood is kept as it reads best."""
    if text.isascii() and text.isalnum():
        return text
    if _SPECIAL.search(text):
        text = _Plain().read(_TOKEN.findall(text))
    elif "{" in text or "}" in text:  # the commonest title: nothing but protected words
        text = text.replace("{", "").replace("}", "")
    return " ".join(_composed(text).split())


def escape(text: str) -> str:
    """Plain Unicode in, BibTeX text out that `plain` reads back to it; only what would break is written otherwise."""
    return _BREAKS.sub(lambda found: _ESCAPES.get(found[0], found[0] + "{}"), " ".join(text.split()))


class _Plain:
    """What is known while the tokens go by: the text so far, accents that wait for a letter, open braces, math."""

    def __init__(self) -> None:
        self.out: list[str] = []
        self.accents: list[str] = []  # outermost first; combining marks are written innermost first
        self.groups: list[tuple[bool, str, int]] = []  # (dropped, text to close with, length of `out` at the brace)
        self.next_group = (False, "")
        self.math = False

    def read(self, tokens: list[str]) -> str:
        # A dollar without a partner is a dollar: "costs 5$".
        last_dollar = _last_unpaired_dollar(tokens)
        for index, token in enumerate(tokens):
            if token.startswith("\\") and len(token) > 1:
                self.command(token[1:])
            elif token[0] == "$" and index != last_dollar:
                self.math = not self.math
            else:
                self.ordinary(token)
        self.bare_accents()
        return "".join(self.out)

    def ordinary(self, token: str) -> None:
        if token == "{":
            self.groups.append((*self.next_group, len(self.out)))
            self.next_group = (False, "")
        elif token == "}":
            self.close()
        elif token.isspace():
            self.out += [] if self.accents else [" "]
        elif self.math and token in "_^":
            self.out += ["^"] if token == "^" else []
        else:
            self.letters(token if self.math else _PUNCTUATION.get(token, token))

    def close(self) -> None:
        self.bare_accents()
        dropped, ending, start = self.groups.pop() if self.groups else (False, "", 0)
        if dropped:
            del self.out[start:]
        self.out.append(ending)

    def command(self, name: str) -> None:
        word = name.rstrip().rstrip("*")
        if word in _MARKS:
            self.accents.append(word)
        elif word in _SYMBOLS:
            self.symbol(word)
            self.space_after(name)
        elif name in _SPACES or word in _SPACE_WORDS:
            self.out.append(" ")
        elif name in _MATH_DELIMITERS:
            self.math = _MATH_DELIMITERS[name]
        elif word in _DROPS_ARGUMENT or word == "frac":
            self.next_group = (word != "frac", "/" if word == "frac" else "")
        elif not (word.isascii() and word.isalpha()) and name not in _NOTHING:
            self.letters(name)

    def symbol(self, word: str) -> None:
        # Under an accent the i keeps no second dot: `\'\i` is í, not a dotless i with an acute.
        self.letters(word if self.accents and word in ("i", "j") else _SYMBOLS[word])

    def space_after(self, name: str) -> None:
        # TeX drops the space behind a command, and sets its own in formulas: `a \le b`.
        self.out += [" "] if self.math and name[-1].isspace() else []

    def letters(self, text: str) -> None:
        if self.accents:
            text = text[0] + "".join(_MARKS[accent] for accent in reversed(self.accents)) + text[1:]
            self.accents = []
        self.out.append(text)

    def bare_accents(self) -> None:
        self.out += [accent for accent in self.accents if accent in _BARE_ACCENTS]
        self.accents = []


def _composed(text: str) -> str:
    """Letters and their marks as one character. Python sorts marks in quadratic time, hence Unicode's limit of 30."""
    return unicodedata.normalize("NFC", _MANY_MARKS.sub(lambda run: _at_most_30_marks(run[0]), text))


def _at_most_30_marks(run: str) -> str:
    kept, marks = [], 0
    for character in run:
        marks = marks + 1 if unicodedata.combining(character) else 0
        kept += [character] if marks <= 30 else []
    return "".join(kept)


def _last_unpaired_dollar(tokens: list[str]) -> int:
    dollars = [index for index, token in enumerate(tokens) if token[0] == "$"]
    return dollars[-1] if len(dollars) % 2 else -1
