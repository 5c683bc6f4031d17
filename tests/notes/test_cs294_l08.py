"""The identities of CS294-158, lecture 8, checked numerically."""

import numpy as np

RNG = np.random.default_rng(8)


def kl(p, q):
    """KL(p || q) in nats for arrays of probabilities; p = 0 contributes nothing."""
    held = p > 0
    with np.errstate(divide="ignore"):
        return np.sum(p[held] * np.log(p[held] / q[held]))


def kl_normal(sigma, c):
    """KL of N(0, sigma) from N(0, c) in nats."""
    product = np.linalg.solve(c, sigma)
    return (np.trace(product) - len(c) - np.log(np.linalg.det(product))) / 2


def test_mean_negative_bound_is_entropy_plus_divergence_of_pairs_and_that_splits_in_two():
    data, encoder = RNG.dirichlet(np.ones(5)), RNG.dirichlet(np.ones(3), size=5)
    model = RNG.dirichlet(np.ones(15)).reshape(5, 3)
    joint = data[:, None] * encoder
    negative_bound = np.sum(joint * (np.log(encoder) - np.log(model)))
    entropy = -np.sum(data * np.log(data))
    marginal = model.sum(axis=1)
    posterior = model / marginal[:, None]
    gap = sum(data[i] * kl(encoder[i], posterior[i]) for i in range(5))
    assert np.isclose(negative_bound, entropy + kl(joint, model))
    assert np.isclose(kl(joint, model), kl(data, marginal) + gap)


def test_short_code_costs_half_the_log_of_noise_over_eigenvalues_and_no_other_fit_of_that_form_costs_less():
    values, k = np.array([9.0, 4.0, 1.0, 0.25]), 2
    noise = values[k:].mean()
    sigma = np.diag(values)
    best = kl_normal(sigma, np.diag(np.concatenate([values[:k], np.full(2, noise)])))
    assert np.isclose(best, np.sum(np.log(noise / values[k:])) / 2)
    assert np.isclose(best, 0.223, atol=5e-4)
    for _ in range(300):
        w = np.diag(np.sqrt(np.append(values[:k] - noise, [0, 0])))[:, :k] + 0.2 * RNG.normal(size=(4, k))
        assert kl_normal(sigma, w @ w.T + noise * np.exp(0.3 * RNG.normal()) * np.eye(4)) >= best - 1e-12


def test_staying_inside_a_part_of_mass_w_costs_minus_log_w_at_least_and_the_forward_divergence_is_infinite():
    p, inside = RNG.dirichlet(np.ones(8)), np.arange(8) < 3
    w = p[inside].sum()
    best = np.where(inside, p / w, 0)
    assert np.isclose(kl(best, p), -np.log(w))
    other = np.where(inside, RNG.dirichlet(np.ones(8)), 0)
    other /= other.sum()
    assert np.isclose(kl(other, p), kl(other, np.where(inside, best, 1)) - np.log(w))
    assert kl(p, best) == np.inf


def test_noise_in_99_of_100_samples_costs_at_most_two_thousandths_of_a_bit_per_dimension_of_a_small_image():
    q, r = RNG.dirichlet(np.ones(50)), RNG.dirichlet(np.ones(50))
    mixed = 0.01 * q + 0.99 * r
    assert np.all(-np.log2(mixed) <= -np.log2(q) + np.log2(100))
    assert round(np.log2(100) / 3072, 4) == 0.0022
    assert np.isclose(2 ** (-0.01 * 3072), 5.7e-10, rtol=0.01)


def test_contrastive_query_moves_from_the_average_key_to_its_own():
    keys, query, tau = RNG.normal(size=(7, 4)), RNG.normal(size=4), 0.5

    def loss(q):
        scores = keys @ q / tau
        return -scores[0] + np.log(np.sum(np.exp(scores)))

    slope = [(loss(query + 1e-6 * e) - loss(query - 1e-6 * e)) / 2e-6 for e in np.eye(4)]
    share = np.exp(keys @ query / tau)
    share /= share.sum()
    assert np.allclose(-np.array(slope), (keys[0] - share @ keys) / tau, atol=1e-6)


def test_the_skewed_divergence_has_the_stated_value_and_tends_to_the_reverse_one():
    p, inside = RNG.dirichlet(np.ones(6)), np.arange(6) < 4
    w = p[inside].sum()
    q = np.where(inside, p / w, 0)

    def skewed(a):
        m = a * p + (1 - a) * q
        return a * kl(p, m) + (1 - a) * kl(q, m)

    for a in (0.2, 0.5, 0.9):
        c = a * w + 1 - a
        stated = a * (w * np.log(w / c) + (1 - w) * np.log(1 / a)) + (1 - a) * np.log(1 / c)
        assert np.isclose(skewed(a), stated)
    assert np.isclose(skewed(1 - 1e-6) / 1e-6, -np.log(w), atol=1e-4)
    assert skewed(1e-12) / 1e-12 > skewed(1e-6) / 1e-6 + 5 * (1 - w)
