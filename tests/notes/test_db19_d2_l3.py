"""The identities of the lecture on fairness, checked on numbers."""

import numpy as np
import pytest
from scipy.optimize import linprog
from scipy.special import logit
from scipy.stats import norm

BASE = np.array([0.2, 0.5])


def predictive_values(tpr: float, fpr: float, base: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """PPV and NPV of each group, counted from the joint table of label and prediction."""
    true_positive, false_positive = tpr * base, fpr * (1 - base)
    false_negative, true_negative = (1 - tpr) * base, (1 - fpr) * (1 - base)
    with np.errstate(invalid="ignore"):
        ppv = true_positive / (true_positive + false_positive)
        return ppv, true_negative / (true_negative + false_negative)


def test_both_predictive_values_agree_only_for_the_always_right_and_the_always_wrong_classifier():
    """Over a grid of common rates (t, u) that contains the borders."""
    agreeing = []
    for tpr in np.linspace(0, 1, 21):
        for fpr in np.linspace(0, 1, 21):
            ppv, npv = predictive_values(tpr, fpr, BASE)
            if np.isclose(*ppv) and np.isclose(*npv):
                agreeing.append((tpr, fpr))
    assert agreeing == [(0.0, 1.0), (1.0, 0.0)]


@pytest.mark.parametrize("target", [0.2, 0.35, 0.5])
def test_no_prediction_with_parity_errs_less_than_the_gap_of_the_base_rates(target):
    """The least e_0 + e_1 at a common acceptance rate, as a linear programme in (t_0, u_0, t_1, u_1)."""
    (low, high) = BASE
    errors = [-low, 1 - low, -high, 1 - high]
    rates = [[low, 1 - low, 0, 0], [0, 0, high, 1 - high]]
    least = linprog(errors, A_eq=rates, b_eq=[target, target], bounds=[(0, 1)] * 4).fun + low + high
    assert least == pytest.approx(high - low)


def test_reweighing_makes_label_and_group_independent_and_keeps_the_marginals():
    """On a random table of (s, y)."""
    joint = np.random.default_rng(1).dirichlet(np.ones(4)).reshape(2, 2)
    weight = joint.sum(axis=1, keepdims=True) * joint.sum(axis=0, keepdims=True) / joint
    reweighed = weight * joint
    np.testing.assert_allclose(reweighed, np.outer(reweighed.sum(axis=1), reweighed.sum(axis=0)))
    np.testing.assert_allclose(reweighed.sum(axis=0), joint.sum(axis=0))
    np.testing.assert_allclose(reweighed.sum(axis=1), joint.sum(axis=1))


def test_zero_covariance_of_score_and_group_leaves_unequal_acceptance_rates():
    """A sample with equal mean scores: the covariance is the scaled difference of means, and the signs still differ."""
    rng = np.random.default_rng(2)
    group = np.repeat([0, 1], [4000, 6000])
    score = np.concatenate([rng.normal(0.5, 0.5, 4000), rng.normal(0.5, 2.0, 6000)])
    means = np.array([score[group == s].mean() for s in (0, 1)])
    assert np.mean((group - group.mean()) * score) == pytest.approx(0.4 * 0.6 * (means[1] - means[0]))
    centred = score - means[group] + 0.5
    assert np.mean((group - group.mean()) * centred) == pytest.approx(0, abs=1e-12)
    rates = [np.mean(centred[group == s] > 0) for s in (0, 1)]
    np.testing.assert_allclose(rates, norm.cdf([1, 0.25]), atol=0.02)


@pytest.mark.parametrize("base", [0.2, 0.5])
def test_target_labels_reach_the_target_rate_and_change_the_fewest_labels(base):
    """The parameters c, d of the note against all that are consistent with the base rate, for the target 0.35."""
    target = 0.35
    upper, lower = min(1, base / target), max(0, (base - target) / (1 - target))
    assert target * upper + (1 - target) * lower == pytest.approx(base)
    assert (base - lower) / (upper - lower) == pytest.approx(target)
    others = np.linspace(0, 1, 2001)
    partners = (base - target * others) / (1 - target)
    possible = (partners >= 0) & (partners <= 1)
    changed = target * (1 - others) + (1 - target) * partners
    assert target * (1 - upper) + (1 - target) * lower == pytest.approx(abs(base - target))
    assert changed[possible].min() == pytest.approx(abs(base - target), abs=1e-3)


def test_equalised_odds_in_the_admission_is_the_optimum_of_a_linear_programme():
    """Variables: shares of passing and failing applicants accepted, blue then green; maximise who graduates."""
    graduates, others = np.array([4800, 400, 3200, 600]), np.array([1200, 3600, 800, 5400])
    same = [graduates / [5200, 5200, -3800, -3800], others / [4800, 4800, -6200, -6200], graduates + others]
    best = linprog(-graduates, A_eq=same, b_eq=[0, 0, 10_000], bounds=[(0, 1)] * 4)
    assert -best.fun == pytest.approx(9000 * 96 / 115)
    np.testing.assert_allclose(best.x, [0.904, 0, 0.970, 0.116], atol=5e-4)


@pytest.mark.parametrize("evidence", [0.2, 0.744, 2.0, 4.0])
def test_most_probable_labels_amplify_a_majority(evidence):
    """The share decided as majority exceeds the training share 2/3; at 0.744 it is 0.84."""
    shift = logit(2 / 3) / evidence
    share = 2 / 3 * norm.cdf(evidence / 2 + shift) + norm.cdf(shift - evidence / 2) / 3
    assert share > 2 / 3
    if evidence == 0.744:
        assert share == pytest.approx(0.84, abs=1e-3)
