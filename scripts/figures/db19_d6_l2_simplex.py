"""Forward and reverse divergence to a mixture of Dirichlets: the first forgets the overlap, the second keeps it."""

import numpy as np
from scipy.special import digamma, gammaln, polygamma
from style import BLUE, GREY, ORANGE, RED, canvas, save

STRENGTH = 100.0
CORNERS = np.array([[0, 0], [1, 0], [0.5, np.sqrt(3) / 2]])


def targets(classes=3):
    """Row c: parameters of the Dirichlet target of class c, one in each place and STRENGTH more at c."""
    return 1 + STRENGTH * np.eye(classes)


def reverse_fit(shares):
    """Minimizer of the share-weighted divergences from Dir(alpha) to the targets: the mean of their parameters."""
    return shares @ targets()


def log_means(shares):
    """Mean of log mu under the mixture of the targets with weights `shares`."""
    beta = targets()
    return shares @ (digamma(beta) - digamma(beta.sum(axis=1, keepdims=True)))


def fit_log_means(goal, start=None):
    """Dirichlet parameters whose mean of log mu is `goal`: Newton's method in log alpha, with a line search."""
    a = np.zeros(len(goal)) if start is None else np.log(start)

    def value(a):
        """Negative log-likelihood, up to a constant, at parameters exp(a)."""
        alpha = np.exp(a)
        return gammaln(alpha).sum() - gammaln(alpha.sum()) - alpha @ goal

    for _ in range(200):
        alpha = np.exp(a)
        slope = alpha * (digamma(alpha) - digamma(alpha.sum()) - goal)
        curve = np.diag(alpha**2 * polygamma(1, alpha)) - np.outer(alpha, alpha) * polygamma(1, alpha.sum())
        curve += np.diag(np.maximum(slope, 0) + 1e-9)
        step, size = np.linalg.solve(curve, slope), 1.0
        while value(a - size * step) > value(a) and size > 1e-8:
            size /= 2
        a = a - size * step
    return np.exp(a)


def knowledge(alpha):
    """Mutual information of class and mu under Dir(alpha): entropy of the mean less the mean entropy."""
    mean = alpha / alpha.sum()
    expected = mean @ (digamma(alpha.sum() + 1) - digamma(alpha + 1))
    return -mean @ np.log(mean) - expected


def show(axis, points, colour, title):
    """Draw points (n, 3) of the simplex."""
    axis.plot(*CORNERS[[0, 1, 2, 0]].T, color=GREY, lw=1)
    axis.plot(*(points @ CORNERS).T, ".", ms=2, color=colour)
    axis.set(title=title, aspect="equal")
    axis.axis("off")


def main() -> None:
    """Draws of target, forward and reverse fit at an even overlap; knowledge uncertainty along the overlap."""
    rng = np.random.default_rng(0)
    even = np.array([0.5, 0.5, 0.0])
    mixture = np.concatenate([rng.dirichlet(row, 200) for row in targets()[:2]])
    forward, reverse = fit_log_means(log_means(even)), reverse_fit(even)
    for name, alpha in (("forward", forward), ("reverse", reverse)):
        mean = alpha / alpha.sum()
        print(name, alpha.round(3), "sum", alpha.sum().round(3), "mean", mean.round(3), "I", knowledge(alpha).round(4))
    print("one class", targets()[0], "I", knowledge(targets()[0]).round(4), "flat", knowledge(np.ones(3)).round(4))
    print("entropy of means", [(-m @ np.log(m)).round(3) for m in (forward / forward.sum(), reverse / reverse.sum())])
    figure, axes = canvas(columns=4, width=8.8, height=2.5)
    show(axes[0], mixture, GREY, "targets, $\\eta = 1/2$")
    show(axes[1], rng.dirichlet(forward, 400), ORANGE, "forward fit")
    show(axes[2], rng.dirichlet(reverse, 400), BLUE, "reverse fit")
    share = np.linspace(0.0, 1.0, 101)
    rows = [np.array([1 - s, s, 0.0]) for s in share]
    curve = np.array([knowledge(fit_log_means(log_means(r))) for r in rows])
    print("forward fit above the flat one for shares", share[curve > knowledge(np.ones(3))][[0, -1]])
    axes[3].plot(share, curve, color=ORANGE, label="forward")
    axes[3].plot(share, [knowledge(reverse_fit(r)) for r in rows], color=BLUE, label="reverse")
    axes[3].axhline(knowledge(np.ones(3)), color=RED, lw=1, ls="--", label="flat")
    axes[3].set(xlabel="chance $\\eta$ of class 2", title="knowledge $I$, nats", ylim=(0, 0.7))
    axes[3].legend(fontsize=8.5, loc="lower center", bbox_to_anchor=(0.5, 0.03))
    save(figure, "db19-d6-l2-simplex")


if __name__ == "__main__":
    main()
