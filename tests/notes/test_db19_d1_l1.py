"""The identities of the lecture on the Bayesian framework (db19-d1-l1), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy import stats
from scipy.special import betaln, expit

RNG = np.random.default_rng(0)
N, MU, LAM = 7, 0.4, 1.7
NORMAL = RNG.normal(MU, LAM**-0.5, size=N)
TOSSES = np.array([1, 1, 0, 1, 0, 1, 1])
COUNTS = np.array([4, 0, 2])
POISSON = RNG.poisson(2.5, size=N)
UNIFORM = RNG.uniform(0, 3, size=N)
PLANAR = RNG.normal(size=(N, 2))


def gamma(a: float, b: float):
    """The gamma distribution with shape a and rate b."""
    return stats.gamma(a, scale=1 / b)


def normal_gamma(m: float, kappa: float, a: float, b: float):
    """Log density at pairs (mu, lambda) of N(mu | m, 1 / (kappa lambda)) Gamma(lambda | a, b)."""
    return lambda t: stats.norm.logpdf(t[0], m, (kappa * t[1]) ** -0.5) + gamma(a, b).logpdf(t[1])


def pair_mean():
    """Gaussian likelihood with known precision, Gaussian prior on the mean."""
    m, v = -1.0, 0.6
    after = v + N * LAM
    place = (v * m + N * LAM * NORMAL.mean()) / after
    points = np.linspace(-1, 1, 5)
    like = [stats.norm.logpdf(NORMAL, t, LAM**-0.5).sum() for t in points]
    return stats.norm.logpdf(points, m, v**-0.5) + like, stats.norm.logpdf(points, place, after**-0.5)


def pair_precision():
    """Gaussian likelihood with known mean, gamma prior on the precision."""
    points = np.linspace(0.5, 4, 5)
    like = [stats.norm.logpdf(NORMAL, MU, t**-0.5).sum() for t in points]
    after = gamma(2 + N / 2, 3 + 0.5 * ((NORMAL - MU) ** 2).sum())
    return gamma(2, 3).logpdf(points) + like, after.logpdf(points)


def pair_both():
    """Gaussian likelihood, Gaussian-gamma prior on mean and precision."""
    m, kappa, a, b = 1.0, 2.0, 1.5, 0.7
    points = [(-0.5, 0.4), (0.0, 1.0), (0.7, 2.5), (1.5, 0.9)]
    mean = NORMAL.mean()
    rate = b + 0.5 * ((NORMAL - mean) ** 2).sum() + kappa * N * (mean - m) ** 2 / (2 * (kappa + N))
    after = normal_gamma((kappa * m + N * mean) / (kappa + N), kappa + N, a + N / 2, rate)
    prior = normal_gamma(m, kappa, a, b)
    joint = [prior(t) + stats.norm.logpdf(NORMAL, t[0], t[1] ** -0.5).sum() for t in points]
    return joint, [after(t) for t in points]


def pair_wishart():
    """Planar Gaussian likelihood with mean zero, Wishart prior on the precision matrix."""
    scale, freedom = np.array([[1.0, 0.3], [0.3, 0.5]]), 4.0
    points = [a @ a.T + 0.1 * np.eye(2) for a in RNG.normal(size=(4, 2, 2))]
    after = np.linalg.inv(np.linalg.inv(scale) + PLANAR.T @ PLANAR)
    like = [stats.multivariate_normal(np.zeros(2), np.linalg.inv(t)).logpdf(PLANAR).sum() for t in points]
    prior = [stats.wishart(freedom, scale).logpdf(t) for t in points]
    return np.add(prior, like), [stats.wishart(freedom + N, after).logpdf(t) for t in points]


def pair_coin():
    """Bernoulli likelihood, Beta prior."""
    points, s = np.linspace(0.1, 0.9, 5), TOSSES.sum()
    like = [stats.bernoulli(t).logpmf(TOSSES).sum() for t in points]
    return stats.beta.logpdf(points, 2, 3) + like, stats.beta.logpdf(points, 2 + s, 3 + N - s)


def pair_die():
    """Multinomial likelihood, Dirichlet prior."""
    points, alpha = RNG.dirichlet(np.ones(3), size=5), np.array([0.5, 2.0, 1.0])
    joint = [stats.dirichlet(alpha).logpdf(t) + COUNTS @ np.log(t) for t in points]
    return joint, [stats.dirichlet(alpha + COUNTS).logpdf(t) for t in points]


def pair_poisson():
    """Poisson likelihood, gamma prior."""
    points = np.linspace(0.5, 5, 5)
    like = [stats.poisson.logpmf(POISSON, t).sum() for t in points]
    return gamma(2, 1).logpdf(points) + like, gamma(2 + POISSON.sum(), 1 + N).logpdf(points)


def pair_uniform():
    """Uniform likelihood on [0, theta], Pareto prior."""
    floor, k = 1.0, 1.5
    top = max(floor, UNIFORM.max())
    points = top * np.linspace(1.01, 3, 5)
    like = [stats.uniform(0, t).logpdf(UNIFORM).sum() for t in points]
    return stats.pareto(k, scale=floor).logpdf(points) + like, stats.pareto(k + N, scale=top).logpdf(points)


@pytest.mark.parametrize(
    "pair",
    [pair_mean, pair_precision, pair_both, pair_wishart, pair_coin, pair_die, pair_poisson, pair_uniform],
)
def test_each_of_the_eight_pairs_has_the_posterior_of_the_table(pair):
    joint, posterior = pair()
    log_evidence = np.subtract(joint, posterior)
    assert log_evidence == pytest.approx(np.full(len(log_evidence), log_evidence[0]))


def test_evidence_of_the_coin_is_the_product_of_its_predictions_in_any_order():
    a, b, n = 2.0, 3.0, len(TOSSES)
    for tosses in (TOSSES, TOSSES[::-1], np.sort(TOSSES)):
        heads = np.cumsum(tosses) - tosses
        chance = (a + heads) / (a + b + np.arange(n))
        product = np.log(np.where(tosses == 1, chance, 1 - chance)).sum()
        assert product == pytest.approx(betaln(a + TOSSES.sum(), b + n - TOSSES.sum()) - betaln(a, b))


@pytest.mark.parametrize("n", [1, 10, 1000])
def test_posterior_mass_away_from_the_estimate_obeys_the_bound_for_every_number_of_heads(n):
    a, b, eps = 3.0, 0.5, 0.2
    bound = (0.25 / (a + b + n + 1) + ((a + b) / (a + b + n)) ** 2) / eps**2
    for s in range(n + 1):
        after = stats.beta(a + s, b + n - s)
        assert after.cdf(s / n - eps) + after.sf(s / n + eps) <= bound


def test_expected_divergence_splits_so_that_the_average_beats_every_other_prediction():
    weights, members = RNG.dirichlet(np.ones(6)), RNG.dirichlet(np.ones(4), size=6)
    average = weights @ members

    def loss(q: np.ndarray) -> float:
        """E over members of KL(member || q)."""
        return float(weights @ (members * np.log(members / q)).sum(axis=1))

    for q in (*members, *RNG.dirichlet(np.ones(4), size=20)):
        assert loss(q) == pytest.approx(loss(average) + (average * np.log(average / q)).sum())
        assert loss(q) > loss(average)


def test_mode_of_the_coin_in_the_logit_is_the_posterior_mean_and_not_the_mode():
    eta = np.linspace(-4, 5, 90_001)
    height = stats.beta.logpdf(expit(eta), 4, 2) + np.log(expit(eta) * expit(-eta))
    assert expit(eta[height.argmax()]) == pytest.approx(2 / 3, abs=1e-4)
    theta = np.linspace(0.01, 0.99, 9801)
    assert theta[stats.beta.logpdf(theta, 4, 2).argmax()] == pytest.approx(3 / 4, abs=1e-3)


def test_fair_against_unknown_is_about_root_two_n_over_pi_times_a_gaussian():
    for heads, n, note in ((511, 1000, 19.8), (2, 2, 0.75)):
        exact = np.exp(-n * np.log(2) - betaln(1 + heads, 1 + n - heads))
        assert exact == pytest.approx(note, rel=0.01)
    n, s = 10**6, 501_000
    exact = -n * np.log(2) - betaln(1 + s, 1 + n - s)
    assert exact == pytest.approx(0.5 * np.log(2 * n / np.pi) - 2.0, abs=1e-3)
