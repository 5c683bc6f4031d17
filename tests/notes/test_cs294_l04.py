"""The identities of CS294-158, lecture 4, checked numerically."""

import numpy as np
from scipy.integrate import quad
from scipy.stats import norm, ortho_group


def kl(p, q):
    """KL(p || q) in nats for arrays that sum to one."""
    return np.sum(p * np.log(p / q))


def toy_model():
    """A prior (4,), likelihoods of 6 values of x given z (4, 6) and an encoder q(z | x) (6, 4), all random."""
    rng = np.random.default_rng(0)
    return rng.dirichlet(np.ones(4)), rng.dirichlet(np.ones(6), size=4), rng.dirichlet(np.ones(4), size=6)


def test_the_chi_square_of_a_normal_proposal_has_the_stated_form():
    shift, width = 0.4, 1.3
    measured = quad(lambda z: norm.pdf(z) ** 2 / norm.pdf(z, shift, np.sqrt(width)), -30, 30)[0]
    assert np.isclose(measured, width / np.sqrt(2 * width - 1) * np.exp(shift**2 / (2 * width - 1)))


def test_the_gap_of_the_importance_weighted_bound_is_chi_square_over_twice_the_samples():
    prior, likelihood, encoder = toy_model()
    joint = prior * likelihood[:, 0]
    q = 0.5 * encoder[0] + 0.5 * joint / joint.sum()
    chi_square = np.sum(joint**2 / q) / joint.sum() ** 2 - 1
    assert chi_square > 0.01
    weights = np.random.default_rng(1).choice(joint / q, p=q, size=(100_000, 40)).mean(axis=1) / joint.sum()
    gap = np.mean(weights - 1 - np.log(weights))
    assert np.isclose(gap, chi_square / 80, rtol=0.1)


def test_the_sleep_gradient_lowers_the_divergence_from_posterior_to_encoder_on_dreams():
    prior, likelihood, encoder = toy_model()
    joint = (prior[:, None] * likelihood).T
    posterior = joint / joint.sum(axis=1, keepdims=True)
    logits, small = np.log(encoder), 1e-5

    def loss(change):
        q = np.exp(logits + change)
        q /= q.sum(axis=1, keepdims=True)
        return sum(m * kl(p, row) for m, p, row in zip(joint.sum(axis=1), posterior, q, strict=True))

    bump = np.zeros_like(logits)
    bump[2, 1] = small
    sleep = joint[2, 1] - joint[2].sum() * encoder[2, 1]
    assert np.isclose(-(loss(bump) - loss(-bump)) / (2 * small), sleep, atol=1e-8)


def test_the_information_of_the_code_misses_rate_and_entropy_less_distortion_by_a_divergence_each():
    prior, likelihood, encoder = toy_model()
    data = np.random.default_rng(3).dirichlet(np.ones(6))
    joint = data[:, None] * encoder
    codes = joint.sum(axis=0)
    information = kl(joint, data[:, None] * codes)
    distortion, rate = -np.sum(joint * np.log(likelihood.T)), np.sum(joint * np.log(encoder / prior))
    lower = -data @ np.log(data) - distortion
    assert lower < information < rate
    assert np.isclose(rate - information, kl(codes, prior))
    assert np.isclose(information - lower, kl(joint, codes * likelihood.T))


def test_the_best_diagonal_normal_is_half_the_log_determinant_gap_away():
    rng = np.random.default_rng(0)
    rotation = ortho_group.rvs(3, random_state=0)
    precision = rotation @ np.diag([1.0, 3.0, 10.0]) @ rotation.T

    def divergence(variances):
        inner = np.diag(precision) @ variances - 3 - np.log(variances).sum()
        return 0.5 * (inner - np.linalg.slogdet(precision)[1])

    best = 1 / np.diag(precision)
    stated = 0.5 * (np.log(np.diag(precision)).sum() - np.log(30))
    assert np.isclose(divergence(best), stated)
    assert stated > 0.1
    assert all(divergence(best * np.exp(0.3 * rng.normal(size=3))) > stated for _ in range(20))


def test_a_quantile_rotation_keeps_a_factorized_law_and_mixes_its_coordinates():
    z = np.random.default_rng(0).exponential(size=(100_000, 2))
    half = np.sqrt(0.5)
    normal = norm.ppf(-np.expm1(-z))
    mixed = -np.log1p(-norm.cdf(normal @ np.array([[half, half], [-half, half]])))
    assert np.allclose(np.quantile(mixed, [0.1, 0.5, 0.9], axis=0).T, -np.log([0.9, 0.5, 0.1]), rtol=0.03)
    assert abs(np.corrcoef(mixed.T)[0, 1]) < 0.02
    assert np.corrcoef(z[:, 0], mixed[:, 0])[0, 1] > 0.4
