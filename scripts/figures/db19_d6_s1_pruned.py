"""A small network trained by sparse variational dropout: where its log alpha lie, what it looks at, where to cut."""

import numpy as np
from db19_d6_s1_network import SIDE, THRESHOLD, accuracy, bars, bound, kept, log_alpha, train
from style import BLUE, GREEN, GREY, ORANGE, canvas, save


def stored_bytes(layers):
    """Bytes of the dense means, and of the kept ones in compressed-row form with 4-byte values and 2-byte indices."""
    alive = [log_alpha(layer) < THRESHOLD for layer in layers]
    dense = sum(4 * a.size for a in alive)
    return dense, sum(6 * int(a.sum()) + 2 * (a.shape[0] + 1) for a in alive)


def main() -> None:
    """Left: histogram. Middle: kept weights by pixel. Right: accuracy and number kept over the threshold."""
    rng = np.random.default_rng(0)
    x, t = bars(1000, rng)
    x_test, t_test = bars(2000, rng)
    layers = train(x, t, 200, rng)
    few, all_weights = kept(layers)
    fit, price = bound(layers, x, t, rng)
    print(f"kept {few} of {all_weights}, ratio {all_weights / few:.1f}, bound {fit:.0f} - {price:.0f}")
    print(f"test accuracy {accuracy(layers, x_test, t_test):.4f}, unpruned {accuracy(layers, x_test, t_test, 99):.4f}")
    print("bytes dense, sparse:", stored_bytes(layers))
    alive = log_alpha(layers[0]) < THRESHOLD
    print(f"units in use {int(alive.any(axis=0).sum())}, pixels in use {int(alive.any(axis=1).sum())}")
    border = np.maximum(*np.abs(np.indices((SIDE, SIDE)) - (SIDE - 1) / 2)).ravel() > 3
    print(f"kept on the border {int(alive[border].sum())} of {alive[border].size}")
    figure, (left, middle, right) = canvas(columns=3, width=8.6, height=2.8)
    values = np.concatenate([log_alpha(layer).ravel() for layer in layers])
    left.hist(values, bins=np.arange(-6, 10.5, 0.5), color=BLUE)
    left.axvline(THRESHOLD, color=GREY, lw=1)
    left.set(yscale="log", xlabel=r"$\log\,\alpha$", title="number of weights")
    image = middle.imshow(alive.sum(axis=1).reshape(SIDE, SIDE), cmap="Blues")
    middle.set(title="kept weights by pixel", xticks=[], yticks=[])
    figure.colorbar(image, ax=middle, shrink=0.85)
    cuts = np.arange(-4, 9.1, 0.5)
    scores = [accuracy(layers, x_test, t_test, c) for c in cuts]
    numbers = [np.mean(values < c) for c in cuts]
    right.plot(cuts, scores, color=GREEN, label="test accuracy")
    right.plot(cuts, numbers, color=ORANGE, label="share kept")
    right.axvline(THRESHOLD, color=GREY, lw=1)
    for c, s, n in zip(cuts, scores, numbers, strict=True):
        print(f"cut at {c:.1f}: accuracy {s:.3f}, kept {n * all_weights:.0f}")
    right.set(xlabel=r"threshold on $\log\,\alpha$", title="where to cut", ylim=(0, 1.02))
    right.legend(fontsize=9, loc="center right", bbox_to_anchor=(1.0, 0.65))
    save(figure, "db19-d6-s1-pruned")


if __name__ == "__main__":
    main()
