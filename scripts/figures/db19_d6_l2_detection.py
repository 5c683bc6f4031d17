"""Detection of inputs from elsewhere: an ensemble, its distillation, and prior networks with two choices of outside."""

import numpy as np
from db19_d6_l2_decomposition import CENTERS, ensemble, forward, initial, predict, sample, split, train
from scipy.special import digamma, softmax, zeta
from style import BLUE, GREEN, GREY, ORANGE, PINK, canvas, save

STRENGTH, STEPS, RATE = 20.0, 300, 0.02


def ring(count, low, high, rng, half=False):
    """Inputs (count, 2) with radius in [low, high], all round or only above the horizontal axis."""
    angle = rng.uniform(0, np.pi if half else 2 * np.pi, count)
    radius = rng.uniform(low, high, count)
    return np.stack([radius * np.cos(angle), radius * np.sin(angle)], axis=1)


def concentration(weights, x):
    """Dirichlet parameters (n, 3) of one network: exponentials of its outputs."""
    return np.exp(np.clip(forward(weights, x)[-1][0], -8, 12))


def distillation_slope(members):
    """Gradient in the log parameters of the mean Dirichlet log loss of member probabilities (members, n, 3)."""
    goal = np.log(np.maximum(members, 1e-6)).mean(axis=0)

    def slope(out):
        alpha = np.exp(np.clip(out, -8, 12))
        return alpha * (digamma(alpha) - digamma(alpha.sum(-1, keepdims=True)) - goal) / len(goal)

    return slope


def reverse_slope(beta):
    """Gradient in the log parameters of the mean divergence from Dir(alpha) to Dir(beta), beta (n, 3)."""

    def slope(out):
        alpha = np.exp(np.clip(out, -8, 12))
        rest = (alpha - beta) * zeta(2, alpha)
        total = (alpha - beta).sum(-1, keepdims=True) * zeta(2, alpha.sum(-1, keepdims=True))
        return alpha * (rest - total) / len(beta)

    return slope


def prior_network(x, labels, outside, rng):
    """One network trained by the reverse divergence: sharp targets at x, flat ones at `outside`."""
    beta = np.concatenate([1 + STRENGTH * np.eye(3)[labels], np.ones((len(outside), 3))])
    return train(initial(1, rng), np.concatenate([x, outside]), reverse_slope(beta), STEPS, RATE)


def distilled(teacher, x, rng):
    """One network that gives a Dirichlet, trained on the outputs of the teacher's members at x."""
    return train(initial(1, rng), x, distillation_slope(predict(teacher, x)), STEPS, RATE)


def dirichlet_split(alpha):
    """Total, data and knowledge uncertainty (n,) of Dirichlets with parameters (n, 3)."""
    strength = alpha.sum(axis=1, keepdims=True)
    mean = alpha / strength
    total = -(mean * np.log(mean)).sum(axis=1)
    data = (mean * (digamma(strength + 1) - digamma(alpha + 1))).sum(axis=1)
    return total, data, total - data


def area(negative, positive):
    """Chance that a random positive score exceeds a random negative one; ties count half."""
    ordered = np.sort(negative)
    below = np.searchsorted(ordered, positive, "left") + np.searchsorted(ordered, positive, "right")
    return below.mean() / 2 / len(negative)


def curve(negative, positive):
    """False alarms and detections at 200 thresholds."""
    cuts = np.quantile(np.concatenate([negative, positive]), np.linspace(1, 0, 200))
    return [(negative >= c).mean() for c in cuts], [(positive >= c).mean() for c in cuts]


def main() -> None:
    """Left: detection curves. Right: knowledge uncertainty against direction at radius 8. Prints the table."""
    rng = np.random.default_rng(0)
    x, labels = sample(100, rng)
    teacher = ensemble(x, labels, rng)
    inside, truth = sample(700, rng)
    outside = ring(2000, 6, 10, rng)
    around = ring(300, 4.5, 6, rng)
    above = ring(300, 4.5, 6, rng, half=True)
    networks = {
        "distilled ensemble": distilled(teacher, x, rng),
        "prior network, ring": prior_network(x, labels, around, rng),
        "prior network, half ring": prior_network(x, labels, above, rng),
    }
    splits = {"ensemble": lambda z: split(predict(teacher, z))}
    means = {"ensemble": lambda z: predict(teacher, z).mean(axis=0)}
    for name, weights in networks.items():
        splits[name] = lambda z, w=weights: dirichlet_split(concentration(w, z))
        means[name] = lambda z, w=weights: softmax(forward(w, z)[-1][0], axis=-1)
    print("best possible", (softmax(inside @ CENTERS.T, -1).argmax(-1) == truth).mean().round(3))
    for name in splits:
        wrong = means[name](inside).argmax(-1) != truth
        at, far = splits[name](inside), splits[name](outside)
        errors = [round(float(area(s[~wrong], s[wrong])), 3) for s in at]
        print(f"{name}: accuracy {1 - wrong.mean():.3f}, errors {errors}, outside", end=" ")
        print(
            [round(float(area(s, t)), 3) for s, t in zip(at, far, strict=True)],
            "mean I",
            at[2].mean().round(3),
            end=" ",
        )
        caught = (far[2] > np.quantile(at[2], 0.95)).mean()
        print(f"by I at 5 % false alarms {caught:.3f}", end=" ")
        above_axis = outside[:, 1] > 0
        print("I above, below", [round(float(area(at[2], far[2][w])), 3) for w in (above_axis, ~above_axis)])
    figure, (left, right) = canvas(columns=2, width=8.0, height=3.3)
    angle = np.linspace(-np.pi, np.pi, 361)
    circle = 8 * np.stack([np.cos(angle), np.sin(angle)], axis=1)
    for name, colour in zip(splits, (BLUE, GREEN, ORANGE, PINK), strict=True):
        left.plot(*curve(splits[name](inside)[2], splits[name](outside)[2]), color=colour, label=name)
        right.plot(np.degrees(angle), splits[name](circle)[2], color=colour)
    left.set(xlabel="false alarms", ylabel="detected", title="by knowledge uncertainty $I$")
    left.plot([0, 1], [0, 1], color=GREY, lw=0.8)
    right.set(xlabel="direction, degrees", title="$I$ at radius 8, nats", xticks=[-180, -90, 0, 90, 180])
    figure.legend(loc="outside lower center", ncols=4, fontsize=9)
    save(figure, "db19-d6-l2-detection")


if __name__ == "__main__":
    main()
