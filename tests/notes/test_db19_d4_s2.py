"""The AdaGram practice (db19-d4-s2): counting sticks, the word-by-word score, the parameters of the sticks."""

import sys
from pathlib import Path

import numpy as np
from scipy.integrate import quad
from scipy.special import digamma

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "figures"))
from db19_d4_s2_senses import (
    LETTERS,
    TEST_LINE,
    TRAIN_LINE,
    Model,
    expected_prior,
    fit,
    posterior,
    read,
    scores,
    sticks,
    windows,
)

SIZE = len(LETTERS)


def broken_sticks(alpha: float, draws: int) -> np.ndarray:
    """Stick lengths of independent priors, shape (draws, 80)."""
    beta = np.random.default_rng(0).beta(1, alpha, (draws, 80))
    return beta * np.cumprod(np.hstack([np.ones((draws, 1)), 1 - beta[:, :-1]]), axis=1)


def test_expected_number_of_long_sticks_is_the_integral_of_the_proposition():
    for alpha in (0.5, 1.0, 3.0):
        counted = (broken_sticks(alpha, 4000) > 0.02).sum(axis=1).mean()
        assert np.isclose(counted, quad(lambda x, a=alpha: a * (1 - x) ** (a - 1) / x, 0.02, 1)[0], rtol=0.03)


def test_number_of_long_sticks_for_strength_one_tenth_is_1_675():
    closed = 0.1 * (np.log(1000) - digamma(0.1) - np.euler_gamma)
    whole = quad(lambda s: 1 / (1 - s**10), 0, 0.999**0.1)[0]  # x = 1 - s^10 removes the pole at one
    assert np.isclose(closed, 1.675, atol=5e-4)
    assert np.isclose(whole, closed, atol=2e-4)


def test_occupied_tables_follow_from_the_proposition():
    alpha, n = 0.7, 40
    integral = quad(lambda x: alpha * (1 - (1 - x) ** n) / x * (1 - x) ** (alpha - 1), 0, 1)[0]
    assert np.isclose(integral, sum(alpha / (alpha + i) for i in range(n)), rtol=1e-6)


def test_word_by_word_score_does_not_depend_on_the_senses():
    words = read(TRAIN_LINE)
    contexts, here = windows(words, SIZE), np.eye(SIZE)[words]
    results = []
    for senses in (1, 2, 4):
        q = np.random.default_rng(senses).dirichlet(np.ones(senses), len(words))
        weighted = np.stack([here.T @ (q[:, [k]] * contexts) for k in range(senses)], axis=1)
        tables = weighted / weighted.sum(axis=2, keepdims=True)
        prior = here.T @ q / here.sum(axis=0)[:, None]
        mixture = np.einsum("wk,wkv->wv", prior, tables)[words]
        results.append(np.log(mixture[contexts > 0]) @ contexts[contexts > 0] / contexts.sum())
    assert np.allclose(results, results[0]) and np.isclose(results[0], -1.355, atol=1e-3)


def test_two_senses_of_a_are_found_and_all_eight_labelled():
    train, test = read(TRAIN_LINE, 20), read(TEST_LINE)
    model = fit(train, windows(train, SIZE), senses=2, alpha=0.1, seed=0, sweeps=20)
    assert np.allclose(np.sort(model.counts[0]), [20, 60], atol=1)
    q = posterior(model, test, windows(test, SIZE))[test == 0]
    among_f_and_g = model.tables[0, :, 3:].sum(axis=1).argmax()
    assert (q[:, among_f_and_g] > 0.5).tolist() == [False, False, True, True, False, False, True, True]


def test_stick_parameters_obey_the_relation_of_the_exercise():
    counts = np.random.default_rng(1).uniform(0, 9, (1, 6))
    a, b = (array[0] for array in sticks(counts, 0.3))
    assert np.allclose(b[:-1] - b[1:], a[1:] - 1)
    assert np.isclose(expected_prior(counts, 0.3).sum(), 1)


def test_window_score_with_one_sense_is_the_word_by_word_score():
    words = read(TEST_LINE)
    tables = np.random.default_rng(2).dirichlet(np.ones(SIZE), (SIZE, 1))
    model = Model(np.bincount(words, minlength=SIZE)[:, None].astype(float), tables, 1.0, np.ones((len(words), 1)))
    pair, window = scores(model, words, windows(words, SIZE))
    assert np.isclose(pair, window)
