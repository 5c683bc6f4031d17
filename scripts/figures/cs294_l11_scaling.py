"""Figure of the lecture on language models: power laws from a long tail of facts, and what each fact sees of them."""

import numpy as np
from scipy.special import zeta
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

EXPONENT, FACTS = 0.5, 1_000_000


def probabilities() -> np.ndarray:
    """p_k = k^-(1 + EXPONENT) / zeta(1 + EXPONENT) of the first FACTS facts."""
    return np.arange(1, FACTS + 1) ** -(1 + EXPONENT) / zeta(1 + EXPONENT)


def tail(known: int) -> float:
    """Probability of all facts from number known + 1 on."""
    return float(zeta(1 + EXPONENT, known + 1) / zeta(1 + EXPONENT))


def excess(p: np.ndarray, size: int, data: float) -> float:
    """Expected excess loss: facts beyond the size, and facts within it that no training example showed."""
    p = p[:size]
    return tail(len(p)) + float(p @ np.exp(data * np.log1p(-p)))


def main() -> None:
    """Loss against data for several sizes with an extrapolation from small runs; the chance to know single facts."""
    p = probabilities()
    data, fine = np.logspace(1, 7, 13), np.logspace(1, 7, 121)
    figure, (left, right) = canvas(columns=2, width=8.2, height=3.3)
    for size, color in ((10, PINK), (100, GREEN), (1000, ORANGE), (FACTS, BLUE)):
        losses = np.array([excess(p, size, d) for d in data])
        left.plot(data, losses, color=color, label=f"$N={size}$" if size < FACTS else "no limit")
        print("size", size, "loss at 1e3, 1e5, 1e7", losses[[4, 8, 12]].round(4), "tail", round(tail(size), 4))
    small = data <= 1e4
    slope, offset = np.polyfit(np.log(data[small & (data >= 100)]), np.log(losses[small & (data >= 100)]), 1)
    left.plot(data, np.exp(offset) * data**slope, ":", color="black", linewidth=1.5, label="fit to $10^2$ to $10^4$")
    left.set(
        xscale="log", yscale="log", xlabel="training examples $D$", ylabel="excess loss", title="the sum is smooth"
    )
    left.legend(fontsize=9, loc="lower left")
    for k, color in ((10, BLUE), (100, GREEN), (1000, ORANGE), (10_000, PINK)):
        right.plot(fine, 1 - (1 - p[k - 1]) ** fine, color=color, label=f"fact {k:,}".replace(",", " "))
    right.plot(data, 1 - losses / losses[0], "--", color=GREY, label="all, share of loss removed")
    right.set(
        xscale="log", xlabel="training examples $D$", ylabel="probability of being known", title="each part is a step"
    )
    right.set_ylim(-0.02, 1.55)
    right.set_yticks(np.linspace(0, 1, 6))
    right.legend(fontsize=9, loc="upper left", ncols=2)
    save(figure, "cs294-l11-scaling")
    print("slope", round(slope, 4), "expected", round(-EXPONENT / (1 + EXPONENT), 4))
    print("predicted and true at 1e7", (np.exp(offset) * data[-1] ** slope).round(5), losses[-1].round(5))
    seen = [float(np.log(2) / -np.log1p(-p[k - 1])) for k in (10, 100, 1000, 10_000)]
    print("half known at", [f"{d:.3g}" for d in seen])


if __name__ == "__main__":
    main()
