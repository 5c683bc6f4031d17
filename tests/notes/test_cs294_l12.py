"""The identities of CS294-158, lecture 12, checked numerically."""

import numpy as np
from scipy.stats import norm

GAMMA = 0.9


def random_mdp(rng, n, m):
    """Transitions [n, m, n] and rewards in [0, 1], [n, m]."""
    p = rng.dirichlet(np.ones(n), size=(n, m))
    return p, rng.random((n, m))


def optimal(p, r):
    """Q* [n, m] by value iteration."""
    q = np.zeros_like(r)
    for _ in range(300):
        q = r + GAMMA * p @ q.max(1)
    return q


def action_values(policy, p, r):
    """Q [n, m] of a deterministic policy [n]."""
    rows = np.arange(len(r))
    v = np.linalg.solve(np.eye(len(r)) - GAMMA * p[rows, policy], r[rows, policy])
    return r + GAMMA * p @ v


def test_the_policy_of_an_abstract_model_loses_at_most_twice_delta_and_nothing_if_the_model_is_exact():
    rng = np.random.default_rng(0)
    label = np.repeat(np.arange(4), 3)
    for size in (0.0, 0.02, 0.2):
        q, reward = random_mdp(rng, 4, 3)
        split = rng.dirichlet(np.ones(3), size=(12, 3, 4)).reshape(12, 3, 12)
        wrong = (1 - size) * q[label] + size * rng.dirichlet(np.ones(4), size=(12, 3))
        p, r = wrong[:, :, label] * split, (1 - size) * reward[label] + size * rng.random((12, 3))
        eps_p = np.abs(wrong - q[label]).sum(2).max()
        eps_r = np.abs(r - reward[label]).max()
        delta = (eps_r + GAMMA * eps_p / (2 * (1 - GAMMA))) / (1 - GAMMA)
        played = action_values(optimal(q, reward).argmax(1)[label], p, r)
        value = played[np.arange(12), optimal(q, reward).argmax(1)[label]]
        loss = (optimal(p, r).max(1) - value).max()
        assert -1e-9 < loss <= 2 * delta + 1e-9
        assert np.abs(optimal(p, r).max(1) - optimal(q, reward).max(1)[label]).max() <= delta + 1e-9


def test_the_greedy_policy_on_the_best_of_several_values_is_at_least_as_good_as_each():
    rng = np.random.default_rng(1)
    p, r = random_mdp(rng, 8, 3)
    best = np.max([action_values(rng.integers(0, 3, 8), p, r) for _ in range(3)], axis=0)
    improved = action_values(best.argmax(1), p, r)
    assert np.all(improved >= best - 1e-9) and np.any(improved > best + 1e-3)


def test_the_pseudo_count_of_smoothed_frequencies_is_the_count_plus_the_prior_share():
    n, alpha, symbols, count = 57, 0.5, 9, 4
    before, after = (count + alpha) / (n + symbols * alpha), (count + 1 + alpha) / (n + 1 + symbols * alpha)
    gain = np.log(after / before)
    assert np.isclose(before * (1 - after) / (after - before), count + alpha)
    assert np.isclose((1 - after) / np.expm1(gain), count + alpha)


def test_the_mean_divergence_of_posterior_from_prior_is_the_information_and_falls_like_one_over_2n():
    tau2, sigma2, n = 1.3, 0.4, 200
    v = 1 / (1 / tau2 + n / sigma2)
    new = v * sigma2 / (v + sigma2)
    errors = np.linspace(-8, 8, 20001) * np.sqrt(v + sigma2)
    weights = norm.pdf(errors, scale=np.sqrt(v + sigma2)) * (errors[1] - errors[0])
    shift = v / (v + sigma2) * errors
    kl = 0.5 * (np.log(v / new) + new / v - 1 + shift**2 / v)
    stated = 0.5 * np.log1p(1 / (n + sigma2 / tau2))
    assert np.isclose(np.sum(weights * kl), stated)
    assert np.isclose(stated, 1 / (2 * n), rtol=0.01)
    assert np.isclose(np.sum(weights * errors**2), sigma2 + v)


def test_the_skill_objective_equals_three_entropies_and_the_pseudo_reward_bounds_the_information():
    rng = np.random.default_rng(2)
    joint = rng.dirichlet(np.ones(60)).reshape(3, 5, 4)

    def entropy(axes):
        m = joint.sum(axis=tuple(set(range(3)) - set(axes)))
        return -np.sum(m * np.log(m))

    z, s, zs, sa, zsa = entropy([0]), entropy([1]), entropy([0, 1]), entropy([1, 2]), entropy([0, 1, 2])
    information = z + s - zs
    conditional = (zs - s) + (sa - s) - (zsa - s)
    assert np.isclose(information + (sa - s) - conditional, z - (zs - s) + (zsa - zs))
    pzs = joint.sum(2)
    posterior, prior = pzs / pzs.sum(0), pzs.sum(1, keepdims=True)
    assert np.isclose(np.sum(pzs * np.log(posterior / prior)), information)
    other = rng.dirichlet(np.ones(3), size=5).T
    assert np.sum(pzs * np.log(other / prior)) < information


def test_skills_from_one_start_carry_at_most_gamma_log_k_and_separate_absorbing_skills_reach_it():
    k = 6
    visits = np.zeros((k, k + 1))
    visits[:, 0], visits[np.arange(k), np.arange(k) + 1] = 1 - GAMMA, GAMMA
    mean = visits.mean(0)
    held = visits > 0
    ratio = np.log(visits, where=held, out=np.zeros_like(visits)) - np.where(held, np.log(mean), 0)
    assert np.isclose(np.sum(visits * ratio) / k, GAMMA * np.log(k))


def test_random_actions_need_two_to_the_n_plus_one_minus_two_steps_in_the_chain_with_resets():
    n = 9
    moves = np.zeros((n, n))
    moves[:, 0] += 0.5
    moves[np.arange(n - 1), np.arange(1, n)] += 0.5
    assert np.isclose(np.linalg.solve(np.eye(n) - moves, np.ones(n))[0], 2 ** (n + 1) - 2)
