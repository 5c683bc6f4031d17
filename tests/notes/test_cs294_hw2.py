"""The identities of the second CS294-158 homework (cs294-hw2), checked on small cases."""

import numpy as np
from scipy.special import expit, logit

rng = np.random.default_rng(0)


def jacobian(function, x: np.ndarray, step: float = 1e-6) -> np.ndarray:
    """Derivatives (m, n) of function (n,) -> (m,) at x, by central differences."""
    sides = [(function(x + step * e) - function(x - step * e)) / (2 * step) for e in np.eye(len(x))]
    return np.stack(sides, axis=1)


def squeeze(x: np.ndarray) -> np.ndarray:
    """(2h, 2w, c) to (h, w, 4c), the four pixels of a cell beside each other."""
    height, width, channels = x.shape
    cells = x.reshape(height // 2, 2, width // 2, 2, channels).transpose(0, 2, 1, 3, 4)
    return cells.reshape(height // 2, width // 2, 4 * channels)


def test_dequantized_flow_splits_into_cell_masses_and_flatness_and_each_is_at_least_the_entropy():
    weights, centers, scale, share = np.array([0.6, 0.4]), np.array([0.2, 0.8]), 0.1, 0.7
    y = (np.arange(200_000) + 0.5) / 200_000
    p = expit((y[:, None] - centers) / scale)
    ends = expit((np.array([[0.0], [0.5], [1.0]]) - centers) / scale) @ weights
    density = (p * (1 - p) / scale) @ weights / (ends[2] - ends[0])
    cells = np.diff(ends) / (ends[2] - ends[0])
    data = np.array([share, 1 - share])
    halves = np.log(density).reshape(2, -1)
    bound = -(data * (halves.mean(axis=1) - np.log(2))).sum()
    within = np.exp(halves) / 2 / cells[:, None]
    flatness = (data * -np.log(within).mean(axis=1)).sum()
    entropy = -(data * np.log(data)).sum()
    assert np.isclose(bound, -(data * np.log(cells)).sum() + flatness, atol=1e-5)
    assert flatness > 0.01 and -(data * np.log(cells)).sum() >= entropy


def test_scaled_tanh_coupling_has_the_sum_of_its_moved_log_scales_as_log_determinant():
    kept = np.array([1, 0, 1, 0, 0])
    first, second, alpha, beta = rng.normal(size=(5, 5)), rng.normal(size=(5, 5)), 0.8, -0.3

    def log_scale(x: np.ndarray) -> np.ndarray:
        return (alpha * np.tanh(first @ (kept * x)) + beta) * (1 - kept)

    def layer(x: np.ndarray) -> np.ndarray:
        return x * np.exp(log_scale(x)) + np.sin(second @ (kept * x)) * (1 - kept)

    x = rng.normal(size=5)
    assert np.isclose(np.linalg.slogdet(jacobian(layer, x))[1], log_scale(x).sum(), atol=1e-7)


def test_logit_preprocessing_adds_the_stated_log_derivative():
    levels, alpha = 4, 0.05
    v = rng.uniform(0, levels, size=6)

    def way(v: np.ndarray) -> np.ndarray:
        return logit(alpha + (1 - 2 * alpha) * v / levels)

    c = alpha + (1 - 2 * alpha) * v / levels
    stated = np.log(1 - 2 * alpha) - np.log(c) - np.log(1 - c) - np.log(levels)
    assert np.allclose(np.log(np.diag(jacobian(way, v))), stated, atol=1e-6)


def test_checkerboard_of_pixels_is_a_choice_of_channels_after_a_squeeze():
    row, column = np.mgrid[:8, :8]
    board = squeeze(np.repeat(((row + column) % 2)[..., None], 3, axis=2))
    assert (board == np.repeat([0, 1, 1, 0], 3)).all()


def test_one_by_one_convolution_has_pixels_times_log_determinant():
    h, w, c = 2, 3, 4
    matrix = rng.normal(size=(c, c))
    whole = jacobian(lambda x: (x.reshape(h, w, c) @ matrix).ravel(), rng.normal(size=h * w * c))
    assert np.isclose(np.linalg.slogdet(whole)[1], h * w * np.linalg.slogdet(matrix)[1], atol=1e-6)


def test_a_known_level_costs_a_normal_law_a_quarter_of_a_bit_before_and_after_the_logit():
    u, alpha, costs = (np.arange(100_000) + 0.5) / 100_000, 0.05, []
    for level in range(4):
        c = alpha + (1 - 2 * alpha) * (level + u) / 4
        entropy = (np.log(1 - 2 * alpha) - np.log(c * (1 - c)) - np.log(4)).mean()
        costs.append((0.5 * np.log(2 * np.pi * np.e * logit(c).var()) - entropy) / np.log(2))
    assert np.isclose(0.5 * np.log2(2 * np.pi * np.e / 12), 0.255, atol=5e-4)
    assert np.allclose(costs, [0.278, 0.245, 0.245, 0.278], atol=5e-4)


def test_soft_step_costs_mostly_mass_on_the_wrong_half():
    s, y = 0.01, (np.arange(400_000) + 0.5) / 800_000
    density = 2 * expit((0.5 - y) / s)
    loss, half = np.log(2) - np.log(density).mean(), -np.log(density.mean() / 2)
    assert np.isclose(loss, np.pi**2 / 6 * s, rtol=1e-4)
    assert np.isclose(half, 2 * s * np.log(2), rtol=0.02) and loss - half > 0
