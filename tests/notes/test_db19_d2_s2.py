"""The identities of the note on the semi-supervised seminar (db19-d2-s2), checked with numbers; notation as there."""

import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import expit, logsumexp, softmax, xlogy

SCRIPTS = Path(__file__).parents[2] / "scripts" / "figures"


@pytest.fixture(scope="module")
def program() -> Iterator[ModuleType]:
    """The program of the note, which imports its neighbour."""
    sys.path.insert(0, str(SCRIPTS))
    yield import_module("db19_d2_s2_model")
    sys.path.remove(str(SCRIPTS))


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


def log_density(soft: np.ndarray, pi: np.ndarray, tau: float) -> np.ndarray:
    """The Gumbel-softmax log-density at rows of soft (n, K), without the constant (K - 1)! tau ** (K - 1)."""
    log_terms = np.log(pi) - tau * np.log(soft)
    return (log_terms - np.log(soft)).sum(axis=1) - len(pi) * logsumexp(log_terms, axis=1)


def relaxed_price(odds: float) -> float:
    """lambda coth(lambda / 2) - 2."""
    return odds / np.tanh(odds / 2) - 2


def test_relaxed_log_ratio_is_the_same_at_every_temperature(rng: np.random.Generator) -> None:
    """With the same clocks; it is sum log(K pi) + K log sum w / (K pi), and its mean exceeds the discrete one."""
    pi, classes = np.array([0.7, 0.2, 0.06, 0.04]), 4
    xi = rng.exponential(size=(20_000, classes))
    w = xi / xi.sum(axis=1, keepdims=True)
    formula = np.log(classes * pi).sum() + classes * np.log((w / (classes * pi)).sum(axis=1))
    for tau in (0.5, 2.0):
        soft = softmax((np.log(pi) - np.log(xi)) / tau, axis=1)
        ratio = log_density(soft, pi, tau) - log_density(soft, np.full(classes, 1 / classes), tau)
        np.testing.assert_allclose(ratio, formula, rtol=1e-6, atol=1e-6)
    discrete = xlogy(pi, classes * pi).sum()
    assert formula.mean() - discrete > 10 * formula.std() / len(formula) ** 0.5


@pytest.mark.parametrize("odds", [0.3, 2.0, 8.0])
def test_two_classes_pay_odds_times_coth_minus_two(odds: float) -> None:
    """The divergence of a logistic law at lambda from one at zero, by quadrature; above the discrete price."""

    def log_logistic(t: float) -> float:
        return -t - 2 * np.logaddexp(0, -t)

    value, _ = quad(lambda t: np.exp(log_logistic(t)) * (log_logistic(t) - log_logistic(t + odds)), -40, 40)
    assert value == pytest.approx(relaxed_price(odds), abs=1e-7)
    p = expit(np.array([odds, -odds]))
    assert relaxed_price(odds) > xlogy(p, 2 * p).sum()


def test_best_class_posterior_is_the_softmax_of_the_labelled_bounds(rng: np.random.Generator) -> None:
    """Its value is the log-sum-exp; every other q is worse by its divergence."""
    bounds, q = rng.normal(0, 3, 5), rng.dirichlet(np.ones(5))
    best = softmax(bounds)
    value = q @ (bounds - np.log(q))
    assert best @ (bounds - np.log(best)) == pytest.approx(logsumexp(bounds))
    assert logsumexp(bounds) - value == pytest.approx(q @ np.log(q / best))


def test_wrong_class_keeps_one_over_the_evidence() -> None:
    """Exercise 2: the best log-odds by the stationarity condition; it is a maximum of the objective."""

    def best(gap: float) -> float:
        def condition(odds: float) -> float:
            price = 1 / np.tanh(odds / 2) - odds / (2 * np.sinh(odds / 2) ** 2)
            return gap * expit(odds) * expit(-odds) - price

        return brentq(condition, 1e-3, 50)

    for gap, wrong in ((5, 0.130), (10, 0.075), (20, 0.041)):
        assert expit(-best(gap)) == pytest.approx(wrong, abs=6e-4)
        values = [gap * expit(odds) - relaxed_price(odds) for odds in (0.9 * best(gap), best(gap), 1.1 * best(gap))]
        assert np.argmax(values) == 1
    assert 1e4 * expit(-best(1e4)) == pytest.approx(1, abs=0.01)


@pytest.mark.parametrize("method", ["sum", "Gumbel", "relaxed"])
def test_gradient_by_hand_agrees_with_finite_differences(
    program: ModuleType, rng: np.random.Generator, method: str
) -> None:
    """Along a random direction in each weight matrix of the unlabelled bound."""
    x = program.toy_digits(3, rng)[0]
    model = program.SemiSupervised(42, 4, 2, seed=1, width=5)
    for weights in model.w.values():
        weights += rng.normal(0, 0.3, weights.shape)
    eps, xi = rng.normal(size=(12 if method == "sum" else 3, 2)), rng.exponential(size=(3, 4))

    def bound(grads: dict) -> float:
        if method == "sum":
            return model.summed(x, eps, grads)
        return model.relaxed(x, eps, xi, 0.5, method == "relaxed", grads)

    grads: dict[str, np.ndarray] = {}
    bound(grads)
    assert set(grads) == set(model.w)
    for name, grad in grads.items():
        way, size = rng.normal(size=grad.shape), 1e-5
        model.w[name] += size * way
        above = bound({})
        model.w[name] -= 2 * size * way
        below = bound({})
        model.w[name] += size * way
        assert (above - below) / (2 * size) == pytest.approx((grad * way).sum(), rel=1e-5, abs=1e-6), name


def test_labelled_bound_does_not_teach_the_class_network(program: ModuleType, rng: np.random.Generator) -> None:
    """Its gradient has entries for the networks of z and x, none for that of y."""
    x, y = program.toy_digits(3, rng)
    model, grads = program.SemiSupervised(42, 4, 2, seed=1, width=5), {}
    model.labelled(x, np.eye(4)[y], np.zeros((3, 2)), 1.0, grads)
    assert set(grads) == {"z", "z_out", "x", "x_out"}


def test_drawing_three_thousand_of_sixty_thousand_with_replacement_gives_2926() -> None:
    """The expected number of different indices."""
    assert pytest.approx(2926, abs=0.5) == 60_000 * (1 - (1 - 1 / 60_000) ** 3000)
