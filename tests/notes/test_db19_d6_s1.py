"""The claims of the seminar on sparse variational dropout (db19-d6-s1), checked on small cases."""

import io

import numpy as np
from scipy import sparse
from scipy.special import digamma, expit, gammaln
from scipy.stats import norm

K1, K2, K3 = 0.63576, 1.87320, 1.48695


def formula(log_alpha):
    """The sigmoid approximation of -KL, zero at infinite alpha."""
    return K1 * expit(K2 + K3 * log_alpha) - 0.5 * np.log1p(np.exp(-log_alpha)) - K1


def exact(alpha):
    """-KL of one weight for the log-uniform prior, zero at infinite alpha."""
    u = 0.5 / alpha
    j = np.arange(int(u + 12 * np.sqrt(u) + 60))
    return -0.5 * (np.exp(-u + j * np.log(u) - gammaln(j + 1)) @ digamma(0.5 + j) - digamma(0.5))


def test_sigmoid_formula_errs_by_less_than_a_hundredth_of_a_nat():
    errors = [abs(formula(a) - exact(np.exp(a))) for a in np.linspace(-7, 7, 141)]
    assert 0.005 < max(errors) < 0.01


def test_gradient_of_the_formula_is_positive_and_as_stated():
    for a in (-4.0, 0.0, 3.0):
        s = expit(K2 + K3 * a)
        stated = K1 * K3 * s * (1 - s) + 0.5 * expit(-a)
        assert stated > 0
        assert np.isclose(stated, (formula(a + 1e-5) - formula(a - 1e-5)) / 2e-5, rtol=1e-5)


def test_at_the_cut_the_sign_of_a_weight_is_nearly_a_coin_toss():
    ratio = np.exp(-1.5)
    assert np.isclose(norm.cdf(ratio), 0.588, atol=1e-3)
    assert np.isclose(np.exp(3) / (1 + np.exp(3)), 0.953, atol=1e-3)


def test_backward_pass_of_the_sampled_layer_agrees_with_finite_differences():
    rng = np.random.default_rng(3)
    a, mu, log_sigma, noise, upstream = (rng.normal(size=s) for s in ((5, 3), (3, 2), (3, 2), (5, 2), (5, 2)))

    def value(log_sigma, a):
        return np.sum(upstream * (a @ mu + np.sqrt(a**2 @ np.exp(2 * log_sigma)) * noise))

    deviation = np.sqrt(a**2 @ np.exp(2 * log_sigma))
    half = upstream * noise / deviation
    by_sigma = (a**2).T @ half * np.exp(2 * log_sigma)
    by_input = upstream @ mu.T + a * (half @ np.exp(2 * log_sigma).T)
    step = np.zeros((3, 2))
    step[1, 0] = 1e-6
    assert np.isclose(by_sigma[1, 0], (value(log_sigma + step, a) - value(log_sigma - step, a)) / 2e-6, rtol=1e-5)
    move = np.zeros((5, 3))
    move[2, 1] = 1e-6
    assert np.isclose(by_input[2, 1], (value(log_sigma, a + move) - value(log_sigma, a - move)) / 2e-6, rtol=1e-5)


def test_zeros_in_a_compressed_dense_file_cost_more_than_sparse_rows_and_small_means_more_still():
    rng = np.random.default_rng(0)
    means = rng.normal(size=(300, 784)).astype(np.float32)
    kept = rng.random(means.shape) < 1 / 33

    def size(write, array):
        file = io.BytesIO()
        write(file, array)
        return len(file.getvalue())

    zeros = size(np.savez_compressed, means * kept)
    uncut = size(np.savez_compressed, np.where(kept, means, 1e-3 * means))
    rows = size(sparse.save_npz, sparse.csr_matrix(means * kept))
    assert np.allclose([uncut, zeros, rows], [874e3, 106e3, 40e3], rtol=0.05)


def test_price_of_precision_is_log_ten_for_a_decimal_digit():
    prices = [-formula(-2 * np.log(ratio)) for ratio in (10.0, 100.0, 1000.0)]
    assert np.allclose(prices[:2], [2.94, 5.24], atol=0.01)
    assert np.isclose(prices[2] - prices[1], np.log(10), atol=1e-3)
