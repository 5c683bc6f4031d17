"""How strongly the generator is pushed when the discriminator wins: saturating, non-saturating, Wasserstein."""

import numpy as np
from scipy.special import expit
from style import BLUE, GREEN, GREY, ORANGE, canvas, save

NOISE = np.linspace(-9.0, 9.0, 3601)
DENSITY = np.exp(-0.5 * NOISE**2) / np.sqrt(2 * np.pi)
STEP = NOISE[1] - NOISE[0]


def pushes(shift: float) -> tuple[float, float]:
    """Gradients with respect to m = shift of both generator losses, for data N(0, 1), samples x = z + m, best D.

    The best logit is a(x) = log p(x) - log q(x) = m^2/2 - m x, frozen while the generator moves, so da/dx = -m.
    Saturating: E[d/dm log(1 - s(a))] = E[s(a) m].  Non-saturating: E[d/dm (-log s(a))] = E[(1 - s(a)) m].
    """
    logit = shift**2 / 2 - shift * (NOISE + shift)
    saturating = np.sum(DENSITY * expit(logit) * shift) * STEP
    other = np.sum(DENSITY * expit(-logit) * shift) * STEP
    return float(saturating), float(other)


def main() -> None:
    """Left: gradient with respect to the logit. Right: gradient with respect to the distance m."""
    figure, (logits, shifts) = canvas(columns=2, width=8.4, height=3.2)
    a = np.linspace(-8, 8, 400)
    logits.plot(a, expit(a), color=BLUE, label=r"$\log(1-D)$: $D$")
    logits.plot(a, expit(-a), color=ORANGE, label=r"$-\log D$: $1-D$")
    logits.axvspan(-8, -3, color=GREY, alpha=0.12, lw=0)
    logits.text(-5.5, 0.5, "fakes are\nspotted", ha="center", fontsize=9, color=GREY)
    logits.set(xlabel="logit of $D(G(z))$", ylabel="size of the gradient", title="with respect to the logit")
    logits.legend(fontsize=9, loc="center right")

    distance = np.linspace(0.01, 8, 200)
    saturating, other = np.array([pushes(m) for m in distance]).T
    shifts.plot(distance, saturating, color=BLUE, label="saturating")
    shifts.plot(distance, other, color=ORANGE, label="non-saturating")
    shifts.plot(distance, np.ones_like(distance), color=GREEN, label="Wasserstein-1")
    shifts.set(yscale="log", ylim=(1e-4, 2e1), xlabel="distance $m$ of the means", ylabel="size of the gradient")
    shifts.set_title("with respect to $m$, best discriminator")
    shifts.legend(fontsize=9, loc="lower left")
    for m in (2.0, 4.0, 6.0, 8.0):
        print(f"m={m}: saturating {pushes(m)[0]:.2e}, non-saturating {pushes(m)[1]:.2f}")
    print(f"strongest saturating push {saturating.max():.3f} at m = {distance[saturating.argmax()]:.2f}")
    save(figure, "cs294-l05-saturation")


if __name__ == "__main__":
    main()
