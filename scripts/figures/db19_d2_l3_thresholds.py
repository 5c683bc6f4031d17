"""Post-processing: the points that four fairness rules choose on the ROC curves of two groups."""

import numpy as np
from scipy.optimize import brentq
from scipy.special import logit
from scipy.stats import norm
from style import BLUE, GREEN, GREY, canvas, save

EVIDENCE = np.array([1.2, 2.2])
BASE = np.array([0.25, 0.55])
CAPACITY = 0.4


def rates(cuts: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """FPR and TPR of each group, shape (2,), when group s is accepted above its cut."""
    return norm.sf(cuts + EVIDENCE / 2), norm.sf(cuts - EVIDENCE / 2)


def roc(fpr: np.ndarray, evidence: float) -> np.ndarray:
    """TPR on the ROC curve of a group at each FPR."""
    return norm.sf(norm.isf(fpr) - evidence)


def acceptance(fpr: np.ndarray, tpr: np.ndarray) -> np.ndarray:
    """Acceptance rate of each group by the identity AR = TPR BR + FPR (1 - BR)."""
    return tpr * BASE + fpr * (1 - BASE)


def cut_for(value: float, index: int, group: int) -> float:
    """The cut at which group `group` has FPR (index 0), TPR (1) or acceptance rate (2) `value`."""

    def miss(cut: float) -> float:
        fpr, tpr = rates(np.full(2, cut))
        return (fpr, tpr, acceptance(fpr, tpr))[index][group] - value

    return brentq(miss, -8, 8)


def cuts_at_capacity(index: int) -> np.ndarray:
    """Cuts of both groups that equalise the rate `index` and accept the share CAPACITY; groups are equally large."""

    def cuts(value: float) -> np.ndarray:
        return np.array([cut_for(value, index, group) for group in (0, 1)])

    return cuts(brentq(lambda value: acceptance(*rates(cuts(value))).mean() - CAPACITY, 0.01, 0.98))


def most_positives() -> np.ndarray:
    """Cuts that put one threshold on the posterior of both groups and accept the share CAPACITY."""

    def cuts(threshold: float) -> np.ndarray:
        return (logit(threshold) - logit(BASE)) / EVIDENCE

    return cuts(brentq(lambda threshold: acceptance(*rates(cuts(threshold))).mean() - CAPACITY, 0.01, 0.99))


def equalised_odds() -> tuple[float, float]:
    """The common point on the lower ROC curve that accepts the share CAPACITY."""
    fpr = brentq(lambda fpr: acceptance(fpr, roc(fpr, EVIDENCE[0])).mean() - CAPACITY, 1e-6, 1 - 1e-6)
    return fpr, float(roc(fpr, EVIDENCE[0]))


def main() -> None:
    """Draw both curves, the region open to both groups and the points of four rules."""
    figure, (axes,) = canvas(width=6.0, height=4.2)
    grid = np.linspace(0, 1, 500)
    for evidence, colour, group in zip(EVIDENCE, (BLUE, GREEN), ("blue", "green"), strict=True):
        axes.plot(grid, roc(grid, evidence), color=colour, label=f"ROC curve, {group} group")
    axes.fill_between(grid, grid, roc(grid, EVIDENCE[0]), color=GREY, alpha=0.12, linewidth=0)
    rules = {
        "one posterior threshold": (most_positives(), "s"),
        "statistical parity": (cuts_at_capacity(2), "^"),
        "equality of opportunity": (cuts_at_capacity(1), "o"),
    }
    for name, (cuts, marker) in rules.items():
        fpr, tpr = rates(cuts)
        axes.plot(fpr, tpr, color=GREY, linewidth=0.9, linestyle=":")
        axes.plot(fpr[:1], tpr[:1], marker, color=BLUE)
        axes.plot(fpr[1:], tpr[1:], marker, color=GREEN)
        axes.plot([], [], marker, color=GREY, label=name)
        print(f"{name}: FPR {np.round(fpr, 3)} TPR {np.round(tpr, 3)} AR {np.round(acceptance(fpr, tpr), 3)}")
        print(f"   positives accepted, as a share of all applicants: {np.mean(BASE * tpr):.4f}")
    point = equalised_odds()
    axes.plot(*point, "*", color="black", markersize=12, label="equalised odds (both groups)", linestyle="none")
    print(f"equalised odds: FPR {point[0]:.3f} TPR {point[1]:.3f}; positives accepted {np.mean(BASE) * point[1]:.4f}")
    axes.set(xlabel="FPR", ylabel="TPR", xlim=(0, 1), ylim=(0, 1.01))
    axes.legend(loc="lower right", fontsize=9.5)
    save(figure, "db19-d2-l3-thresholds")


if __name__ == "__main__":
    main()
