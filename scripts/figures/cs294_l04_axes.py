"""Figure of CS294-158, lecture 4: which axes a diagonal posterior prefers, and which units a weight beta leaves on.

Linear model x = W R z + noise, W^T W = diag(LAMBDA - SIGMA^2) with a rotation R of two latents by an angle.
"""

import numpy as np
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

VARIANCE = 0.5
SPECTRUM = np.array([8.0, 4.0, 2.0, 1.0])


def precision(spectrum, angle):
    """Precision (2, 2) of the exact posterior, latents rotated by the angle."""
    c, s = np.cos(angle), np.sin(angle)
    rotation = np.array([[c, -s], [s, c]])
    return np.eye(2) + rotation.T @ np.diag(spectrum - VARIANCE) @ rotation / VARIANCE


def diagonal_gap(matrix):
    """Least KL from a diagonal normal to the normal with this precision: half of sum log diag - log det."""
    return 0.5 * (np.log(np.diag(matrix)).sum() - np.linalg.slogdet(matrix)[1])


def main() -> None:
    """Draw the gap over the angle for three spectra and the rates over beta."""
    figure, (left, right) = canvas(2, height=2.9)
    angles = np.linspace(0, np.pi, 181)
    for pair, colour in (((8.0, 1.0), BLUE), ((8.0, 4.0), ORANGE), ((8.0, 8.0), GREY)):
        gaps = np.array([diagonal_gap(precision(np.array(pair), angle)) for angle in angles])
        print(f"variances {pair}: largest gap {gaps.max():.3f} at {np.degrees(angles[gaps.argmax()]):.0f} degrees")
        left.plot(np.degrees(angles), gaps, color=colour, label=rf"$\lambda = {pair[0]:g}, {pair[1]:g}$")
    left.set(xlabel="rotation of the latents in degrees", ylabel="gap of the bound in nats", ylim=(-0.02, 0.72))
    left.set_xticks([0, 45, 90, 135, 180])
    left.legend(fontsize=8.5, loc="upper right")
    betas = np.geomspace(0.5, 32, 400)
    for value, colour in zip(SPECTRUM, (BLUE, ORANGE, GREEN, PINK), strict=True):
        rate = np.maximum(0, 0.5 * np.log(value / (betas * VARIANCE)))
        right.plot(betas, rate, color=colour, label=rf"$\lambda = {value:g}$")
    for beta in (1, 4, 8):
        rates = np.maximum(0, 0.5 * np.log(SPECTRUM / (beta * VARIANCE)))
        print(f"beta {beta}: rates {np.round(rates, 3)}, total {rates.sum():.3f}")
    right.set_xscale("log", base=2)
    right.set(xlabel=r"weight $\beta$", ylabel="rate of a unit in nats")
    right.legend(fontsize=8.5)
    save(figure, "cs294-l04-axes")


if __name__ == "__main__":
    main()
