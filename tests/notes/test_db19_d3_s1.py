"""The seminar on toy GANs (db19-d3-s1): gradients by hand, the clipped critic, momentum in a rotating game."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "figures"))
from db19_d3_s1_toy import Net, critic_slopes, generator_slope, penalty_gradients, sigmoid


def test_slopes_of_the_losses_agree_with_differences():
    a, step = np.linspace(-3, 3, 7), 1e-6
    losses = {
        "saturating": lambda s: np.log(1 - sigmoid(s)),
        "non-saturating": lambda s: -np.log(sigmoid(s)),
        "clip": lambda s: -s,
    }
    for task, loss in losses.items():
        assert np.allclose(generator_slope(task, a), (loss(a + step) - loss(a - step)) / (2 * step), atol=1e-8)
    real, fake = critic_slopes("saturating", a, a)
    assert np.allclose(real, sigmoid(a) - 1) and np.allclose(fake, sigmoid(a))


def test_gradient_of_the_penalty_without_second_derivatives_agrees_with_differences():
    critic, step = Net((2, 7, 6, 1), np.random.default_rng(0)), 1e-6
    x = np.random.default_rng(1).normal(size=(9, 2))
    gradient = penalty_gradients(critic, x, 10.0)[1]
    assert max(np.abs(grad).max() for grad in gradient) > 0.1
    for array, grad in zip(critic.parameters(), gradient, strict=True):
        direction = np.random.default_rng(2).normal(size=array.shape)
        array += step * direction
        above = penalty_gradients(critic, x, 10.0)[0]
        array -= 2 * step * direction
        below = penalty_gradients(critic, x, 10.0)[0]
        array += step * direction
        assert np.isclose((above - below) / (2 * step), (grad * direction).sum(), atol=1e-5)


def test_clipped_critic_of_the_notebook_has_slope_at_most_0_014_and_reaches_it():
    critic, x = Net((2, 100, 100, 100, 1), np.random.default_rng(3)), np.random.default_rng(4).normal(size=(20, 2))
    bound = 0.01**4 * np.sqrt(2) * 100**3
    for array in critic.parameters():
        np.clip(array, -0.01, 0.01, out=array)
    assert np.linalg.norm(critic.input_gradient(x), axis=1).max() < bound
    for weight, bias in zip(critic.weights, critic.biases, strict=True):
        weight[:], bias[:] = 0.01, 0.0
    assert np.allclose(np.linalg.norm(critic.input_gradient(np.abs(x)), axis=1), bound)
    assert np.isclose(bound, 0.014, atol=2e-4)


def test_momentum_multiplies_the_growth_in_the_linear_dirac_gan():
    alpha, steps = 1e-3, 4000
    for beta in (0.0, 0.5, 0.9):
        place, mean, radius = 1 + 0j, 0j, []
        for _ in range(steps):
            mean = beta * mean + (1 - beta) * 1j * place
            place = place + alpha * mean
            radius.append(abs(place) ** 2)
        growth = np.log(radius[-1] / radius[499]) / (steps - 500)
        assert np.isclose(growth, alpha**2 * (1 + beta) / (1 - beta), rtol=1e-2)


def test_linear_clipped_critic_measures_the_distance_of_the_means():
    rng, box = np.random.default_rng(5), 0.01
    p, q = rng.normal(size=(50, 2)) + np.array([1, -2]), rng.normal(size=(50, 2))
    corners = box * np.array([[1, 1], [1, -1], [-1, 1], [-1, -1]])
    best = max((p @ w).mean() - (q @ w).mean() for w in corners)
    assert np.isclose(best, box * np.abs(p.mean(axis=0) - q.mean(axis=0)).sum())
