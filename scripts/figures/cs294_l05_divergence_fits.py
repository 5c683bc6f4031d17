"""Fit one Gaussian to two bumps under KL, reverse KL and Jensen-Shannon: who covers, who seeks."""

import numpy as np
from scipy.optimize import minimize
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

GRID = np.linspace(-14.0, 14.0, 2801)
STEP = GRID[1] - GRID[0]
WEIGHTS, WIDTH = (0.6, 0.4), 0.5


def gaussian(mean: float, width: float) -> np.ndarray:
    """Density of N(mean, width^2) on GRID, shape [grid]; a floor keeps logarithms finite."""
    return np.exp(-0.5 * ((GRID - mean) / width) ** 2) / (width * np.sqrt(2 * np.pi)) + 1e-300


def target(half_gap: float) -> np.ndarray:
    """Two bumps at -half_gap and +half_gap with WEIGHTS, shape [grid]."""
    return WEIGHTS[0] * gaussian(-half_gap, WIDTH) + WEIGHTS[1] * gaussian(half_gap, WIDTH)


def kl(p: np.ndarray, q: np.ndarray) -> float:
    """KL(p || q) by the rectangle rule."""
    return float(np.sum(p * (np.log(p) - np.log(q))) * STEP)


def js(p: np.ndarray, q: np.ndarray) -> float:
    """Jensen-Shannon divergence of p and q, in nats."""
    middle = (p + q) / 2
    return (kl(p, middle) + kl(q, middle)) / 2


OBJECTIVES = {
    "KL, data to model": (BLUE, lambda p, q: kl(p, q)),
    "reverse KL": (ORANGE, lambda p, q: kl(q, p)),
    "Jensen-Shannon": (GREEN, js),
}


def fit(objective, p: np.ndarray, half_gap: float) -> tuple[float, float, float]:
    """Best (mean, width, value) over several starts, by Nelder-Mead on (mean, log width)."""
    starts = [(-half_gap, np.log(WIDTH)), (half_gap, np.log(WIDTH)), (0.0, np.log(half_gap + WIDTH))]
    runs = [
        minimize(lambda v: objective(p, gaussian(v[0], np.exp(v[1]))), start, method="Nelder-Mead") for start in starts
    ]
    best = min(runs, key=lambda run: run.fun)
    return float(best.x[0]), float(np.exp(best.x[1])), float(best.fun)


def main() -> None:
    """Left: the three fits at one distance. Right: the fitted width as the bumps move apart."""
    figure, (densities, widths) = canvas(columns=2, width=8.4, height=3.3)
    half_gap = 2.0
    p = target(half_gap)
    densities.fill_between(GRID, p, color=GREY, alpha=0.3, lw=0, label="target")
    for name, (color, objective) in OBJECTIVES.items():
        mean, width, value = fit(objective, p, half_gap)
        print(f"half gap {half_gap}: {name}: mean {mean:.2f}, width {width:.2f}, value {value:.3f}")
        dashes = "--" if name == "Jensen-Shannon" else "-"
        densities.plot(GRID, gaussian(mean, width), color=color, ls=dashes, label=name)
    densities.set(xlim=(-5, 6), ylim=(0, 1.2), xlabel="$x$", ylabel="density", title="best single Gaussian")
    densities.legend(fontsize=9, loc="upper right")

    gaps = np.linspace(0.1, 3.0, 30)
    for name, (color, objective) in OBJECTIVES.items():
        curve = [fit(objective, target(gap), gap)[1] for gap in gaps]
        jumps = [f"{gaps[i]:.1f}->{gaps[i + 1]:.1f}" for i in range(len(gaps) - 1) if curve[i + 1] < curve[i] - 0.15]
        print(name, "narrows between half gaps", jumps)
        widths.plot(gaps, curve, color=color, marker="o", ms=3, label=name)
    widths.axhline(WIDTH, color=GREY, ls=":", lw=1.2)
    widths.text(2.98, WIDTH - 0.17, "width of one bump", ha="right", fontsize=9, color=GREY)
    widths.set(
        xlabel="half the distance between the bumps", ylabel="fitted width", title="when it lets go", ylim=(0.2, 3.2)
    )
    save(figure, "cs294-l05-divergence-fits")


if __name__ == "__main__":
    main()
