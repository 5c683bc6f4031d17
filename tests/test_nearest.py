"""The known name that a misspelt one was meant to be."""

import pytest

from kb.nearest import nearest


@pytest.mark.parametrize(
    ("written", "known", "meant"),
    [
        ("hardt2106equality", ["hardt2016equality", "hardy2016equality"], "hardt2016equality"),
        ("KL-Divergence", ["kl-divergence"], "kl-divergence"),
        ("db19-d3-11", ["db19-d3-s1", "db19-d3-l1", "db19-d3-l2"], "db19-d3-l1"),
        ("zebra", ["kl-divergence"], ""),
        ("anything", [], ""),
    ],
)
def test_nearest(written: str, known: list[str], meant: str) -> None:
    assert nearest(written, known) == meant
