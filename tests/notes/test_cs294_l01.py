"""The identities of CS294-158, lecture 1, checked numerically."""

import numpy as np

RNG = np.random.default_rng(1)


def kl_bits(p, q):
    """KL(p || q) in bits."""
    return np.sum(p * np.log2(p / q))


def entropy_bits(p):
    """Entropy of p in bits."""
    return -np.sum(p * np.log2(p))


def test_expected_log_loss_is_entropy_plus_divergence_and_least_at_the_truth():
    p = RNG.dirichlet(np.ones(6))
    for q in RNG.dirichlet(np.ones(6), size=50):
        loss = -np.sum(p * np.log2(q))
        assert np.isclose(loss, entropy_bits(p) + kl_bits(p, q))
        assert loss > entropy_bits(p)


def test_rounded_code_lengths_of_a_model_waste_the_divergence_and_less_than_one_bit_more():
    p, q = RNG.dirichlet(np.ones(9), size=2)
    lengths = np.ceil(np.log2(1 / q))
    assert np.sum(2.0**-lengths) <= 1
    floor = entropy_bits(p) + kl_bits(p, q)
    assert floor <= np.sum(p * lengths) < floor + 1


def test_the_reversed_model_of_four_symbols_wastes_more_than_the_uniform_one():
    p = np.array([1 / 2, 1 / 4, 1 / 8, 1 / 8])
    reversed_model = np.array([1 / 8, 1 / 8, 1 / 4, 1 / 2])
    assert entropy_bits(p) == 1.75
    assert kl_bits(p, np.full(4, 1 / 4)) == 0.25
    assert kl_bits(p, reversed_model) == 0.875


def test_the_likelihood_of_the_training_data_at_its_maximizer_beats_the_truth():
    p = RNG.dirichlet(np.ones(20))
    counts = RNG.multinomial(100, p)
    seen = counts > 0
    fitted, true = np.log2(counts[seen] / 100), np.log2(p[seen])
    assert np.sum(counts[seen] * fitted) > np.sum(counts[seen] * true)


def test_bits_of_labels_and_images_are_as_counted():
    assert round(np.log2(1000)) == 10
    assert 224 * 224 * 3 == 150528
    assert round(1.28e6 * 10 / (3 * 150528)) == 28


def test_a_code_that_drops_signal_wins_below_the_stated_number_of_labels_and_loses_above():
    d, k, noise, lost = 60, 5, 1.0, 0.4
    border = noise * (d - k) / lost - k
    for n, better in ((0.9 * border, True), (1.1 * border, False)):
        assert ((noise + lost) * (1 + k / n) < noise * (1 + d / n)) == better
