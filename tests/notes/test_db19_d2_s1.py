"""The identities of the note on the VAE and DRAW seminar (db19-d2-s1), checked with numbers; notation as there."""

import importlib.util
from pathlib import Path
from types import ModuleType

import numpy as np
import pytest
from scipy.stats import norm

PROGRAM = Path(__file__).parents[2] / "scripts" / "figures" / "db19_d2_s1_draw.py"


@pytest.fixture(scope="module")
def draw() -> ModuleType:
    """The program of the note."""
    spec = importlib.util.spec_from_file_location("db19_d2_s1_draw", PROGRAM)
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(0)


def divergence(mean: np.ndarray, variance: np.ndarray, other: float = 1.0) -> np.ndarray:
    """KL(N(mean, variance) || N(0, other)), entry by entry."""
    return 0.5 * (np.log(other / variance) + (variance + mean**2) / other - 1)


def small(draw: ModuleType, rng: np.random.Generator, steps: int):
    """A double-precision model with random biases, three images with two squares, and noise for them."""
    model = draw.Draw(steps, 2, 64, seed=1, width=5, dtype=np.float64)
    for weights in model.w.values():
        weights += rng.normal(0, 0.2, weights.shape)
    x = draw.paint(rng.integers(0, 6, (3, 2, 2))).astype(float)
    return model, x, rng.normal(size=(steps, 3, 2))


def test_gradient_by_hand_agrees_with_finite_differences(draw: ModuleType, rng: np.random.Generator) -> None:
    """Along a random direction in each weight matrix, for three steps."""
    model, x, eps = small(draw, rng, steps=3)

    def loss() -> float:
        miss, price = model.terms(x, eps)
        return miss + price.sum()

    for name, grad in model.gradient(x, eps).items():
        way, size = rng.normal(size=grad.shape), 1e-5
        model.w[name] += size * way
        above = loss()
        model.w[name] -= 2 * size * way
        below = loss()
        model.w[name] += size * way
        assert (above - below) / (2 * size) == pytest.approx((grad * way).sum(), rel=1e-6, abs=1e-7), name


def test_draw_with_one_step_is_an_autoencoder_with_one_hidden_layer(draw: ModuleType, rng: np.random.Generator) -> None:
    """x - sigma(c_0) folds into the weights and the bias of the first layer."""
    model, x, eps = small(draw, rng, steps=1)
    w, start = model.w, model.w["start"]
    inner, bias = w["enc"][:64] + w["enc"][64:128], w["enc"][-1] - draw.sigmoid(start) @ w["enc"][64:128]
    mu, log_s = np.split(draw.affine(np.tanh(x @ inner + bias), w["head"]), 2, axis=1)
    z = mu + np.exp(log_s) * eps[0]
    hidden = np.tanh(z @ w["dec"][:2] + w["dec"][-1])
    np.testing.assert_allclose(model.forward(x, eps)[0], start + draw.affine(hidden, w["write"]), atol=1e-12)


def test_joint_divergence_is_the_sum_of_the_mean_divergences_of_the_steps(rng: np.random.Generator) -> None:
    """q: z_1 ~ N(m, v), z_2 | z_1 ~ N(a + b z_1, u), against N(0, I)."""
    m, v, a, b, u = 0.7, 0.3, -0.4, 0.9, 0.2
    mean, cov = np.array([m, a + b * m]), np.array([[v, b * v], [b * v, u + b**2 * v]])
    joint = 0.5 * (np.trace(cov) + mean @ mean - 2 - np.log(np.linalg.det(cov)))
    nodes, weights = np.polynomial.hermite_e.hermegauss(20)
    second = divergence(a + b * (m + v**0.5 * nodes), np.array(u)) @ weights / weights.sum()
    assert divergence(np.array(m), np.array(v)) + second == pytest.approx(joint)


def test_sampled_bound_has_no_noise_at_the_exact_posterior(rng: np.random.Generator) -> None:
    """z ~ N(0, 1), x | z ~ N(z, 1): the posterior is N(x / 2, 1 / 2)."""
    x = 1.3
    z = x / 2 + 0.5**0.5 * rng.normal(size=50)
    sampled = norm.logpdf(x, z, 1) + norm.logpdf(z) - norm.logpdf(z, x / 2, 0.5**0.5)
    np.testing.assert_allclose(sampled, norm.logpdf(x, 0, 2**0.5))
    assert norm.logpdf(x, z, 1).std() > 0.1


def test_noise_times_variance_overstates_the_evidence() -> None:
    """Exercise 2: the posterior is N(0, v ** 2), q = N(0, v), but z = v * noise; here p(x) = 1."""
    v = 0.1
    nodes, weights = np.polynomial.hermite_e.hermegauss(30)
    excess = norm.logpdf(v * nodes, 0, v) - norm.logpdf(v * nodes, 0, v**0.5)
    assert excess @ weights / weights.sum() == pytest.approx(0.5 * (v - 1 - np.log(v)))
    assert excess @ weights / weights.sum() == pytest.approx(0.70, abs=0.005)


def test_a_bounded_latent_says_less_than_1_12_nats() -> None:
    """Exercise 3: the divergence to N(0, 1.814) for means and log-deviations in [-1, 1]."""
    mu, s = np.meshgrid(np.linspace(-1, 1, 101), np.linspace(-1, 1, 101))
    assert 1.10 < divergence(mu, np.exp(2 * s), 1.814).max() < 1.12


def test_pictures_of_two_squares_have_entropy_6_49(draw: ModuleType) -> None:
    """666 different pictures; the pictures with one square are 36."""
    kinds, counts = np.unique(draw.paint(draw.all_corners(2)), axis=0, return_counts=True)
    share = counts / counts.sum()
    assert len(kinds) == 666
    assert len(np.unique(draw.paint(draw.all_corners(1)), axis=0)) == 36
    assert -(share * np.log(share)).sum() == pytest.approx(6.493, abs=5e-4)
