"""Six coupling layers trained on two moons: the codes of the data, samples, and the bridge that cannot be removed."""

import numpy as np
from db19_d3_s2_flow import RealNVP, moons, moons_log_density, train
from db19_d3_s2_six import show_log_density
from style import BLUE, GREY, ORANGE, canvas, save

LAYERS, WIDTH, STEPS, TEST, SHOWN = 6, 32, 1500, 20_000, 400


def which_moon(x: np.ndarray) -> np.ndarray:
    """True for the rows of x (n, 2) that lie nearer to the upper half circle than to the lower."""
    upper = np.abs(np.linalg.norm(x, axis=1) - 1) + 2 * np.maximum(-x[:, 1], 0)
    moved = x - [1.0, 0.5]
    lower = np.abs(np.linalg.norm(moved, axis=1) - 1) + 2 * np.maximum(moved[:, 1], 0)
    return upper < lower


def true_log_density(x: np.ndarray) -> np.ndarray:
    """`moons_log_density` in blocks, so that the table of distances stays small; shape (n,)."""
    return np.concatenate([moons_log_density(block, nodes=400) for block in np.array_split(x, 20)])


def scatter(axes, points: np.ndarray, upper: np.ndarray, title: str) -> None:
    """Points of the two moons in two colours."""
    for group, colour in ((upper, BLUE), (~upper, ORANGE)):
        axes.plot(*points[group].T, ".", ms=2.2, color=colour)
    axes.set(title=title, aspect="equal")


def main() -> None:
    """Four panels: data, codes z = f(x), samples x = g(z), and log p(x) on a grid."""
    figure, (data, codes, samples, landscape) = canvas(columns=4, width=10.6, height=2.5)
    flow = RealNVP(LAYERS, WIDTH, seed=1)
    losses = train(flow, moons, STEPS, np.random.default_rng(2))
    rng = np.random.default_rng(3)
    test = moons(TEST, rng)
    model, truth = flow.log_prob(test), true_log_density(test)
    error = np.std(truth - model) / TEST**0.5
    print(f"first loss {losses[0]:.3f}, mean of the last 100 {losses[-100:].mean():.3f}")
    print(
        f"test loss {-model.mean():.4f}, entropy {-truth.mean():.4f}, "
        f"divergence {(truth - model).mean():.4f} +- {error:.4f}"
    )
    print(f"largest |g(f(x)) - x|: {np.abs(flow.g(flow.f(test)[0]) - test).max():.1e}")
    points = test[:SHOWN]
    scatter(data, points, which_moon(points), "data $x$")
    scatter(codes, flow.f(points)[0], which_moon(points), "codes $z = f(x)$")
    for radius in (1, 2):
        angle = np.linspace(0, 2 * np.pi, 200)
        codes.plot(radius * np.cos(angle), radius * np.sin(angle), color=GREY, lw=0.8)
    made = flow.g(rng.normal(size=(TEST, 2)))
    scatter(samples, made[:SHOWN], which_moon(made[:SHOWN]), "samples $x = g(z)$")
    far = true_log_density(made) < np.quantile(truth, 0.001)
    print(f"share of samples less likely than all but 0.1 % of the data: {far.mean():.4f}")
    figure.colorbar(show_log_density(landscape, flow, (-1.6, 2.6, -1.3, 1.8)), ax=landscape, shrink=0.7)
    landscape.set_title(r"$\log p_\theta(x)$")
    for axes in (data, samples, landscape):
        axes.set(xlim=(-1.6, 2.6), ylim=(-1.3, 1.8))
    save(figure, "db19-d3-s2-moons")


if __name__ == "__main__":
    main()
