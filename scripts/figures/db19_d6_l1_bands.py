"""One regression, three ways to an ensemble: Hamiltonian chains, a factorized Gaussian, restarts."""

import numpy as np
from scipy.special import logsumexp
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

HIDDEN, NOISE, SCALE = 20, 0.1, np.concatenate([np.full(20, 3.0), np.full(20, 2.0), np.full(20, 0.35), [1.0]])


def truth(x):
    """The function behind the data."""
    return np.sin(3 * x) / 1.5 + 0.3 * x


def toy_data(rng):
    """Inputs and targets (30,) with a gap in the middle."""
    x = np.concatenate([rng.uniform(-1.2, -0.4, 15), rng.uniform(0.4, 1.2, 15)])
    return x, truth(x) + NOISE * rng.normal(size=30)


def network(w, x):
    """Outputs (K, n) of K networks with weights w (K, 61) in units of the prior, and hidden values (K, n, H)."""
    v = w * SCALE
    h = np.tanh(v[:, None, :HIDDEN] * x[None, :, None] + v[:, None, HIDDEN : 2 * HIDDEN])
    return np.einsum("knh,kh->kn", h, v[:, 2 * HIDDEN : 3 * HIDDEN]) + v[:, -1:], h


def slope(w, x, t):
    """Gradient (K, 61) of the log-likelihood of all data by the weights."""
    y, h = network(w, x)
    r = (t - y) / NOISE**2
    back = r[:, :, None] * (w * SCALE)[:, None, 2 * HIDDEN : 3 * HIDDEN] * (1 - h**2)
    parts = [np.einsum("knh,n->kh", back, x), back.sum(1), np.einsum("kn,knh->kh", r, h), r.sum(1)[:, None]]
    return np.concatenate(parts, axis=1) * SCALE


def adam(gradient, start, steps, rate):
    """Ascent by Adam with a step size that falls linearly to zero."""
    w, m, v = start.copy(), np.zeros_like(start), np.zeros_like(start)
    for k in range(1, steps + 1):
        g = gradient(w)
        m, v = 0.9 * m + 0.1 * g, 0.999 * v + 0.001 * g**2
        w += rate * (1 - k / steps) * (m / (1 - 0.9**k)) / (np.sqrt(v / (1 - 0.999**k)) + 1e-8)
    return w


def restarts(x, t, members, rng):
    """Deep ensemble: `members` fits (K, 61) by maximum likelihood from independent draws of the prior."""
    return adam(lambda w: slope(w, x, t), rng.normal(size=(members, SCALE.size)), 2000, 0.02)


def mean_field(x, t, samples, rng):
    """Draws (samples, 61) from the fitted factorized Gaussian; eight weight samples a step."""
    size = SCALE.size

    def gradient(phi):
        mu, sigma = phi[0], np.exp(phi[1])
        noise = rng.normal(size=(8, size))
        g = slope(mu + sigma * noise, x, t)
        return np.stack([g.mean(0) - mu, (g * noise).mean(0) * sigma - sigma**2 + 1])

    phi = adam(gradient, np.stack([rng.normal(size=size), np.full(size, -3.0)]), 6000, 0.02)
    return phi[0] + np.exp(phi[1]) * rng.normal(size=(samples, size))


def hamiltonian(x, t, start, steps, rng, eps=0.012, path=30):
    """Draws (chains * kept, 61) of Hamiltonian Monte Carlo, one chain from each start; first half dropped."""

    def density(w):
        return -0.5 * np.sum((t - network(w, x)[0]) ** 2, axis=1) / NOISE**2 - 0.5 * np.sum(w**2, axis=1)

    w, kept, accepted = start, [], 0.0
    for k in range(steps):
        p = rng.normal(size=w.shape)
        new, energy = w, density(w) - 0.5 * np.sum(p**2, axis=1)
        p = p + 0.5 * eps * (slope(new, x, t) - new)
        for i in range(path):
            new = new + eps * p
            p = p + eps * (slope(new, x, t) - new) * (0.5 if i == path - 1 else 1.0)
        ok = np.log(rng.uniform(size=len(w))) < density(new) - 0.5 * np.sum(p**2, axis=1) - energy
        w, accepted = np.where(ok[:, None], new, w), accepted + ok.mean() / steps
        if k >= steps // 2 and k % 5 == 0:
            kept.append(w)
    print(f"accepted {accepted:.2f}")
    return np.concatenate(kept)


def scores(w, x, t, sizes, rng):
    """Mean test log density of averages over k of the networks, for each k, over 200 random subsets."""
    log_p = -0.5 * ((t - network(w, x)[0]) / NOISE) ** 2 - 0.5 * np.log(2 * np.pi * NOISE**2)
    picks = {k: [rng.choice(len(w), k, replace=False) for _ in range(200)] for k in sizes}
    return [np.mean([logsumexp(log_p[i], axis=0).mean() - np.log(k) for i in picks[k]]) for k in sizes]


def main() -> None:
    """Three bands and the test score over the size of the ensemble."""
    rng = np.random.default_rng(0)
    x, t = toy_data(rng)
    fits = restarts(x, t, 40, rng)
    ways = {
        "Hamiltonian chains": (hamiltonian(x, t, fits[:8], 400, rng), GREEN),
        "factorized Gaussian": (mean_field(x, t, 400, rng), ORANGE),
        "40 restarts": (fits, BLUE),
    }
    figure, panels = canvas(columns=4, width=9.6, height=2.7)
    grid = np.linspace(-1.6, 1.6, 161)
    x_test = rng.uniform(-1.2, 1.2, 400)
    t_test = truth(x_test) + NOISE * rng.normal(size=400)
    sizes = [1, 2, 4, 8, 16, 32]
    for panel, (name, (w, colour)) in zip(panels, ways.items(), strict=False):
        y = network(w, grid)[0]
        mean, spread = y.mean(0), y.std(0)
        panel.fill_between(grid, mean - 2 * spread, mean + 2 * spread, color=colour, alpha=0.3, lw=0)
        panel.plot(grid, mean, color=colour)
        panel.plot(grid, truth(grid), "--", color=GREY, lw=1)
        panel.plot(x, t, ".", color="black", ms=4)
        panel.set(title=name, ylim=(-2.2, 2.2), xlabel="$x$")
        values = scores(w, x_test, t_test, sizes, rng)
        print(name, f"spread at 0: {spread[80]:.3f}, at 0.8: {spread[120]:.3f}", np.round(values, 2), len(w))
        panels[3].plot(sizes, values, "o-", ms=3.5, color=colour)
    panels[3].set(xscale="log", xlabel="ensemble size $K$", title="test log density")
    panels[3].set_xticks(sizes, [str(s) for s in sizes])
    panels[3].minorticks_off()
    save(figure, "db19-d6-l1-bands")


if __name__ == "__main__":
    main()
