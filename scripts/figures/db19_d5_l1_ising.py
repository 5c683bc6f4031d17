"""Ising model on a 4 x 4 torus: exact answers by summing 65,536 states, mean field, and Gibbs sampling."""

import numpy as np
from style import BLUE, GREY, ORANGE, canvas, save

SIDE, SITES, CHAINS, SWEEPS, BURN = 4, 16, 20, 500, 100
TEMPERATURES = np.linspace(1.0, 6.0, 41)


def edges():
    """The 32 edges of the torus, each once, as pairs of sites 0..15."""
    sites = np.arange(SIDE**2).reshape(SIDE, SIDE)
    return np.concatenate([np.stack([sites, np.roll(sites, -1, axis)], axis=-1).reshape(-1, 2) for axis in (0, 1)])


def neighbours():
    """For each site its four neighbours, shape (16, 4)."""
    pairs = edges()
    both = np.concatenate([pairs, pairs[:, ::-1]])
    return np.stack([both[both[:, 0] == i, 1] for i in range(SIDE**2)])


def exact(temperatures):
    """Rows (mean energy and its variance, per spin; root mean square magnetization), by sums over all states."""
    states = 2 * ((np.arange(2**SITES)[:, None] >> np.arange(SITES)) & 1) - 1
    pairs = edges()
    energy = -(states[:, pairs[:, 0]] * states[:, pairs[:, 1]]).sum(axis=1)
    square = states.mean(axis=1) ** 2
    answers = []
    for temperature in temperatures:
        weight = np.exp(-(energy - energy.min()) / temperature)
        weight /= weight.sum()
        mean = weight @ energy
        answers.append((mean / SITES, (weight @ energy**2 - mean**2) / SITES, np.sqrt(weight @ square)))
    return np.array(answers)


def fixed_point(temperature):
    """The solution of m = tanh(4 m / T) that coordinate ascent reaches from m = 1."""
    m = 1.0
    for _ in range(2000):
        m = np.tanh(4 * m / temperature)
    return m


def mean_field(temperatures):
    """The three numbers of `exact` for the product of independent spins with mean m."""
    m2 = np.array([fixed_point(t) for t in temperatures]) ** 2
    return np.stack([-2 * m2, 2 * (1 - m2**2) + 12 * m2 * (1 - m2), np.sqrt(m2 + (1 - m2) / SITES)], axis=1)


def gibbs(temperature, rng):
    """The same from CHAINS chains after BURN of SWEEPS sweeps, and the share of chains that changed sign."""
    around, pairs = neighbours(), edges()
    x = rng.choice([-1, 1], size=(CHAINS, SITES))
    kept = []
    for sweep in range(SWEEPS):
        noise = rng.uniform(size=(SITES, CHAINS))
        for i in range(SITES):
            up = 1 / (1 + np.exp(-2 / temperature * x[:, around[i]].sum(axis=1)))
            x[:, i] = np.where(noise[i] < up, 1, -1)
        if sweep >= BURN:
            kept.append((-(x[:, pairs[:, 0]] * x[:, pairs[:, 1]]).sum(axis=1), x.mean(axis=1)))
    energy, mu = np.array(kept).transpose(1, 0, 2)
    changed = np.mean((mu.min(axis=0) < 0) & (mu.max(axis=0) > 0))
    return [energy.mean() / SITES, energy.var() / SITES, np.sqrt((mu**2).mean())], changed


def main() -> None:
    """Mean energy, variance of the energy, and magnetization, against the temperature, in three ways."""
    figure, panels = canvas(columns=3, width=9.6, height=2.9)
    truth, factorized = exact(TEMPERATURES), mean_field(TEMPERATURES)
    some = np.arange(0, 41, 4)
    drawn, changed = zip(*(gibbs(TEMPERATURES[k], np.random.default_rng(1)) for k in some), strict=False)
    drawn = np.array(drawn)
    titles = ("mean energy per spin", "variance of energy per spin", "root mean square magnetization")
    for k, (axes, title) in enumerate(zip(panels, titles, strict=False)):
        axes.plot(TEMPERATURES, truth[:, k], color=GREY, label="exact")
        axes.plot(TEMPERATURES, factorized[:, k], color=ORANGE, ls="--", label="mean field")
        axes.plot(TEMPERATURES[some], drawn[:, k], "o", ms=5, color=BLUE, label="Gibbs sampling")
        axes.set(xlabel="temperature $T$", title=title)
    panels[0].legend(loc="lower right")
    for t in (1.0, 2.0, 2.5, 3.0, 4.0, 5.0):
        k = int(np.argmin(abs(TEMPERATURES - t)))
        print(f"T = {t}: exact {truth[k].round(3)}, mean field {factorized[k].round(3)}, m {fixed_point(t):.3f}")
    print("errors of Gibbs:", abs(drawn - truth[some]).max(axis=0).round(3))
    print("chains that changed sign:", dict(zip(TEMPERATURES[some].tolist(), changed, strict=False)))
    save(figure, "db19-d5-l1-ising")


if __name__ == "__main__":
    main()
