"""What confidence in a class costs: the discrete and the relaxed divergence, their optima, three trained models."""

import numpy as np
from db19_d2_s2_labels import LABELS, METHODS, PICTURES, TEST, fit
from db19_d2_s2_model import CLASSES, softmax, toy_digits, true_posterior
from scipy.optimize import brentq
from style import BLUE, GREEN, GREY, PINK, canvas, save


def discrete_price(log_odds: np.ndarray) -> np.ndarray:
    """KL(Bernoulli(sigma(l)) || Bernoulli(1/2)) in nats."""
    p, other = 1 / (1 + np.exp(-log_odds)), 1 / (1 + np.exp(log_odds))
    return np.log(2) + p * np.log(p) + other * np.log(other)


def relaxed_price(log_odds: np.ndarray) -> np.ndarray:
    """The same for two classes relaxed at one temperature, whichever it is: l coth(l / 2) - 2."""
    return log_odds / np.tanh(log_odds / 2) - 2


def best_log_odds(gap: float) -> float:
    """The log-odds that maximize gap * sigma - relaxed_price: the zero of the derivative."""

    def slope(odds: float) -> float:
        return gap / (4 * np.cosh(odds / 2) ** 2) - 1 / np.tanh(odds / 2) + odds / (2 * np.sinh(odds / 2) ** 2)

    return float(brentq(slope, 1e-3, 50))


def main() -> None:
    """Three panels: prices, probability left to the wrong class, and the largest q(y | x) of trained models."""
    figure, (prices, wrong, trained) = canvas(columns=3, width=9.6, height=3.0)
    odds = np.linspace(0.01, 12, 400)
    prices.plot(odds, relaxed_price(odds), color=PINK)
    prices.plot(odds, discrete_price(odds), color=BLUE)
    prices.axhline(np.log(2), color=GREY, lw=1, ls=":")
    prices.text(5.6, 6.3, "relaxed", color=PINK)
    prices.text(8.0, 1.1, "discrete", color=BLUE)
    prices.set(xlabel=r"log-odds $\lambda$", ylabel="KL to the prior (nats)")
    gap = np.linspace(1, 20, 100)
    best = np.array([best_log_odds(value) for value in gap])
    wrong.semilogy(gap, 1 / (1 + np.exp(best)), color=PINK)
    wrong.semilogy(gap, 1 / (1 + np.exp(gap)), color=BLUE)
    wrong.set(xlabel=r"evidence $\Delta$ (nats)", ylabel="$q$ of the wrong class", ylim=(1e-6, 1))
    for value in (5.0, 10.0, 20.0):
        shares = 1 / (1 + np.exp([best_log_odds(value), value]))
        print(f"gap {value:.0f}: the wrong class gets {shares[0]:.4f} relaxed, {shares[1]:.2e} discrete")
    x, y = toy_digits(TEST, np.random.default_rng(100))
    laws = {name: softmax(fit(name, 0)[0].net("y", x)[0]) for name in ("sum", "Gumbel", "relaxed")}
    laws["true"] = true_posterior(x)
    for name, q in laws.items():
        top, entropy = np.sort(q.max(axis=1)), -(q * np.log(q + 1e-12)).sum(axis=1).mean()
        trained.plot(np.linspace(0, 1, TEST), top, color=METHODS.get(name, GREEN), label=name)
        accuracy = (q.argmax(axis=1) == y).mean()
        print(f"{name}: accuracy {accuracy:.3f}, mean top {top.mean():.3f}, mean entropy {entropy:.3f}")
    for weight in (1.0, LABELS * CLASSES / PICTURES):
        plain, _ = fit("sum", 0, alpha=0.0, weight=weight)
        accuracy = (plain.net("y", x)[0].argmax(axis=1) == y).mean()
        print(f"without the classification term, labelled pictures at weight {weight}: accuracy {accuracy:.3f}")
    trained.set(xlabel="share of the test pictures", ylabel="largest $q(y\\mid x)$", ylim=(0.25, 1.02))
    trained.legend(loc="lower right", fontsize=9)
    save(figure, "db19-d2-s2-confidence")


if __name__ == "__main__":
    main()
