"""Equalised odds against predictive parity: the predictive values part with the base rates."""

import numpy as np
from style import BLUE, GREEN, GREY, canvas, save

TPR, FPR = 0.8, 0.1
BASE_RATES = {"blue": (0.52, BLUE), "green": (0.38, GREEN)}
TEST_POINTS = {"blue": (1200 / 4800, 4800 / 5200), "green": (800 / 6200, 3200 / 3800)}


def ppv(tpr: float, fpr: float, base: np.ndarray) -> np.ndarray:
    """Positive predictive value by Bayes' rule, one value for each base rate."""
    return tpr * base / (tpr * base + fpr * (1 - base))


def tpr_of_equal_ppv(fpr: np.ndarray, value: float, base: float) -> np.ndarray:
    """The true positive rate at which the predictive value is `value`, one for each false positive rate."""
    return fpr * value / (1 - value) * (1 - base) / base


def main() -> None:
    """Left: PPV and NPV of two groups whose base rates part. Right: where the PPV is 0.8 in each group."""
    figure, (left, right) = canvas(columns=2, height=3.4)
    gap = np.linspace(0, 0.8, 200)
    low, high = 0.5 - gap / 2, 0.5 + gap / 2
    left.plot(gap, ppv(TPR, FPR, high), color=GREEN)
    left.plot(gap, ppv(TPR, FPR, low), color=BLUE)
    left.plot(gap, ppv(1 - FPR, 1 - TPR, 1 - high), color=GREEN, linestyle="--")
    left.plot(gap, ppv(1 - FPR, 1 - TPR, 1 - low), color=BLUE, linestyle="--")
    left.text(0.02, 0.22, "green: base rate $(1+g)/2$\nblue: base rate $(1-g)/2$\nsolid PPV, dashed NPV", fontsize=10)
    left.set(
        xlabel="gap $g$ of the base rates", ylabel="predictive value", ylim=(0.2, 1), title="TPR 0.8, FPR 0.1 in both"
    )

    grid = np.linspace(0, 1, 200)
    for group, (base, colour) in BASE_RATES.items():
        right.plot(grid, tpr_of_equal_ppv(grid, 0.8, base), color=colour)
        right.plot(*TEST_POINTS[group], "o", color=colour)
    right.annotate("blue, base rate 0.52", TEST_POINTS["blue"], (0.31, 0.91), color=BLUE)
    right.annotate(
        "green, base rate 0.38",
        TEST_POINTS["green"],
        (0.31, 0.8),
        color=GREEN,
        arrowprops={"arrowstyle": "-", "color": GREEN},
    )
    right.plot([0, 1], [0, 1], color=GREY, linewidth=0.9, linestyle=":")
    right.text(0.6, 0.5, "TPR = FPR", color=GREY)
    right.set(xlabel="FPR", ylabel="TPR", xlim=(-0.01, 1), ylim=(0, 1.02), title="the lines PPV = 0.8")
    save(figure, "db19-d2-l3-impossibility")
    for base in (0.3, 0.7):
        print(f"base rate {base}: PPV {ppv(TPR, FPR, base):.3f}, NPV {ppv(1 - FPR, 1 - TPR, 1 - base):.3f}")


if __name__ == "__main__":
    main()
