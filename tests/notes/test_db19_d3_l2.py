"""The identities of the lecture on normalizing flows (db19-d3-l2), checked on small cases."""

import numpy as np
from scipy.integrate import solve_ivp
from scipy.special import ndtr


def jacobian(function, x: np.ndarray, step: float = 1e-6) -> np.ndarray:
    """The matrix of d function_i / d x_j by central differences, for x of shape (D,)."""
    columns = [(function(x + step * e) - function(x - step * e)) / (2 * step) for e in np.eye(len(x))]
    return np.stack(columns, axis=1)


def networks(x: np.ndarray, rng: np.random.Generator, outputs: int) -> tuple[np.ndarray, np.ndarray]:
    """Values s and t of two random smooth functions of x, each of shape (outputs,)."""
    s, t = (np.tanh(rng.normal(size=(outputs, len(x))) @ x + rng.normal(size=outputs)) for _ in range(2))
    return s, t


def test_masked_coupling_has_the_stated_inverse_and_the_sum_of_moved_scales_as_log_determinant():
    b = np.array([1.0, 0.0, 1.0, 0.0, 0.0])
    x = np.random.default_rng(0).normal(size=5)

    def scales(point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        return networks(b * point, np.random.default_rng(1), 5)

    def layer(point: np.ndarray) -> np.ndarray:
        s, t = scales(point)
        return b * point + (1 - b) * (point * np.exp(s) + t)

    y = layer(x)
    s, t = scales(y)
    assert np.allclose(b * y + (1 - b) * (y - t) * np.exp(-s), x)
    log_det = np.linalg.slogdet(jacobian(layer, x))[1]
    assert np.isclose(log_det, ((1 - b) * s).sum(), atol=1e-7)
    assert not np.isclose(log_det, s.sum(), atol=1e-2)


def test_masked_autoregressive_layer_is_the_product_of_its_normal_conditionals():
    x = np.random.default_rng(2).normal(size=4)

    def code(point: np.ndarray) -> np.ndarray:
        mu, alpha = conditionals(point)
        return (point - mu) * np.exp(-alpha)

    def conditionals(point: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        rng = np.random.default_rng(3)
        pairs = [networks(point[:i], rng, 1) for i in range(len(point))]
        return np.array([m[0] for m, _ in pairs]), np.array([a[0] for _, a in pairs])

    mu, alpha = conditionals(x)
    conditional = -0.5 * ((x - mu) * np.exp(-alpha)) ** 2 - alpha - 0.5 * np.log(2 * np.pi)
    z = code(x)
    changed = -0.5 * (z @ z) - 2 * np.log(2 * np.pi) + np.linalg.slogdet(jacobian(code, x))[1]
    assert np.isclose(changed, conditional.sum(), atol=1e-7)


def test_planar_log_determinant_is_one_inner_product_and_its_sign_turns_at_minus_one():
    rng = np.random.default_rng(4)
    w, u, z = rng.normal(size=(3, 6))
    b = 0.3
    for inner in (-0.9, 2.0, -3.0):
        v = u + (inner - w @ u) * w / (w @ w)
        point = z - (w @ z + b) * w / (w @ w)
        formula = 1 + (1 - np.tanh(w @ point + b) ** 2) * (w @ v)
        exact = np.linalg.det(jacobian(lambda a, v=v: a + v * np.tanh(w @ a + b), point))
        assert np.isclose(exact, formula, atol=1e-6)
        assert (exact > 0) == (inner > -1)


def test_truncated_series_of_traces_misses_the_log_determinant_by_no_more_than_its_bound():
    matrix = np.random.default_rng(5).normal(size=(6, 6))
    lipschitz = 0.8
    matrix *= lipschitz / np.linalg.norm(matrix, 2)
    exact = np.linalg.slogdet(np.eye(6) + matrix)[1]
    powers, series = np.eye(6), 0.0
    for n in range(1, 30):
        powers = powers @ matrix
        series += (-1) ** (n + 1) * np.trace(powers) / n
        assert abs(series - exact) <= 6 * lipschitz ** (n + 1) / ((n + 1) * (1 - lipschitz))
    assert abs(series - exact) < 1e-3


def test_trace_formula_gives_the_density_of_a_nonlinear_flow_in_the_plane():
    turn = np.array([[0.2, -1.0], [0.7, -0.4]])

    def velocity(_: float, state: np.ndarray) -> np.ndarray:
        speed = np.tanh(turn @ state[:2])
        return np.append(speed, -np.trace((1 - speed**2)[:, None] * turn))

    def end(z: np.ndarray) -> np.ndarray:
        return solve_ivp(velocity, (0, 1.5), np.append(z, 0.0), rtol=1e-10, atol=1e-12).y[:, -1]

    z = np.array([0.6, -1.1])
    log_det = np.linalg.slogdet(jacobian(lambda point: end(point)[:2], z, step=1e-4))[1]
    assert np.isclose(end(z)[2], -log_det, atol=1e-6)


def test_no_slope_bounded_map_leaves_less_in_the_gap_than_the_bound_and_the_steepest_line_attains_it():
    slope, half_gap = 4.0, 1.0
    bound = 2 * ndtr(half_gap / slope) - 1
    for bend in (0.0, 0.3, 0.9):
        z = np.linspace(-9, 9, 180_001)
        g = slope * (z - bend * np.tanh(z))
        left, right = z[g < -half_gap].max(), z[g > half_gap].min()
        mass = ndtr(right) - ndtr(left)
        assert mass >= bound - 1e-9
        assert (mass < bound + 1e-3) == (bend == 0.0)
