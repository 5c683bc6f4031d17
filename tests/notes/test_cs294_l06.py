"""The identities of CS294-158, lecture 6, checked numerically."""

import numpy as np
from scipy.stats import norm, truncnorm

RNG = np.random.default_rng(0)
P, Q = RNG.dirichlet(np.ones(7), size=2)


def kl(p, q):
    """KL(p || q) in nats for positive probabilities."""
    return np.sum(p * np.log(p / q))


def test_the_best_hinge_loss_is_two_minus_twice_total_variation_and_is_attained_by_the_sign():
    def loss(score):
        return np.sum(P * np.maximum(0, 1 - score) + Q * np.maximum(0, 1 + score))

    best = loss(np.sign(P - Q))
    assert np.isclose(best, 2 - np.abs(P - Q).sum())
    assert all(loss(RNG.normal(size=7)) > best for _ in range(50))


def test_the_gradient_of_the_orthogonal_regularizer_moves_a_filter_along_those_it_overlaps_with():
    weights, small = RNG.normal(size=(5, 3)), 1e-6

    def penalty(w):
        return np.sum((w.T @ w * (1 - np.eye(3))) ** 2)

    stated = np.stack(
        [4 * sum(weights[:, i] @ weights[:, j] * weights[:, i] for i in range(3) if i != j) for j in range(3)], axis=1
    )
    numeric = np.zeros_like(weights)
    for index in np.ndindex(*weights.shape):
        step = np.zeros_like(weights)
        step[index] = small
        numeric[index] = (penalty(weights + step) - penalty(weights - step)) / (2 * small)
    assert np.allclose(stated, numeric, rtol=1e-5)


def test_the_variance_of_a_truncated_latent_is_the_stated_one():
    for limit, rounded in ((2.0, 0.77), (1.0, 0.29), (0.5, 0.08)):
        stated = 1 - 2 * limit * norm.pdf(limit) / (2 * norm.cdf(limit) - 1)
        assert np.isclose(stated, truncnorm(-limit, limit).var())
        assert np.isclose(stated, rounded, atol=0.005)


def test_the_slope_of_attention_in_its_query_is_a_covariance():
    keys, values, query, small = RNG.normal(size=(6, 3)), RNG.normal(size=(6, 2)), RNG.normal(size=3), 1e-6

    def weights(g):
        return np.exp(keys @ g) / np.exp(keys @ g).sum()

    beta = weights(query)
    stated = values.T @ (beta[:, None] * (keys - beta @ keys))
    numeric = [(weights(query + s) @ values - weights(query - s) @ values) / (2 * small) for s in small * np.eye(3)]
    assert np.allclose(stated, np.transpose(numeric), atol=1e-7)


def test_the_gap_of_the_infogan_bound_is_the_expected_divergence_of_the_posterior_from_q():
    joint = RNG.dirichlet(np.ones(12)).reshape(3, 4)
    code, sample = joint.sum(axis=1), joint.sum(axis=0)
    posterior, guess = joint / sample, RNG.dirichlet(np.ones(3), size=4).T
    information = np.sum(joint * np.log(joint / np.outer(code, sample)))
    bound = -np.sum(code * np.log(code)) + np.sum(joint * np.log(guess))
    gap = sum(sample[x] * kl(posterior[:, x], guess[:, x]) for x in range(4))
    assert gap > 0 and np.isclose(information - bound, gap)


def test_the_entropy_weight_sets_how_fast_the_energy_game_falls_and_zero_conserves_it():
    energy, small = RNG.normal(size=7), 1e-6
    for weight in (0.0, 0.3, 1.0):
        rest = -weight * np.log(P)
        rest = rest - rest.mean() + energy.mean()

        def distance(e, log_q, rest=rest):
            return kl(P, np.exp(log_q)) + np.sum((e - rest) ** 2) / 2

        push = energy + weight * np.log(Q)
        flow_e, flow_q = Q - P, Q @ push - push
        ahead, behind = (distance(energy + s * flow_e, np.log(Q) + s * flow_q) for s in (small, -small))
        assert np.isclose((ahead - behind) / (2 * small), -weight * (kl(P, Q) + kl(Q, P)), atol=1e-7)


def test_the_nearest_neighbour_loss_brackets_the_kernel_likelihood():
    datum, samples = RNG.normal(size=2), RNG.normal(size=(20, 2))
    squares = np.sum((samples - datum) ** 2, axis=1)
    for width in (1.0, 0.3, 0.1):
        scaled = -2 * width**2 * np.log(np.mean(np.exp(-squares / (2 * width**2))))
        assert squares.min() <= scaled <= squares.min() + 2 * width**2 * np.log(20)


def test_the_biased_estimate_of_the_discrepancy_exceeds_the_stated_formula_by_the_stated_bias():
    width, shift, n, m = 0.7, 1.2, 5, 8

    def kernel(x, y):
        return np.exp(-((x[:, None] - y) ** 2) / (2 * width**2))

    def estimate():
        x, y = RNG.normal(size=n), RNG.normal(size=m) + shift
        return kernel(x, x).mean() - 2 * kernel(x, y).mean() + kernel(y, y).mean()

    same = width / np.sqrt(width**2 + 2)
    exact = 2 * same * (1 - np.exp(-(shift**2) / (2 * (width**2 + 2))))
    draws = [estimate() for _ in range(6000)]
    assert abs(np.mean(draws) - exact - (1 - same) * (1 / n + 1 / m)) < 4 * np.std(draws) / np.sqrt(6000)
