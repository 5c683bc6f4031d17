"""What statistical parity costs on a simulated admission: accuracy against the gap of the acceptance rates."""

import numpy as np
from scipy.special import expit, logit
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, SKY, canvas, save

BASE = np.array([0.2, 0.5])
EVIDENCE = 2.0
APPLICANTS = 40_000


def sample(rng: np.random.Generator) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Groups, labels in {0, 1} and scores of the applicants, each of shape (APPLICANTS,)."""
    group = rng.integers(0, 2, APPLICANTS)
    label = (rng.random(APPLICANTS) < BASE[group]).astype(int)
    return group, label, EVIDENCE * (label - 0.5) + rng.normal(size=APPLICANTS)


def cut(posterior: np.ndarray | float, base: np.ndarray | float = BASE, evidence: float = EVIDENCE) -> np.ndarray:
    """The score at which the posterior of the positive label is `posterior`, for each base rate."""
    return (logit(posterior) - logit(base)) / evidence


def exact(cuts: np.ndarray, evidence: float = EVIDENCE) -> tuple[np.ndarray, np.ndarray]:
    """Gap of the acceptance rates and accuracy, from one cut for each group in the last axis."""
    tpr, fpr = norm.sf(cuts - evidence / 2), norm.sf(cuts + evidence / 2)
    accept = BASE * tpr + (1 - BASE) * fpr
    return accept[..., 1] - accept[..., 0], np.mean(BASE * tpr + (1 - BASE) * (1 - fpr), axis=-1)


def simulated(cuts: np.ndarray, group: np.ndarray, label: np.ndarray, score: np.ndarray) -> tuple[float, float]:
    """The same two numbers, counted on the applicants."""
    accept = score > cuts[group]
    return accept[group == 1].mean() - accept[group == 0].mean(), np.mean(accept == label)


def parity_front(evidence: float) -> tuple[np.ndarray, np.ndarray]:
    """Gap and accuracy of the best classifiers: thresholds 1/2 - l in group 0 and 1/2 + l in group 1."""
    shift = np.linspace(0, 0.49, 4000)[:, None] * np.array([-1, 1])
    gap, accuracy = exact(cut(0.5 + shift, BASE, evidence), evidence)
    return gap[gap >= 0], accuracy[gap >= 0]


def drawn_targets(target: float, group: np.ndarray, label: np.ndarray, score: np.ndarray) -> tuple[float, float]:
    """Gap and accuracy when acceptance is drawn from the fitted probability of the latent target label."""
    upper = np.minimum(1, BASE / target)
    lower = np.maximum(0, (BASE - target) / (1 - target))
    posterior = expit(logit(BASE[group]) + EVIDENCE * score)
    accept = np.clip((posterior - lower[group]) / (upper - lower)[group], 0, 1)
    rate = [accept[group == s].mean() for s in (0, 1)]
    print("latent target labels, drawn: acceptance rates", np.round(rate, 4))
    return rate[1] - rate[0], np.mean(np.where(label == 1, accept, 1 - accept))


def main() -> None:
    """Draw the fronts for three strengths of the evidence and the simulated points of five rules."""
    applicants = sample(np.random.default_rng(0))
    figure, (axes,) = canvas(height=3.8)
    for evidence, colour in ((1.0, SKY), (EVIDENCE, BLUE)):
        gap, accuracy = parity_front(evidence)
        axes.plot(gap, accuracy, color=colour, label=f"best classifiers, $\\delta$ = {evidence:g}")
        print(f"evidence {evidence:g}: free {accuracy[0]:.4f} at gap {gap[0]:.4f}; parity {accuracy[-1]:.4f}")
    ideal = np.array([0, BASE[1] - BASE[0]])
    axes.plot(ideal, 1 - (ideal[1] - ideal) / 2, color=GREY, linestyle="--", label=r"labels known ($\delta\to\infty$)")
    axes.plot(0.5, 0.9, "s", color=GREY)
    axes.text(0.5, 0.915, "lazy rule,\nlabels known", color=GREY, ha="center")

    shift = np.linspace(0, 0.49, 4000)[:, None] * np.array([-1, 1])
    parity = cut(0.5 + shift)[np.argmin(np.abs(exact(cut(0.5 + shift))[0]))]
    rules = {
        "group thresholds at parity": (parity, GREEN, "o"),
        "latent targets, thresholded": (cut(np.array([2 / 7, 8 / 13])), ORANGE, "D"),
        "score alone, or reweighed": (np.repeat(cut(0.5, 0.35), 2), PINK, "^"),
        "most accurate": (cut(0.5), RED, "v"),
    }
    for name, (cuts, colour, marker) in rules.items():
        gap, accuracy = simulated(cuts, *applicants)
        axes.plot(gap, accuracy, marker, color=colour, label=name, linestyle="none")
        tpr, fpr = norm.sf(cuts - 1), norm.sf(cuts + 1)
        posterior = expit(logit(BASE) + EVIDENCE * cuts)
        print(f"{name}: simulated gap {gap:.4f}, accuracy {accuracy:.4f}; exact", np.round(exact(cuts), 4))
        print("   posterior thresholds", np.round(posterior, 3), "accept", np.round(BASE * tpr + (1 - BASE) * fpr, 4))
        print("   TPR", np.round(tpr, 4), "FPR", np.round(fpr, 4))
    gap, accuracy = drawn_targets(0.35, *applicants)
    axes.plot(gap, accuracy, "D", color=ORANGE, fillstyle="none", label="latent targets, drawn", linestyle="none")
    print(f"   gap {gap:.4f}, accuracy {accuracy:.4f}")
    axes.set(
        xlabel="gap of the acceptance rates, green minus blue", ylabel="accuracy", xlim=(-0.01, 0.56), ylim=(0.64, 1.01)
    )
    axes.legend(loc="lower right", fontsize=9.5, ncols=2)
    save(figure, "db19-d2-l3-parity-cost")


if __name__ == "__main__":
    main()
