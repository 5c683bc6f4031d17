"""Four families of generative model on the same data in the plane: likelihood, samples, coverage, cost."""

import numpy as np
from cs294_l08_models import (
    TRAIN,
    Autoencoder,
    Autoregressive,
    Flow,
    Sampler,
    Target,
    fit_game,
    fit_likelihood,
    judge_samples,
)
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

SEED = 0
SHOWN, JUDGED, TEST = 420, 60_000, 6000


def fitted(rng: np.random.Generator, data: np.ndarray) -> dict:
    """The four models after training on `data` [points, 2]."""
    models = {
        "autoregressive": Autoregressive(rng),
        "flow": Flow(rng),
        "VAE, one latent": Autoencoder(rng),
        "GAN": Sampler(rng),
    }
    for name, model in models.items():
        if name == "GAN":
            fit_game(rng, model, data, rounds=3200, rate=4e-3)
        else:
            fit_likelihood(rng, model, data)
    return models


def main() -> None:
    """Data and samples of each model; the numbers of the table are printed."""
    target = Target()
    rng = np.random.default_rng(SEED)
    data, _ = target.sample(rng, TRAIN)
    test, _ = target.sample(np.random.default_rng(100), TEST)
    entropy = -np.mean(target.log_density(test))
    print(f"test cross-entropy of the true density {entropy:.3f} nats")
    models = fitted(rng, data)
    figure, axes = canvas(columns=5, width=10.4, height=2.6)
    axes[0].scatter(*data[:SHOWN].T, s=1.2, color=GREY, lw=0)
    good, covered = judge_samples(target, target.sample(rng, JUDGED)[0])
    print(f"data: good {good:.3f}, covered {covered:.3f}")
    axes[0].set_title("data")
    for axis, (name, model), color in zip(axes[1:], models.items(), (BLUE, ORANGE, GREEN, PINK), strict=True):
        points = model.sample(rng, JUDGED)
        good, covered = judge_samples(target, points)
        size = sum(array.size for array in model.arrays)
        print(f"{name}: good {good:.3f}, covered {covered:.3f}, cost {model.steps} x {model.cost()}, size {size}")
        if name != "GAN":
            mean = np.mean(model.log_density(test))
            print(f"  KL {-mean - entropy:.3f}")
        if name.startswith("VAE"):
            print(f"  bound is lower by {mean - model.bound(test):.3f}, noise {np.exp(model.log_noise[0]):.3f}")
        axis.scatter(*points[:SHOWN].T, s=1.2, color=color, lw=0)
        axis.set_title(name)
    for axis in axes:
        axis.set(xlim=(-3.2, 3.6), ylim=(-3.2, 3.2), xticks=[], yticks=[], aspect="equal")
    save(figure, "cs294-l08-families")


if __name__ == "__main__":
    main()
