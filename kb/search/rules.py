"""What counts how much, one table for the terminal and the site: the site's script gets it as data.

A score is the sum over the needs of a query of BM25 over the weighted columns, and what is added here.
"""

from kb.search import porter, words

# BM25 as FTS5 computes it, over columns that count so: names, heading, body, joined.
WEIGHTS = (10.0, 6.0, 1.0, 3.0)
K1, B = 1.2, 0.75
CANDIDATES = 100
# Of more sections than this only those with the words in names and headings are compared, and the first.
MANY = 2000
# Where fewer sections hold all words, or somebody asks in a sentence, those that hold some come behind.
ENOUGH = 50
SENTENCE = 4  # telling words
# A name is written exactly so, with 5 more for each degree of what it says; all words stand in the title; in the
# heading, by the share of them to the power of SHARPLY.
EXACT, DEGREE, COVERED, HEADED, SHARPLY = 25.0, 5.0, 10.0, 8.0, 3
# The section holds all words; they stand near each other.
WHOLE, CLOSE = 3.0, 4.0
NEAR = 4  # words between two of them, for each of them
LOOKED = 25  # sections
BY_KIND = {"course": 4.0, "lecture": 3.0, "topic": 2.5, "problem": 1.0}
PLAIN = {"lecture": 1.0, "topic": 1.0, "course": -2.0, "page": -6.0, "log": -3.0, "paper": -2.0}
# What stands around a lesson: it says the same words and teaches nothing.
AROUND = frozenset({"questions", "sources", "exercises", "where-it-is-taught", "read-first", "also-treated-in"})
AROUND_LOSS = 8.0
# Every further section of a page counts less; the best of a page gets a share of the next three.
FURTHER, SUPPORT, SUPPORTING = 1.5, 0.2, 3
BEGINNINGS = 24  # how many words one beginning stands for at most
SHORTEST = 3  # letters of a beginning


def tables() -> dict[str, object]:
    """The rules as plain data."""
    return {
        "k1": K1,
        "candidates": CANDIDATES,
        "enough": ENOUGH,
        "sentence": SENTENCE,
        "near": NEAR,
        "exact": EXACT,
        "degree": DEGREE,
        "covered": COVERED,
        "headed": HEADED,
        "sharply": SHARPLY,
        "whole": WHOLE,
        "close": CLOSE,
        "byKind": BY_KIND,
        "plain": PLAIN,
        "aroundLoss": AROUND_LOSS,
        "further": FURTHER,
        "support": SUPPORT,
        "supporting": SUPPORTING,
        "beginnings": BEGINNINGS,
        "shortest": SHORTEST,
        "empty": sorted(words.EMPTY),
        "letters": {chr(code): to for code, to in words.LETTERS.items()},
        "spellings": [(pattern.pattern, to.replace("\\1", "$1")) for pattern, to in words.SPELLINGS],
        "stems": [porter.SECOND, porter.THIRD, porter.FOURTH],
    }
