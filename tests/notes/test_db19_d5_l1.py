"""The identities of the lecture on Markov chain Monte Carlo (db19-d5-l1), checked on small cases."""

import itertools

import numpy as np


def ring(temperature: float, field: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """All states (2^n, n) of an Ising ring of n spins and their probabilities (2^n,)."""
    states = np.array(list(itertools.product([-1, 1], repeat=len(field))))
    energy = -(states * np.roll(states, -1, axis=1)).sum(axis=1) - states @ field
    weight = np.exp(-energy / temperature)
    return states, weight / weight.sum()


def leapfrog(x: np.ndarray, p: np.ndarray, grad, eps: float, steps: int) -> tuple[np.ndarray, np.ndarray]:
    """Leapfrog for the potential whose gradient is `grad`; place and momentum of any shape."""
    for _ in range(steps):
        p = p - 0.5 * eps * grad(x)
        x = x + eps * p
        p = p - 0.5 * eps * grad(x)
    return x, p


def quartic(x: np.ndarray) -> np.ndarray:
    """Gradient of U(x) = sum x^4 / 4 + (x_1 - x_2)^2."""
    return x**3 + 2 * (x[0] - x[1]) * np.array([1.0, -1.0])


def test_gibbs_sweep_leaves_the_ising_law_invariant_but_has_no_detailed_balance():
    field, temperature = np.array([0.3, -0.2, 0.5, 0.0]), 1.7
    states, law = ring(temperature, field)
    index = {tuple(s): k for k, s in enumerate(states)}
    sweep = np.eye(len(states))
    for i in range(4):
        step = np.zeros_like(sweep)
        for k, s in enumerate(states):
            up = 1 / (1 + np.exp(-2 / temperature * (field[i] + s[i - 1] + s[(i + 1) % 4])))
            for value, share in ((1, up), (-1, 1 - up)):
                t = s.copy()
                t[i] = value
                step[k, index[tuple(t)]] += share
        flow = law[:, None] * step
        assert np.allclose(flow, flow.T)
        sweep = sweep @ step
    assert np.allclose(law @ sweep, law)
    assert not np.allclose(law[:, None] * sweep, (law[:, None] * sweep).T)


def test_acceptance_makes_any_proposal_keep_the_target():
    rng = np.random.default_rng(0)
    law = rng.dirichlet(np.ones(6))
    proposal = rng.dirichlet(np.ones(6), size=6)
    ratio = law[None, :] * proposal.T / (law[:, None] * proposal)
    kernel = proposal * np.minimum(1, ratio)
    kernel += np.diag(1 - kernel.sum(axis=1))
    assert np.allclose(law @ kernel, law)
    assert not np.allclose(law @ proposal, law)


def test_leapfrog_is_undone_by_a_flip_and_keeps_volume():
    x, p = np.array([0.7, -0.4]), np.array([0.2, 1.1])
    there = leapfrog(x, p, quartic, 0.2, 7)
    back = leapfrog(there[0], -there[1], quartic, 0.2, 7)
    assert np.allclose(back[0], x) and np.allclose(-back[1], p)

    def whole(w: np.ndarray) -> np.ndarray:
        return np.concatenate(leapfrog(w[:2], w[2:], quartic, 0.2, 7))

    w = np.concatenate([x, p])
    jacobian = np.stack([(whole(w + 1e-6 * e) - whole(w - 1e-6 * e)) / 2e-6 for e in np.eye(4)], axis=1)
    assert np.isclose(np.linalg.det(jacobian), 1, atol=1e-6)


def test_euler_on_the_oscillator_multiplies_area_and_energy_by_one_plus_eps_squared():
    eps = 0.3

    def euler(w: np.ndarray) -> np.ndarray:
        return np.array([w[0] + eps * w[1], w[1] - eps * w[0]])

    w = np.array([0.4, -1.1])
    assert np.isclose(euler(w) @ euler(w), (1 + eps**2) * (w @ w))
    assert np.isclose(np.linalg.det(np.stack([euler(e) for e in np.eye(2)], axis=1)), 1 + eps**2)
    flip = np.array([1.0, -1.0])
    assert not np.allclose(flip * euler(flip * euler(w)), w)


def test_leapfrog_on_the_oscillator_has_the_stated_energy_error_and_the_limit_two():
    eps, x0, p0 = 0.9, 0.3, -1.2
    for steps in (1, 5, 40):
        x, p = leapfrog(x0, p0, lambda y: y, eps, steps)
        change = 0.5 * (x**2 + p**2 - x0**2 - p0**2)
        assert np.isclose(change, eps**2 / 8 * (x**2 - x0**2))
    assert abs(leapfrog(x0, p0, lambda y: y, 1.99, 200)[1]) < 100
    assert abs(leapfrog(x0, p0, lambda y: y, 2.01, 200)[1]) > 1e6


def test_one_leapfrog_step_and_the_langevin_proposal_have_the_same_acceptance():
    eps, x, p = 0.4, np.array([0.7, -0.4]), np.array([0.2, 1.1])
    new, last = leapfrog(x, p, quartic, eps, 1)
    there = new - x + 0.5 * eps**2 * quartic(x)
    back = x - new + 0.5 * eps**2 * quartic(new)
    proposals = (there @ there - back @ back) / (2 * eps**2)
    assert np.isclose(proposals, 0.5 * (p @ p - last @ last))


def test_unadjusted_noisy_langevin_has_the_stated_variance():
    eps, curvature, noise = 0.5, 1.3, 9.0
    variance = 0.0
    for _ in range(2000):
        variance = (1 - eps**2 * curvature / 2) ** 2 * variance + eps**4 * noise / 4 + eps**2
    assert np.isclose(variance, (1 + eps**2 * noise / 4) / (curvature * (1 - eps**2 * curvature / 4)))
