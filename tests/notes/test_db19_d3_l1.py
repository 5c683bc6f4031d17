"""The identities of the lecture on generative adversarial networks (db19-d3-l1), checked on small cases."""

import numpy as np
from scipy.linalg import sqrtm
from scipy.optimize import linprog


def distributions(size: int = 6) -> tuple[np.ndarray, np.ndarray]:
    """Two probability vectors p and q with no zeros, each of shape (size,)."""
    rng = np.random.default_rng(0)
    return rng.dirichlet(np.ones(size)), rng.dirichlet(np.ones(size))


def kl(p: np.ndarray, q: np.ndarray) -> float:
    """D_KL(p || q) in nats; points where p is zero count nothing."""
    seen = p > 0
    return float(np.sum(p[seen] * np.log(p[seen] / q[seen])))


def js(p: np.ndarray, q: np.ndarray) -> float:
    """The Jensen-Shannon divergence in nats."""
    return 0.5 * kl(p, 0.5 * (p + q)) + 0.5 * kl(q, 0.5 * (p + q))


def value(p: np.ndarray, q: np.ndarray, classifier: np.ndarray) -> float:
    """-J: E_p log D + E_q log(1 - D)."""
    return float(p @ np.log(classifier) + q @ np.log(1 - classifier))


def test_optimal_classifier_gives_minus_log_four_plus_twice_js_and_no_other_does_better():
    p, q = distributions()
    best = p / (p + q)
    assert np.isclose(value(p, q, best), -np.log(4) + 2 * js(p, q))
    rng = np.random.default_rng(1)
    others = [np.clip(best + 0.05 * rng.normal(size=best.shape), 1e-6, 1 - 1e-6) for _ in range(200)]
    assert max(value(p, q, other) for other in others) < value(p, q, best)


def test_conjugate_bounds_of_the_table_are_tight_at_their_best_critic():
    p, q = distributions()
    u = p / q
    rows = [
        (kl(p, q), 1 + np.log(u), lambda t: np.exp(t - 1)),
        (kl(q, p), -1 / u, lambda t: -1 - np.log(-t)),
        (0.5 * np.abs(p - q).sum(), 0.5 * np.sign(u - 1), lambda t: np.maximum(t, -0.5)),
        (2 * js(p, q), np.log(2 * u / (u + 1)), lambda t: -np.log(2 - np.exp(t))),
    ]
    for divergence, critic, conjugate in rows:
        assert np.isclose(p @ critic - q @ conjugate(critic), divergence)
        assert p @ (critic - 0.1) - q @ conjugate(critic - 0.1) < divergence


def transport_plan_cost(p: np.ndarray, q: np.ndarray, cost: np.ndarray) -> float:
    """The cheapest plan with row sums p and column sums q, as a linear program."""
    n = len(p)
    rows, columns = np.kron(np.eye(n), np.ones(n)), np.kron(np.ones(n), np.eye(n))
    return linprog(cost.ravel(), A_eq=np.vstack([rows, columns]), b_eq=np.concatenate([p, q])).fun


def lipschitz_critic_value(p: np.ndarray, q: np.ndarray, cost: np.ndarray) -> float:
    """sup E_p h - E_q h over h with h_i - h_j <= cost_ij, as a linear program."""
    pairs = [(i, j) for i in range(len(p)) for j in range(len(p)) if i != j]
    limits = np.array([np.eye(len(p))[i] - np.eye(len(p))[j] for i, j in pairs])
    anchor = np.eye(len(p))[:1]
    bounds = [cost[i, j] for i, j in pairs]
    free = (None, None)
    return -linprog(q - p, A_ub=limits, b_ub=bounds, A_eq=anchor, b_eq=[0], bounds=free).fun


def test_cheapest_plan_best_lipschitz_critic_and_area_between_distribution_functions_agree():
    p, q = distributions()
    x = np.array([0.0, 0.3, 1.0, 1.2, 2.5, 4.0])
    cost = np.abs(x[:, None] - x[None, :])
    area = np.sum(np.abs(np.cumsum(p - q))[:-1] * np.diff(x))
    assert np.isclose(transport_plan_cost(p, q, cost), area)
    assert np.isclose(lipschitz_critic_value(p, q, cost), area)


def convolution_matrix(kernel: np.ndarray, image: int) -> np.ndarray:
    """The matrix of the convolution without padding of kernel (c_out, c_in, k, k) on images (c_in, image, image)."""
    outputs, inputs, size, _ = kernel.shape
    side = image - size + 1
    matrix = np.zeros((outputs, side, side, inputs, image, image))
    for i in range(side):
        for j in range(side):
            matrix[:, i, j, :, i : i + size, j : j + size] = kernel
    return matrix.reshape(outputs * side * side, inputs * image * image)


def test_norm_of_a_convolution_lies_between_the_reshaped_norm_and_three_times_it():
    for seed in range(5):
        kernel = np.random.default_rng(seed).normal(size=(3, 2, 3, 3))
        reshaped = np.linalg.norm(kernel.reshape(3, -1), 2)
        true = np.linalg.norm(convolution_matrix(kernel, 7), 2)
        assert 1.01 * reshaped < true < 3 * reshaped


def test_simultaneous_step_of_the_dirac_gan_multiplies_the_squared_radius_by_its_factor():
    for alpha, theta, psi in ((0.3, 0.7, -1.1), (0.01, 2.0, 1.5), (1.0, -0.2, 0.1)):
        slope = 1 / (1 + np.exp(psi * theta))
        grown = (theta - alpha * psi * slope) ** 2 + (psi + alpha * theta * slope) ** 2
        assert np.isclose(grown, (1 + (alpha * slope) ** 2) * (theta**2 + psi**2), rtol=1e-12)


def test_no_coupling_of_two_gaussians_beats_the_trace_term_of_the_fid():
    rng = np.random.default_rng(2)
    first, second = (a @ a.T for a in rng.normal(size=(2, 4, 4)))
    bound = np.trace(sqrtm(first @ second)).real
    roots = sqrtm(first).real, sqrtm(second).real
    left, _, right = np.linalg.svd(roots[1] @ roots[0])
    assert np.isclose(np.trace(roots[0] @ (right.T @ left.T) @ roots[1]), bound)
    for _ in range(100):
        orthogonal = np.linalg.qr(rng.normal(size=(4, 4)))[0]
        assert np.trace(roots[0] @ orthogonal @ roots[1]) <= bound + 1e-9
