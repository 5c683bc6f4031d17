"""venue-name"""

from collections.abc import Callable

import pytest


@pytest.fixture
def told(told_by: Callable[..., str]) -> Callable[[str], str]:
    return lambda bib: told_by("venue-name", {"papers.bib": bib})


def bib(*venues: str, field: str = "journal") -> str:
    return "\n".join(f"@misc{{k{at}, {field} = {{{venue}}}}}" for at, venue in enumerate(venues, 1))


@pytest.mark.parametrize(
    ("usual", "other"),
    [
        ("NeurIPS", "NIPS"),
        ("NeurIPS", "Advances in Neural Information Processing Systems 30"),
        ("NIPS", "Conference on Neural Information Processing Systems"),
        ("ICML", "Proceedings of the 34th International Conference on Machine Learning"),
        ("ICML", "Proceedings of ICML"),
        ("CVPR", "2019 IEEE Conference on Computer Vision and Pattern Recognition"),
        ("COLT", "Conference on Learning Theory (COLT)"),
        ("Journal of Machine Learning Research", "JMLR"),
        ("Journal of Machine Learning Research", "J. Mach. Learn. Res."),
        ("Computer Speech and Language", r"Computer Speech \& Language"),
        ("Neural Computation", "Neural computation"),
    ],
)
def test_one_venue(usual: str, other: str, told: Callable[[str], str]) -> None:
    """Whoever writes it in the rarer way is told."""
    found = told(bib(usual, other, usual))
    shown = other.replace("\\", "")
    assert found == (
        f"papers.bib:2:1: `k2` names its venue `{shown}`, which 2 other papers have as `{usual}` "
        "(write one name for one venue) [venue-name]"
    )


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Proceedings of the 34th ICML", "Proceedings of the 35th ICML"),
        ("ICML '17", "ICML '18"),
        ("ICML", "ICML Workshop"),
        ("Machine Learning", "International Conference on Machine Learning"),
        ("ACL", "Transactions of the Association for Computational Linguistics"),
        ("ICCV", "ECCV"),
        ("Journal of the Royal Statistical Society, Series A", "Journal of the Royal Statistical Society, Series B"),
        ("Journal of Statistics (Methodological)", "Journal of Statistics (Theory)"),
        ("Nature", "Science"),
    ],
)
def test_two_venues(one: str, other: str, told: Callable[[str], str]) -> None:
    assert told(bib(one, other, one)) == ""


def test_what_could_mean_two_is_left_alone(told: Callable[[str], str]) -> None:
    assert told(bib("J. Comp. Biol.", "Journal of Comparative Biology", "Journal of Computational Biology")) == ""


def test_each_file_is_by_itself(told_by: Callable[..., str]) -> None:
    assert told_by("venue-name", {"a.bib": bib("NIPS"), "b.bib": bib("NeurIPS").replace("k1", "k2")}) == ""
