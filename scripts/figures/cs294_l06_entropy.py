"""An energy model and its sampler on a grid, with and without the entropy of the sampler in the game.

The energy is a table E(x), the sampler a table q(x). The energy climbs the value E_q[E] - E_data[E]; the sampler
descends E_q[E] - weight * H(q) by mirror steps. Nothing is random.
"""

import numpy as np
from scipy.special import logsumexp
from scipy.stats import norm
from style import BLUE, GREEN, GREY, ORANGE, RED, SKY, canvas, save

X = np.linspace(-4, 4, 81)
ROUNDS, SHOWN, ENERGY_RATE, SAMPLER_RATE = 2000, 400, 5.0, 0.2
PLAYED = ((1.0, BLUE), (0.3, GREEN), (0.0, ORANGE))


def data() -> np.ndarray:
    """Probabilities on X: two bumps of weights 0.6 and 0.4 on a little floor."""
    p = 0.6 * norm.pdf(X, -1.5, 0.5) + 0.4 * norm.pdf(X, 1.5, 0.5) + 1e-3
    return p / p.sum()


def play(weight: float) -> tuple[np.ndarray, np.ndarray]:
    """All samplers' logarithms and all energies, both [ROUNDS + 1, len(X)], from a wide sampler and a flat energy."""
    p, energy = data(), np.zeros(len(X))
    log_q = norm.logpdf(X, 0.5, 1.5)
    log_q -= logsumexp(log_q)
    samplers, energies = [log_q], [energy]
    for _ in range(ROUNDS):
        energy = energy + ENERGY_RATE * (np.exp(log_q) - p)
        log_q = log_q - SAMPLER_RATE * (energy + weight * log_q)
        log_q = log_q - logsumexp(log_q)
        samplers.append(log_q)
        energies.append(energy)
    return np.array(samplers), np.array(energies)


def divergence(log_q: np.ndarray) -> np.ndarray:
    """KL(p || q) in nats, p the data, for each row of log q."""
    p = data()
    return np.sum(p * (np.log(p) - log_q), axis=1)


def main() -> None:
    """Energies at the end, samplers without the entropy, and the divergence of the data from the sampler."""
    p, step = data(), X[1] - X[0]
    figure, (left, middle, right) = canvas(columns=3, width=8.4, height=2.9)
    for weight, color in PLAYED:
        log_q, energies = play(weight)
        gap = divergence(log_q)
        right.plot(gap[: SHOWN + 1], color=color, label=rf"$\lambda = {weight:g}$", lw=1.3)
        last = gap[ROUNDS // 2 :]
        print(f"weight {weight}: KL at first {gap[0]:.3f}, after 400 rounds {gap[400]:.2e}")
        print(f"   in the second half {last.min():.2e} to {last.max():.2e}")
        if weight:
            energy, wanted = energies[-1], -weight * np.log(p)
            left.plot(X, energy - energy.min(), color=color, label=rf"$\lambda = {weight:g}$")
            left.plot(X, wanted - wanted.min(), color=GREY, ls=":", lw=1.5)
            print(f"   energy against -weight log p, range of the difference: {np.ptp(energy - wanted):.4f}")
        else:
            total = gap / SAMPLER_RATE + np.sum(energies**2, axis=1) / (2 * ENERGY_RATE)
            print(f"   conserved: {total.min():.3f} to {total.max():.3f}")
            for at, shade in ((50, SKY), (2000, RED)):
                middle.plot(X, np.exp(log_q[at]) / step, color=shade, label=f"round {at}", lw=1.4)
            mean = np.exp(log_q[1:]).mean(axis=0)
            print(f"   KL of the mean sampler: {divergence(np.log(mean)[None])[0]:.5f}")
    left.set(xlabel="$x$", ylabel="energy", title="energy at the end", ylim=(0, 9))
    left.legend(loc="upper center", fontsize=9)
    middle.fill_between(X, p / step, color=GREY, alpha=0.3, lw=0, label="data")
    middle.set(xlabel="$x$", ylabel="density", title=r"samplers, $\lambda = 0$", ylim=(0, 1.1))
    middle.legend(fontsize=8, loc="upper right")
    right.set(
        xlabel="round", yscale="log", ylim=(1e-4, 2), title=r"$D_{\mathrm{KL}}(p_{\mathrm{data}} \,\Vert\, q)$, nats"
    )
    right.legend(fontsize=9)
    save(figure, "cs294-l06-entropy")


if __name__ == "__main__":
    main()
