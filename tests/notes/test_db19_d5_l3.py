"""The identities of the lecture on implicit and semi-implicit distributions (db19-d5-l3), checked on small cases."""

from itertools import pairwise, product

import numpy as np
from scipy.optimize import minimize_scalar


def kl(p: np.ndarray, q: np.ndarray) -> float:
    """D_KL(p || q) of probability vectors without zeros, in nats."""
    return float(np.sum(p * np.log(p / q)))


def entropy(p: np.ndarray) -> float:
    """The entropy of a probability vector, in nats."""
    return float(-np.sum(p * np.log(p)))


def discrete_family(seed: int = 0) -> tuple[np.ndarray, np.ndarray]:
    """q(epsilon), shape (3,), and q(z | epsilon), shape (3, 4)."""
    rng = np.random.default_rng(seed)
    return rng.dirichlet(np.ones(3)), rng.dirichlet(np.ones(4), size=3)


def best_output(q: float, p: float, first_term) -> float:
    """The D in (0, 1) that maximizes q first_term(D) + p log(1 - D)."""
    return float(minimize_scalar(lambda d: -q * first_term(d) - p * np.log(1 - d), bounds=(0, 1), method="bounded").x)


def test_logit_of_the_best_classifier_is_the_log_ratio_and_the_printed_objective_gives_another():
    for q, p in ((0.6, 0.2), (0.3, 0.5), (1.4, 0.9)):
        right, printed = best_output(q, p, np.log), best_output(q, p, lambda d: d)
        assert np.isclose(np.log(right / (1 - right)), np.log(q / p), atol=1e-3)
        assert np.isclose(printed, max(0.0, 1 - p / q), atol=1e-3)


def sivi_entropy(noise: np.ndarray, conditional: np.ndarray, extra: int) -> float:
    """-E log of the average of extra + 1 conditionals, where z comes from the first: an exact sum over all draws."""
    total = 0.0
    for draws in product(range(len(noise)), repeat=extra + 1):
        average = conditional[list(draws)].mean(axis=0)
        total -= np.prod(noise[list(draws)]) * conditional[draws[0]] @ np.log(average)
    return float(total)


def test_sivi_gap_is_the_lost_entropy_of_a_random_mixture_and_obeys_both_limits():
    noise, conditional = discrete_family()
    marginal = noise @ conditional
    information = entropy(marginal) - noise @ [entropy(row) for row in conditional]
    excess = np.sum(noise[:, None] * conditional**2 / marginal) - 1
    gaps = []
    for extra in range(5):
        mixtures = product(range(3), repeat=extra + 1)
        mean = sum(np.prod(noise[list(d)]) * entropy(conditional[list(d)].mean(axis=0)) for d in mixtures)
        assert np.isclose(sivi_entropy(noise, conditional, extra), mean)
        gaps.append(entropy(marginal) - mean)
        assert information - np.log(extra + 1) - 1e-12 <= gaps[-1] <= np.log1p(excess / (extra + 1))
    assert np.isclose(gaps[0], information)
    assert all(later < earlier for earlier, later in pairwise(gaps))


def test_information_and_chi_square_of_the_normal_example():
    a, s = 1.3, 0.6
    nodes, weights = np.polynomial.hermite_e.hermegauss(80)
    weights = weights / weights.sum()
    noise, u = np.meshgrid(nodes, nodes, indexing="ij")
    z, v = a * noise + s * u, a**2 + s**2
    log_ratio = 0.5 * np.log(v / s**2) - 0.5 * u**2 + 0.5 * z**2 / v
    assert np.isclose(weights @ log_ratio @ weights, 0.5 * np.log(1 + a**2 / s**2))
    assert np.isclose(weights @ np.exp(log_ratio) @ weights, 1 + a**2 / s**2, rtol=1e-3)


def test_score_of_a_mixture_is_the_posterior_mean_of_conditional_scores():
    noise, means, deviation, z, step = np.array([0.2, 0.5, 0.3]), np.array([-1.0, 0.4, 2.0]), 0.7, 0.3, 1e-5

    def parts(point: float) -> np.ndarray:
        """q(epsilon) q(z | epsilon) at the point, up to one constant factor; shape (3,)."""
        return noise * np.exp(-0.5 * ((point - means) / deviation) ** 2)

    slope = (np.log(parts(z + step).sum()) - np.log(parts(z - step).sum())) / (2 * step)
    posterior = parts(z) / parts(z).sum()
    assert np.isclose(slope, posterior @ (-(z - means) / deviation**2), rtol=1e-6)


def test_uivi_with_a_correlated_noise_mixes_the_two_entropy_gradients():
    a, s, rho = 0.8, 0.5, 0.6
    rng = np.random.default_rng(0)
    noise, u, w = rng.normal(size=(3, 1_000_000))
    z = a * noise + s * u
    mean, variance = a * z / (a**2 + s**2), s**2 / (a**2 + s**2)
    other = mean + rho * (noise - mean) + np.sqrt((1 - rho**2) * variance) * w
    push = (z - a * other) / s**2
    total = a**2 + s**2
    assert np.isclose(np.mean(push * noise), (1 - rho) * a / total, atol=0.02)
    assert np.isclose(np.mean(push * u), (1 - rho) * s / total + rho / s, atol=0.02)


def test_vcd_has_no_unknown_density_is_positive_and_tends_to_the_symmetric_divergence():
    rng = np.random.default_rng(3)
    joint, start = rng.uniform(0.2, 1.0, size=5), rng.dirichlet(np.ones(5))
    target = joint / joint.sum()
    kernel = np.minimum(1.0, target[None, :] / target[:, None]) / 5
    kernel += np.diag(1 - kernel.sum(axis=1))
    for steps in (1, 4, 200):
        power = np.linalg.matrix_power(kernel, steps)
        end = start @ power
        divergence = kl(start, target) - kl(end, target) + kl(end, start)
        assert np.isclose(divergence, (end - start) @ np.log(joint / start))
        backward, reference = start[:, None] * power / end, target[:, None] * power / target
        gain = sum(end[j] * kl(backward[:, j], reference[:, j]) for j in range(5))
        assert np.isclose(kl(start, target) - kl(end, target), gain) and gain > 0
    assert np.isclose(divergence, kl(start, target) + kl(target, start))


def test_swapping_two_states_keeps_every_divergence_but_not_the_vcd():
    target, swap = np.array([0.5, 0.5]), np.array([[0.0, 1.0], [1.0, 0.0]])
    start = np.array([0.8, 0.2])
    assert np.isclose(kl(start @ swap, target), kl(start, target))
    assert kl(start @ swap, start) > 0.5
