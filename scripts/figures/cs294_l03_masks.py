"""What one coupling layer gains on a smooth Gaussian image, mask by mask, and what eight layers leave over."""

from itertools import pairwise

import numpy as np
from style import BLUE, GREY, ORANGE, canvas, save

SIDE, LENGTH = 16, 8.0


def covariance() -> np.ndarray:
    """exp(-distance / LENGTH) between the pixels of a SIDE x SIDE image, shape (SIDE^2, SIDE^2)."""
    place = np.stack(np.meshgrid(np.arange(SIDE), np.arange(SIDE), indexing="ij"), axis=-1).reshape(-1, 2)
    return np.exp(-np.linalg.norm(place[:, None] - place[None], axis=-1) / LENGTH)


def masks(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Kept pixels (True) of four masks, each of shape (SIDE, SIDE), half of the pixels each."""
    row, column = np.indices((SIDE, SIDE))
    random = np.zeros(SIDE**2, dtype=bool)
    random[rng.permutation(SIDE**2)[: SIDE**2 // 2]] = True
    return {
        "checkerboard": (row + column) % 2 == 0,
        "stripes": row % 2 == 0,
        "random": random.reshape(SIDE, SIDE),
        "halves": row < SIDE // 2,
    }


def conditional(cov: np.ndarray, kept: np.ndarray, moved: np.ndarray) -> np.ndarray:
    """Covariance of the pixels `moved` given the pixels `kept` (index arrays)."""
    cross = cov[np.ix_(kept, moved)]
    return cov[np.ix_(moved, moved)] - cross.T @ np.linalg.solve(cov[np.ix_(kept, kept)], cross)


def total_correlation(cov: np.ndarray) -> float:
    """Sum of the entropies of the coordinates less the joint entropy of N(0, cov), in nats."""
    return 0.5 * float(np.log(np.diag(cov)).sum() - np.linalg.slogdet(cov)[1])


def gain(cov: np.ndarray, kept: np.ndarray, moved: np.ndarray) -> float:
    """Sum over moved pixels of their mutual information with the kept ones, in nats."""
    before, after = np.diag(cov)[moved], np.diag(conditional(cov, kept, moved))
    return 0.5 * float(np.log(before / after).sum())


def splits(scheme: str) -> list[np.ndarray]:
    """The pixels still kept after 0, 1, ..., 8 splits: every second one of them leaves, or a whole half leaves."""
    row, column = np.indices((SIDE, SIDE))
    kept, result = np.ones((SIDE, SIDE), dtype=bool), [np.arange(SIDE**2)]
    for level in range(2 * int(np.log2(SIDE))):
        step, half = 2 ** (level // 2), SIDE // 2 ** (level // 2 + 1)
        if scheme == "interleaved":
            kept = kept & ((row // step + column // step) % 2 == 0 if level % 2 == 0 else row // step % 2 == 0)
        else:
            kept = kept & (row < half if level % 2 == 0 else column < half)
        result.append(np.flatnonzero(kept))
    return result


def remaining(cov: np.ndarray, chain: list[np.ndarray]) -> list[float]:
    """Total correlation of the codes after each split, when each layer predicts the pixels that leave."""
    left, values = 0.0, [total_correlation(cov)]
    for before, kept in pairwise(chain):
        left += total_correlation(conditional(cov, kept, np.setdiff1d(before, kept)))
        values.append(left + total_correlation(cov[np.ix_(kept, kept)]))
    return values


def main() -> None:
    """Left: the masks; middle: gain of one layer; right: total correlation left after several layers."""
    cov, pixels = covariance(), SIDE**2
    total = total_correlation(cov) / pixels
    print(f"total correlation {total:.3f} nats per pixel")
    figure, (pictures, bars, curves) = canvas(columns=3, width=9.6, height=3.1)
    chosen = masks(np.random.default_rng(1))
    tiles = np.full((2 * SIDE + 4, 2 * SIDE + 4), 0.0)
    for index, (name, kept) in enumerate(chosen.items()):
        top, left = (SIDE + 4) * (index // 2), (SIDE + 4) * (index % 2)
        tiles[top : top + SIDE, left : left + SIDE] = np.where(kept, 0.85, 0.25)
        pictures.text(left + SIDE / 2 - 0.5, top + SIDE + 0.3, name, ha="center", va="top", fontsize=9.5)
        value = gain(cov, np.flatnonzero(kept), np.flatnonzero(~kept)) / pixels
        print(f"{name}: {value:.3f} nats per pixel, {100 * value / total:.0f} % of the total")
        bars.bar(name, value, color=BLUE if name != "halves" else ORANGE, width=0.65)
    pictures.imshow(tiles, cmap="Greys", vmin=0, vmax=1)
    pictures.set(title="kept (dark) and moved pixels", ylim=(2 * SIDE + 7, -1))
    pictures.axis("off")
    bars.axhline(total, color=GREY, ls="--", lw=1.2)
    bars.text(3.4, total - 0.02, "all there is", ha="right", va="top", fontsize=9.5, color=GREY)
    bars.set(title="gain of one layer", ylabel="nats per pixel")
    bars.tick_params(axis="x", labelsize=8.5)
    for scheme, colour in (("interleaved", BLUE), ("halves", ORANGE)):
        values = np.array(remaining(cov, splits(scheme))) / pixels
        print(scheme, "left after each layer:", np.round(values, 3))
        curves.plot(values, color=colour, marker="o", ms=4, label=scheme)
    curves.set(title="what is left", xlabel="layers", ylabel="nats per pixel", ylim=(0, None))
    curves.legend(fontsize=9.5)
    save(figure, "cs294-l03-masks")


if __name__ == "__main__":
    main()
