"""Figure of the Bayesian framework note: what two tosses and a thousand tosses say about a coin."""

import numpy as np
from scipy.special import betaln
from scipy.stats import beta
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

PRIORS = ((2, 2, GREEN), (10, 30, ORANGE), (100, 300, BLUE))


def posterior(a: float, b: float, heads: int, tails: int) -> tuple[float, float]:
    """Parameters of the Beta posterior of the chance of heads under the prior Beta(a, b)."""
    return a + heads, b + tails


def log_evidence(a: float, b: float, heads: int, tails: int) -> float:
    """log p(X) of one sequence of tosses, the parameter integrated out: log B(a', b') - log B(a, b)."""
    return float(betaln(a + heads, b + tails) - betaln(a, b))


def report(a: float, b: float, heads: int, tails: int) -> None:
    """Print the posterior's mean, mode, spread and central 95 % interval, and how the evidence judges a fair coin."""
    after = posterior(a, b, heads, tails)
    low, high = beta.interval(0.95, *after)
    mode = (after[0] - 1) / (sum(after) - 2)
    fair = -(heads + tails) * np.log(2) - log_evidence(a, b, heads, tails)
    print(f"Beta({a},{b}), {heads} heads {tails} tails: mean {beta.mean(*after):.4f}, mode {mode:.4f}, sd "
          f"{beta.std(*after):.4f}, 95 % {low:.3f} to {high:.3f}, P(theta > 0.9) {beta.sf(0.9, *after):.3f}, "
          f"fair : unknown = {np.exp(fair):.3g} : 1")  # fmt: skip


def draw_two(axis) -> None:
    """The prior Beta(2, 2), the posterior after two heads, and the maximum likelihood estimate."""
    theta = np.linspace(0, 1, 401)
    axis.plot(theta, beta.pdf(theta, 2, 2), color=GREY, ls="--", label="prior")
    axis.plot(theta, beta.pdf(theta, *posterior(2, 2, 2, 0)), color=GREEN, label="posterior")
    axis.axvline(1, color=RED, lw=2.4)
    axis.text(0.975, 2.42, r"$\theta_{ML} = 1$", color=RED, ha="right")
    axis.text(0.36, 1.52, r"Beta$(2, 2)$", color=GREY, ha="right")
    axis.text(0.62, 2.06, r"Beta$(4, 2)$", color=GREEN, ha="right")
    axis.set(
        xlim=(0, 1.02), ylim=(0, 2.7), xlabel=r"chance of heads $\theta$", ylabel="density", title="two tosses: H, H"
    )


def draw_thousand(axis) -> None:
    """Posteriors after 511 heads in 1000 tosses, under three priors that disagreed before."""
    theta = np.linspace(0.33, 0.58, 501)
    for a, b, colour in PRIORS:
        axis.plot(theta, beta.pdf(theta, *posterior(a, b, 511, 489)), color=colour, label=rf"Beta$({a}, {b})$")
    axis.axvline(0.511, color=RED, lw=1.2)
    axis.text(0.514, 31.0, r"$\theta_{ML} = 0.511$", color=RED)
    axis.set(xlim=(0.33, 0.58), ylim=(0, 34), xlabel=r"chance of heads $\theta$", title="1000 tosses: 511 heads")
    axis.legend(title="prior", loc="upper left", fontsize=9)


def main() -> None:
    """Draw both panels, write the file and print the numbers of the note."""
    figure, (two, thousand) = canvas(columns=2, width=8.2, height=3.2)
    draw_two(two)
    draw_thousand(thousand)
    for heads, tails in ((2, 0), (511, 489)):
        for a, b in ((1, 1), *(prior[:2] for prior in PRIORS)):
            report(a, b, heads, tails)
    save(figure, "db19-d1-l1-coin")


if __name__ == "__main__":
    main()
