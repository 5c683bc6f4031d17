"""Codes of pictures with one square in the plane: an autoencoder beside a variational autoencoder."""

import numpy as np
from db19_d2_s1_draw import Draw, all_corners, is_picture, paint, train
from style import BLUE, GREY, ORANGE, canvas, save

SEEDS, UPDATES, DRAWS = (1, 2, 3), 2000, 4000
PICTURES = paint(all_corners(1))


def one_square(n: int, rng: np.random.Generator) -> np.ndarray:
    """n images with one square at a uniform place: (n, 64)."""
    return PICTURES[rng.integers(0, len(PICTURES), n)]


def codes(model: Draw) -> np.ndarray:
    """The means of q(z | x) for the 36 pictures: (36, 2)."""
    _, kept = model.forward(PICTURES, np.zeros((1, len(PICTURES), 2), np.float32))
    return kept[0][3]


def good(model: Draw, z: np.ndarray) -> np.ndarray:
    """Does the rounded decoding of the codes z (n, 2) show exactly one square? (n,)"""
    return is_picture(model.decode(z[None])[-1], 1)


def shares(model: Draw, rng: np.random.Generator) -> list[float]:
    """Share of good decodings: of the prior, of a normal law fitted to the codes, of midpoints of two codes."""
    mean = codes(model)
    fitted = rng.multivariate_normal(mean.mean(axis=0), np.cov(mean.T), DRAWS)
    one, other = mean[rng.integers(0, len(mean), (2, DRAWS))]
    return [float(good(model, z).mean()) for z in (rng.standard_normal((DRAWS, 2)), fitted, 0.5 * (one + other))]


def show_plane(axes, model: Draw, name: str) -> None:
    """The codes as dots, the prior as a circle of radius 2, and shaded the region that decodes to pictures."""
    mean = codes(model)
    reach = 1.15 * max(np.abs(mean).max(), 2.2)
    line = np.linspace(-reach, reach, 160)
    grid = np.stack(np.meshgrid(line, line), axis=-1).reshape(-1, 2)
    region = good(model, grid).reshape(160, 160)
    axes.imshow(region, extent=(-reach, reach) * 2, origin="lower", cmap="Blues", vmin=0, vmax=3.5)
    axes.plot(*mean.T, ".", ms=4, color=ORANGE)
    angle = np.linspace(0, 2 * np.pi, 200)
    axes.plot(2 * np.cos(angle), 2 * np.sin(angle), color="black", lw=1.2)
    axes.set(title=name, aspect="equal", xlabel="$z_1$", ylabel="$z_2$")
    print(f"{name}: standard deviation of the codes {mean.std(axis=0).round(2)}")


def show_shares(axes, table: np.ndarray) -> None:
    """One dot for each seed: table (2 models, seeds, 3 kinds of codes)."""
    for kind, (color, name) in enumerate(((BLUE, "autoencoder"), (ORANGE, "VAE"))):
        for seed in range(table.shape[1]):
            axes.plot(
                np.arange(3) + 0.2 * kind - 0.1, table[kind, seed], "o", ms=6, color=color, label=None if seed else name
            )
    axes.set(xlim=(-0.5, 2.5), ylim=(0, 1), xticks=range(3), xticklabels=["prior", "fitted\nnormal", "mid-\npoints"])
    axes.set_title("share of pictures", color=GREY)
    axes.legend(loc="upper left", fontsize=9)


def main() -> None:
    """Train both kinds from three seeds; planes of the first seed, shares of all."""
    figure, (left, middle, right) = canvas(columns=3, width=9.6, height=3.2)
    kinds = {"autoencoder": (0.0, 0.0), "VAE": (1.0, 1.0)}
    table = np.empty((2, len(SEEDS), 3))
    for row, (name, (spread, beta)) in enumerate(kinds.items()):
        for column, seed in enumerate(SEEDS):
            model = train(Draw(1, 2, 64, seed, spread=spread, beta=beta), one_square, UPDATES, seed=2, rate=5e-3)
            table[row, column] = shares(model, np.random.default_rng(7))
            right_codes = ((model.decode(codes(model)[None])[-1] > 0) == (PICTURES > 0)).all(axis=1).mean()
            print(f"{name}, seed {seed}: shares {table[row, column].round(3)}, exact reconstructions {right_codes:.2f}")
            if seed == SEEDS[0]:
                show_plane((left, middle)[row], model, name)
    show_shares(right, table)
    save(figure, "db19-d2-s1-codes")


if __name__ == "__main__":
    main()
