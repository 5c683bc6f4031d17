"""Bias amplification: the share of a majority that maximum-a-posteriori decisions report, against the evidence."""

import numpy as np
from scipy.optimize import brentq
from scipy.special import logit
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

EVIDENCE = np.linspace(0.05, 6, 400)
TRAINING_SHARES = {0.55: GREEN, 2 / 3: BLUE, 0.8: ORANGE}


def predicted_share(share: float, evidence: float | np.ndarray) -> float | np.ndarray:
    """Share of inputs decided as the majority, from its true share and the evidence (distance of the two means)."""
    shift = logit(share) / evidence
    return share * norm.cdf(evidence / 2 + shift) + (1 - share) * norm.cdf(-evidence / 2 + shift)


def main() -> None:
    """Draw one curve for each training share and print where the shares of the imSitu example are met."""
    figure, (axes,) = canvas()
    for share, colour in TRAINING_SHARES.items():
        axes.plot(EVIDENCE, predicted_share(share, EVIDENCE), color=colour, label=f"training share {share:.2f}")
        axes.axhline(share, color=colour, linewidth=0.9, linestyle=":")
    met = brentq(lambda evidence: predicted_share(2 / 3, evidence) - 0.84, 0.1, 6)
    axes.plot(met, 0.84, "o", color=BLUE)
    axes.annotate(
        rf"0.84 at $\delta$ = {met:.2f}",
        (met, 0.84),
        (1.7, 0.745),
        color=BLUE,
        arrowprops={"arrowstyle": "-", "color": BLUE},
    )
    axes.text(6.0, 0.505, "dotted: no amplification", color=GREY, ha="right", va="bottom")
    axes.set(
        xlabel=r"evidence $\delta$ in the input", ylabel="share decided as majority", ylim=(0.49, 1.02), xlim=(0, 6)
    )
    axes.legend(loc="upper right")
    save(figure, "db19-d2-l3-amplification")
    print(f"evidence at which a share of 2/3 is reported as 0.84: {met:.3f}")
    least = [np.min(predicted_share(share, EVIDENCE) - share) for share in TRAINING_SHARES]
    print("least amplification on the grid:", np.round(least, 4))


if __name__ == "__main__":
    main()
