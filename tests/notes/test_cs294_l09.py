"""The identities of CS294-158, lecture 9, checked numerically."""

import numpy as np
from scipy.integrate import quad
from scipy.optimize import brentq
from scipy.special import entr, expit, softmax
from scipy.stats import norm, ortho_group

P_AT_BOUNDARY = 0.3


def layer(f, scale):
    """P_AT_BOUNDARY times the integral over s of f(s), whose width is about `scale`: the weight of a boundary point."""
    return P_AT_BOUNDARY * quad(f, -60 * scale, 60 * scale, limit=400)[0]


def test_entropy_and_both_inconsistencies_weigh_the_density_at_the_boundary_by_the_stated_factors():
    k, small, large = 1e3, 1e-5, 0.2
    entropy = layer(lambda s: entr(expit(k * s)) + entr(expit(-k * s)), 1 / k)
    assert np.isclose(entropy, np.pi**2 / (3 * k) * P_AT_BOUNDARY, rtol=1e-5)
    nodes, weights = np.polynomial.hermite_e.hermegauss(11)
    weights = weights / weights.sum()

    def twice_variance(s):
        p = expit(k * (s + small * nodes))
        return 2 * (weights @ p**2 - (weights @ p) ** 2)

    assert np.isclose(layer(twice_variance, 1 / k), k * small**2 / 3 * P_AT_BOUNDARY, rtol=1e-3)
    steep = layer(lambda s: 2 * norm.cdf(s / large) * norm.cdf(-s / large), large)
    assert np.isclose(steep, 2 * large / np.sqrt(np.pi) * P_AT_BOUNDARY, rtol=1e-5)


def test_the_local_divergence_of_vat_is_half_the_quadratic_form_of_the_logits_covariance():
    rng = np.random.default_rng(0)
    w1, w2 = rng.normal(size=(6, 3)), rng.normal(size=(4, 6))
    x, r = rng.normal(size=3), 1e-3 * rng.normal(size=3)
    hidden = np.tanh(w1 @ x)
    p, moved = softmax(w2 @ hidden), softmax(w2 @ np.tanh(w1 @ (x + r)))
    jacobian = w2 @ ((1 - hidden**2)[:, None] * w1)
    stated = r @ jacobian.T @ (np.diag(p) - np.outer(p, p)) @ jacobian @ r / 2
    assert np.isclose(np.sum(p * np.log(p / moved)), stated, rtol=0.02)


def test_a_new_point_misses_all_labels_of_its_component_as_often_as_stated_and_at_most_c_over_em():
    rng = np.random.default_rng(1)
    masses, m = rng.dirichlet(np.ones(8)), 10
    stated = np.sum(masses * (1 - masses) ** m)
    drawn = rng.choice(8, size=(40_000, m + 1), p=masses)
    assert np.isclose((drawn[:, :1] != drawn[:, 1:]).all(axis=1).mean(), stated, atol=0.01)
    equal = np.full(m + 1, 1 / (m + 1))
    assert stated <= 8 / (np.e * m)
    assert 0.9 * (m + 1) / (np.e * m) < np.sum(equal * (1 - equal) ** m) <= (m + 1) / (np.e * m)


def test_matching_the_marginal_leaves_the_mutual_information_free():
    rng = np.random.default_rng(2)
    p_a, p_b, q = rng.dirichlet(np.ones(4)), rng.dirichlet(np.ones(5)), rng.dirichlet(np.ones(5), size=4)
    q_b = p_a @ q
    information = p_a @ np.sum(q * np.log(q / q_b), axis=1)
    total = p_a @ np.sum(q * np.log(q / p_b), axis=1)
    assert np.isclose(total, information + np.sum(q_b * np.log(q_b / p_b)))
    assert information > 0.1


def test_procrustes_beats_all_other_orthogonal_maps_and_the_update_goes_to_an_orthogonal_one():
    rng = np.random.default_rng(3)
    x, y = rng.normal(size=(2, 4, 9))
    u, _, vt = np.linalg.svd(y @ x.T)
    best = np.linalg.norm(u @ vt @ x - y)
    assert all(best <= np.linalg.norm(w @ x - y) for w in ortho_group.rvs(4, size=300, random_state=4))
    w = 0.3 * rng.normal(size=(4, 4))
    for _ in range(400):
        w = 1.1 * w - 0.1 * w @ w.T @ w
    assert np.allclose(w @ w.T, np.eye(4), atol=1e-6)


def test_self_training_contracts_to_zero_for_equal_weights_and_goes_from_6_to_20_percent_error_for_unequal_ones():
    def step(b, w, m):
        above = w * norm.sf(b - m) + (1 - w) * norm.sf(b + m)
        part = w * (m * norm.sf(b - m) + norm.pdf(b - m)) + (1 - w) * (norm.pdf(b + m) - m * norm.sf(b + m))
        return (part / above + ((2 * w - 1) * m - part) / (1 - above)) / 2

    for m in (0, 1, 2):
        slope = (step(1e-4, 0.5, m) - step(-1e-4, 0.5, m)) / 2e-4
        assert np.isclose(slope, 2 * norm.pdf(m) * (m * (2 * norm.cdf(m) - 1) + 2 * norm.pdf(m)), atol=1e-6)
        assert slope < 1
    end = brentq(lambda b: step(b, 0.9, 1.5) - b, 0, 1.5)
    error = [0.9 * norm.cdf(b - 1.5) + 0.1 * norm.sf(b + 1.5) for b in (0, end)]
    assert np.allclose([end, *error], [0.757, 0.067, 0.207], atol=1e-3)
