"""Figure of the seminar on approximate inference: one mixture with eight components, trained in three ways.

Shapes: x (N,), responsibilities r (N, K), weights, means and precisions (K,).
"""

import numpy as np
from scipy.special import digamma, gammaln, logsumexp, xlogy
from scipy.stats import t as student
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, SKY, canvas, save

K = 8
LARGEST_PRECISION = 1e4
PRIOR = {"m": 0.0, "beta": 0.05, "a": 1.0, "b": 1.0}


def data(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray]:
    """200 points of three clusters, with shares near 0.5, 0.3 and 0.2, and the cluster of each: two (200,)."""
    cluster = rng.choice(3, size=200, p=[0.5, 0.3, 0.2])
    return np.array([-3.0, 0.0, 4.0])[cluster] + np.array([0.8, 0.6, 1.0])[cluster] * rng.normal(size=200), cluster


def first_guess(x: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    """Responsibilities (N, K) of components of equal weight and the data's variance around K of the points."""
    return share(log_normal(x, rng.choice(x, K, replace=False), np.full(K, 1 / x.var())))


def log_normal(x: np.ndarray, mu: np.ndarray, lam: np.ndarray) -> np.ndarray:
    """log N(x_i | mu_k, 1 / lambda_k): (N, K)."""
    return 0.5 * np.log(lam / (2 * np.pi)) - 0.5 * lam * (x[:, None] - mu) ** 2


def share(scores: np.ndarray) -> np.ndarray:
    """r_ik proportional to exp(scores_ik), each row summing to one: (N, K)."""
    r = np.exp(scores - scores.max(axis=1, keepdims=True))
    return r / r.sum(axis=1, keepdims=True)


def fit_normals(x: np.ndarray, r: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """M-step: weighted means and precisions, the latter capped: two (K,). An empty component gets the data's."""
    n = r.sum(axis=0) + 1e-12
    mu = (r.T @ x + 1e-12 * x.mean()) / n
    variance = ((r * (x[:, None] - mu) ** 2).sum(axis=0) + 1e-12 * x.var()) / n
    return mu, np.minimum(1 / variance, LARGEST_PRECISION)


def expected_log_weights(alpha: float, n: np.ndarray) -> np.ndarray:
    """E log pi_k under q(pi) = Dir(alpha + n): (K,)."""
    return digamma(alpha + n) - digamma((alpha + n).sum())


def log_dirichlet_ratio(alpha: float, n: np.ndarray) -> float:
    """log B(alpha + n) - log B(alpha, ..., alpha)."""
    top = gammaln(alpha + n).sum() - gammaln((alpha + n).sum())
    return top - len(n) * gammaln(alpha) + gammaln(len(n) * alpha)


def em(x: np.ndarray, r: np.ndarray, sweeps: int) -> tuple:
    """Model 1, EM from the responsibilities r: r, weights, means, precisions, log-likelihood after each sweep."""
    history = []
    for _ in range(sweeps):
        weights = np.maximum(r.mean(axis=0), 1e-300)
        mu, lam = fit_normals(x, r)
        scores = np.log(weights) + log_normal(x, mu, lam)
        r = share(scores)
        history.append(logsumexp(scores, axis=1).sum())
    return r, weights, mu, lam, history


def variational_em(x: np.ndarray, r: np.ndarray, alpha: float, sweeps: int) -> tuple:
    """Model 2: r, mean weights, means, precisions, and the bound after each update of q(pi), mu and lambda."""
    history = []
    for _ in range(sweeps):
        n = r.sum(axis=0)
        mu, lam = fit_normals(x, r)
        fit = log_normal(x, mu, lam)
        history.append((r * fit - xlogy(r, r)).sum() + log_dirichlet_ratio(alpha, n))
        weights = (alpha + n) / (alpha + n).sum()
        r = share(expected_log_weights(alpha, n) + fit)
    return r, weights, mu, lam, history


def normal_gamma(x: np.ndarray, r: np.ndarray) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Parameters m_k, beta_k, a_k, b_k of q(mu_k, lambda_k): four (K,)."""
    n = r.sum(axis=0)
    mean = (r.T @ x) / (n + 1e-12)
    scatter = (r * (x[:, None] - mean) ** 2).sum(axis=0)
    beta = PRIOR["beta"] + n
    m = (PRIOR["beta"] * PRIOR["m"] + n * mean) / beta
    b = PRIOR["b"] + 0.5 * (scatter + PRIOR["beta"] * n / beta * (mean - PRIOR["m"]) ** 2)
    return m, beta, PRIOR["a"] + 0.5 * n, b


def mean_field(x: np.ndarray, r: np.ndarray, alpha: float, sweeps: int) -> tuple:
    """The starred model: r, mean weights, (m, beta, a, b), and the bound after each update of q(pi, mu, lambda)."""
    history = []
    for _ in range(sweeps):
        n = r.sum(axis=0)
        m, beta, a, b = normal_gamma(x, r)
        gain = gammaln(a) - a * np.log(b) - 0.5 * np.log(beta)
        gain -= gammaln(PRIOR["a"]) - PRIOR["a"] * np.log(PRIOR["b"]) - 0.5 * np.log(PRIOR["beta"])
        entropy = -xlogy(r, r).sum()
        history.append(gain.sum() + entropy + log_dirichlet_ratio(alpha, n) - 0.5 * len(x) * np.log(2 * np.pi))
        weights = (alpha + n) / (alpha + n).sum()
        square = a / b * (x[:, None] - m) ** 2 + 1 / beta
        fit = 0.5 * (digamma(a) - np.log(b) - np.log(2 * np.pi) - square)
        r = share(expected_log_weights(alpha, n) + fit)
    return r, weights, (m, beta, a, b), history


def report(name: str, r: np.ndarray, history: list[float], lam: np.ndarray) -> None:
    """Print the expected counts, the final objective and the largest precision."""
    counts = np.round(np.sort(r.sum(axis=0))[::-1], 1)
    print(f"{name}: counts {counts}, objective {history[-1]:.2f}, largest precision {lam.max():.2f}")


def draw(axis, x: np.ndarray, curves: np.ndarray, title: str) -> None:
    """Histogram of the data, the weighted components `curves` (K, points) and their sum."""
    line = np.linspace(-6.5, 7.5, curves.shape[1])
    axis.hist(x, bins=56, range=(-6.5, 7.5), density=True, color=GREY, alpha=0.3)
    for curve, colour in zip(curves, (BLUE, ORANGE, GREEN, PINK, SKY, RED, GREY, BLUE), strict=True):
        axis.plot(line, curve, color=colour, linewidth=1.4)
    axis.plot(line, curves.sum(axis=0), color="black", linewidth=0.9, linestyle="--")
    axis.set_ylim(0, 0.45)
    axis.set_xlabel(r"$x$")
    axis.set_title(title)


def main() -> None:
    """Train the three models from the same start, print what they found, draw them."""
    rng = np.random.default_rng(1)
    x, cluster = data(rng)
    print("points in the clusters", np.bincount(cluster))
    start = first_guess(x, rng)
    line = np.linspace(-6.5, 7.5, 2000)
    figure, axes = canvas(columns=3, width=8.6, height=3.0)
    r, weights, mu, lam, history = em(x, start, sweeps=1000)
    report("model 1", r, history, lam)
    draw(axes[0], x, weights[:, None] * np.exp(log_normal(line, mu, lam)).T, "model 1: EM")
    r, weights, mu, lam, history = variational_em(x, start, 0.1, sweeps=1000)
    report("model 2", r, history, lam)
    draw(axes[1], x, weights[:, None] * np.exp(log_normal(line, mu, lam)).T, "model 2: variational EM")
    r, weights, (m, beta, a, b), history = mean_field(x, start, 0.1, sweeps=1000)
    scale = np.sqrt(b / a * (1 + 1 / beta))
    report("starred", r, history, a / b)
    order = np.argsort(-r.sum(axis=0))[:4]
    print("  means", np.round(m[order], 2), "sd", np.round(np.sqrt(b / a)[order], 2))
    predictive = student.pdf(line[:, None], 2 * a, m, scale).T
    draw(axes[2], x, weights[:, None] * predictive, "starred model: mean field")
    axes[0].set_ylabel("density")
    axes[0].annotate("one point", (7.1, 0.2), xytext=(7.4, 0.25), color=GREY, ha="right")
    save(figure, "db19-d1-s2-models")


if __name__ == "__main__":
    main()
