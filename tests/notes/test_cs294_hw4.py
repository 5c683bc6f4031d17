"""The identities of CS294-158, homework 4, checked numerically."""

from itertools import permutations

import numpy as np
from scipy.linalg import sqrtm
from scipy.special import expit
from scipy.stats import wasserstein_distance


def js(p, q):
    """Jensen-Shannon divergence in nats of two tables."""
    m = (p + q) / 2
    return sum(np.sum(a[a > 0] * np.log(a[a > 0] / m[a > 0])) for a in (p, q)) / 2


def depth_to_space(x):
    """(n, r, c, 4k) to (n, 2r, 2c, k)."""
    n, rows, columns, depth = x.shape
    x = x.reshape(n, rows, columns, 2, 2, depth // 4).transpose(0, 1, 3, 2, 4, 5)
    return x.reshape(n, 2 * rows, 2 * columns, depth // 4)


def space_to_depth(x):
    """(n, 2r, 2c, k) to (n, r, c, 4k)."""
    n, rows, columns, depth = x.shape
    x = x.reshape(n, rows // 2, 2, columns // 2, 2, depth).transpose(0, 1, 3, 2, 4, 5)
    return x.reshape(n, rows // 2, columns // 2, 4 * depth)


def critic_gain(left, right, penalty, x, one_sided=False):
    """What a critic with these slopes beside 0 earns against a point mass at 0, less its penalty, for data x."""
    slopes = np.where(x > 0, right, left)
    excess = np.abs(slopes) - 1
    excess = np.maximum(excess, 0) if one_sided else excess
    return (slopes * x).mean() - penalty * (excess**2).mean()


def ascent(slopes, penalty, w, one_sided=False):
    """Where small gradient steps on the slopes left and right of 0 end, from each row of (n, 2)."""
    slopes, pull, least = np.array(slopes, float), np.array([-w, w]) / 2, 0.0 if one_sided else -np.inf
    for _ in range(1000):
        slopes += 0.02 * (pull - penalty * np.maximum(np.abs(slopes) - 1, least) * np.sign(slopes))
    return slopes


def test_the_minimax_gradient_in_the_logit_is_minus_d_and_the_non_saturating_one_is_d_minus_one():
    a, small = np.linspace(-6, 6, 25), 1e-5

    def slope(f):
        return (f(a + small) - f(a - small)) / (2 * small)

    assert np.allclose(slope(lambda a: np.log(1 - expit(a))), -expit(a), atol=1e-6)
    assert np.allclose(slope(lambda a: -np.log(expit(a))), expit(a) - 1, atol=1e-6)


def test_a_two_sided_penalty_makes_four_critics_and_a_one_sided_one_a_single_v():
    x, penalty = np.random.default_rng(0).normal(size=4001), 10.0
    x = np.concatenate([x, -x])
    w = wasserstein_distance(x, [0.0])
    signs, over, more = np.array([(-1, 1), (1, 1), (-1, -1), (1, -1)]), w / (2 * penalty), w**2 / (4 * penalty)
    best = signs + np.array([-over, over])
    assert np.allclose(ascent(0.3 * signs, penalty, w), best)
    gains = [critic_gain(*slopes, penalty, x) for slopes in best]
    assert np.allclose(gains, np.array([w, 0, 0, -w]) + more)
    assert np.allclose(ascent(signs, penalty, w, one_sided=True), [-1 - over, 1 + over])
    assert np.isclose(critic_gain(-1 - over, 1 + over, penalty, x, one_sided=True), w + more)


def test_a_two_sided_penalty_below_half_the_distance_lets_a_roof_turn_into_a_v():
    w = 0.8
    assert np.all(np.sign(ascent([[1, -1]], 0.8 * w / 2, w)) == [-1, 1])
    assert np.all(np.sign(ascent([[1, -1]], 1.2 * w / 2, w)) == [1, -1])


def test_four_copies_and_depth_to_space_double_an_image_and_the_mean_of_four_quarters_halves_it():
    x = np.random.default_rng(1).normal(size=(2, 3, 5, 4))
    doubled = depth_to_space(np.concatenate([x] * 4, axis=-1))
    assert np.array_equal(doubled, x.repeat(2, axis=1).repeat(2, axis=2))
    assert np.allclose(sum(np.split(space_to_depth(doubled), 4, axis=-1)) / 4, x)
    assert np.array_equal(depth_to_space(space_to_depth(doubled)), doubled)


def test_the_divergence_of_two_bijections_is_log_two_times_the_share_of_codes_that_are_not_inverted():
    generator = np.array([2, 0, 3, 1])
    for encoder in permutations(range(4)):
        of_data, of_samples = np.zeros((2, 4, 4))
        for i in range(4):
            of_data[i, encoder[i]] += 0.25
            of_samples[generator[i], i] += 0.25
        wrong = np.mean([encoder[generator[z]] != z for z in range(4)])
        assert np.isclose(js(of_data, of_samples), wrong * np.log(2))


def test_one_image_of_each_class_has_the_best_inception_score_and_a_frechet_distance_above_zero():
    rng = np.random.default_rng(2)
    labels = np.repeat(np.arange(4), 100)
    p = np.eye(4)[labels]
    score = np.exp(np.mean([np.log(1 / p.mean(axis=0)[k]) for k in labels]))
    assert np.isclose(score, 4)
    centers = rng.normal(size=(4, 6))
    data, copies = centers[labels] + 0.5 * rng.normal(size=(400, 6)), centers[labels]
    a, b = np.cov(data.T), np.cov(copies.T)
    values, vectors = np.linalg.eigh(a)
    root = vectors * np.sqrt(values) @ vectors.T
    by_eigenvalues = np.sqrt(np.maximum(np.linalg.eigvalsh(root @ b @ root), 0)).sum()
    assert np.isclose(by_eigenvalues, np.trace(sqrtm(a @ b).real), atol=1e-4)
    assert np.trace(a) + np.trace(b) - 2 * by_eigenvalues > 0.1


def test_the_first_step_of_adam_has_the_size_of_the_rate_unless_the_gradient_is_below_epsilon():
    def first_step(g, rate=1e-3, beta1=0.5, beta2=0.9):
        m, v = (1 - beta1) * g, (1 - beta2) * g**2
        return rate * np.sqrt(1 - beta2) / (1 - beta1) * m / (np.sqrt(v) + 1e-8)

    assert np.isclose(first_step(1e-4), 1e-3, rtol=1e-3)
    assert np.isclose(first_step(1.0), 1e-3)
    assert first_step(1e-12) < 1e-6
