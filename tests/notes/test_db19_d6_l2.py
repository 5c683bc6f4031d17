"""The claims of the lecture on uncertainty estimation (db19-d6-l2), checked on small cases."""

import numpy as np
from scipy.integrate import quad
from scipy.special import digamma, expit, gammaln
from scipy.stats import beta, norm


def entropy(p: np.ndarray) -> np.ndarray:
    """Entropy in nats along the last axis."""
    return -np.sum(p * np.log(p), axis=-1)


def divergence(p: np.ndarray, q: np.ndarray) -> np.ndarray:
    """Kullback-Leibler divergence of probability vectors along the last axis."""
    return np.sum(p * np.log(p / q), axis=-1)


def log_normalizer(alpha: np.ndarray) -> float:
    """Logarithm of the normalizer Z(alpha) of a Dirichlet."""
    return gammaln(alpha).sum() - gammaln(alpha.sum())


def dirichlet_divergence(a: np.ndarray, b: np.ndarray) -> float:
    """Divergence of Dir(a) from Dir(b)."""
    return log_normalizer(b) - log_normalizer(a) + (a - b) @ (digamma(a) - digamma(a.sum()))


def test_split_is_mean_divergence_from_the_average_and_at_most_log_members():
    members = np.random.default_rng(0).dirichlet(0.2 * np.ones(4) + 0.01, size=(200, 3))
    average = members.mean(axis=1)
    knowledge = entropy(average) - entropy(members).mean(axis=1)
    assert np.allclose(knowledge, divergence(members, average[:, None]).mean(axis=1))
    assert knowledge.max() <= np.log(3) < np.log(4)
    assert knowledge.max() > 0.8 * np.log(3)


def test_distilling_the_average_leaves_the_knowledge_uncertainty_as_loss():
    rng = np.random.default_rng(1)
    members, student = rng.dirichlet(np.ones(3), size=5), rng.dirichlet(np.ones(3))
    average = members.mean(axis=0)
    knowledge = entropy(average) - entropy(members).mean()
    assert np.isclose(divergence(members, student).mean(), knowledge + divergence(average, student))


def test_mean_entropy_under_a_dirichlet_and_its_limit():
    alpha = np.array([2.5, 0.7])
    density = np.exp(-log_normalizer(alpha))

    def integrand(t: float) -> float:
        return density * t ** (alpha[0] - 1) * (1 - t) ** (alpha[1] - 1) * entropy(np.array([t, 1 - t]))

    mean = alpha / alpha.sum()
    formula = -mean @ (digamma(alpha + 1) - digamma(alpha.sum() + 1))
    assert np.isclose(quad(integrand, 0, 1)[0], formula, atol=1e-6)
    alpha = 1000 * np.array([0.2, 0.3, 0.5])
    mean = alpha / alpha.sum()
    knowledge = entropy(mean) + mean @ (digamma(alpha + 1) - digamma(alpha.sum() + 1))
    assert np.isclose(knowledge, (3 - 1) / (2 * 1000), rtol=0.01)


def test_divergence_of_two_dirichlets_is_the_mean_log_ratio_of_their_densities():
    a, b = np.array([2.0, 3.0]), np.array([4.0, 1.5])
    ratio = quad(lambda t: beta.pdf(t, *a) * (beta.logpdf(t, *a) - beta.logpdf(t, *b)), 0, 1)[0]
    assert np.isclose(dirichlet_divergence(a, b), ratio, atol=1e-8)


def test_reverse_divergences_pool_to_the_mean_parameters_and_forward_ones_do_not():
    shares, targets = np.array([0.5, 0.5, 0.0]), 1 + 100 * np.eye(3)
    pooled = shares @ targets
    tries = np.random.default_rng(2).gamma(2.0, 5.0, size=(20, 3))
    reverse = [sum(s * dirichlet_divergence(a, b) for s, b in zip(shares, targets, strict=True)) for a in tries]
    rest = [r - dirichlet_divergence(a, pooled) for r, a in zip(reverse, tries, strict=True)]
    assert np.allclose(rest, rest[0])

    def forward(a: np.ndarray) -> float:
        return sum(s * dirichlet_divergence(b, a) for s, b in zip(shares, targets, strict=True))

    fitted = np.array([0.280, 0.280, 0.166])
    assert forward(fitted) < min(forward(pooled), forward(np.ones(3)))
    assert all(forward(fitted) <= forward(fitted * (1 + 0.05 * d)) for d in np.vstack([np.eye(3), -np.eye(3)]))


def test_dropout_spread_tends_to_a_positive_limit_in_linear_regression():
    rng, keep, true = np.random.default_rng(3), 0.8, np.array([1.0, -0.5, 0.5])
    x = rng.normal(size=(20000, 3))
    y = x @ true + 0.5 * rng.normal(size=20000)
    gram = x.T @ x
    fitted = np.linalg.solve(gram + (1 - keep) / keep * np.diag(np.diag(gram)), x.T @ y)
    assert np.allclose(fitted, keep * true, atol=0.02)
    masks = rng.random((50000, 3)) < keep
    spread = (masks / keep @ fitted).var()
    assert np.isclose(spread, (1 - keep) / keep * np.sum(fitted**2), rtol=0.05)
    assert np.isclose(spread, keep * (1 - keep) * np.sum(true**2), rtol=0.08)


def test_bayesian_linear_classifier_far_away_depends_on_the_direction_alone():
    rng, mean, cov = np.random.default_rng(4), np.array([1.0, 0.3]), np.array([[0.4, 0.1], [0.1, 0.3]])
    direction = np.array([0.2, 1.0])
    slopes = rng.multivariate_normal(mean, cov, size=100_000) @ direction
    chance = norm.cdf(mean @ direction / np.sqrt(direction @ cov @ direction))
    limit = entropy(np.array([chance, 1 - chance]))
    p = np.clip(expit(1e5 * slopes), 1e-15, 1 - 1e-15)
    data = entropy(np.stack([p, 1 - p], axis=-1)).mean()
    total = entropy(np.array([p.mean(), 1 - p.mean()]))
    assert data < 1e-3
    assert abs(total - data - limit) < 0.01


def test_two_certain_members_show_half_of_an_even_vote_and_a_quarter_of_a_rare_dissent():
    for chance, ratio in ((0.5, 0.5), (0.01, 0.245)):
        full = entropy(np.array([chance, 1 - chance]))
        assert np.isclose(2 * chance * (1 - chance) * np.log(2) / full, ratio, atol=5e-4)
