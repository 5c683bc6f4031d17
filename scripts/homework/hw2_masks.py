"""Homework 2, questions 3b and 4b: masks that are bad, and Glow's 1 x 1 convolution, all of one size."""

from hw2_images import SIZE, alternating, checkerboard, halves_of_channels, on_grid, test_bits, train, upper_half
from report import BLUE, GREEN, GREY, ORANGE, PINK, canvas, numbers, save, smooth

LAYERS, STEPS = 8, 160


def main() -> None:
    board, half, rows = on_grid(checkerboard()), on_grid(upper_half()), on_grid(halves_of_channels())
    mixed = alternating(board, 4) + alternating(rows, 4)
    runs = {
        "checkerboard, then rows": (mixed, False, BLUE),
        "1 x 1 convolutions": ([rows] * LAYERS, True, GREEN),
        "upper and lower half": (alternating(half, LAYERS), False, ORANGE),
        "one checkerboard always": ([board] * LAYERS, False, PINK),
    }
    figure, axes = canvas(2, width=7.6, height=3.0)
    found = {}
    for name, (masks, mixing, color) in runs.items():
        flow, loss = train(masks, STEPS, mixing=mixing)
        result = test_bits(flow, masks)
        found[f"bits: {name}"] = result.mean()
        axes[0].plot(smooth(loss, 20), color=color, label=name)
        axes[1].barh(name, result.mean(), color=color)
        axes[1].text(result.mean() + 0.03, name, f"{result.mean():.2f}", va="center")
    axes[0].set(xlabel="step", ylabel="bits per dimension", ylim=(0.6, 2.6), title="training")
    axes[1].axvline(2, color=GREY, linestyle=":", linewidth=1)
    axes[1].invert_yaxis()
    axes[1].set(xlabel="bits per dimension", xlim=(0, 2.4), title=f"test, {LAYERS} layers on {SIZE} x {SIZE} pixels")
    save(figure, "cs294-hw2-masks")
    numbers("cs294-hw2-masks", found)


if __name__ == "__main__":
    main()
