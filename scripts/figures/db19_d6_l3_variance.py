"""A variance network on four blobs: the middle layer has mean zero and only the size of its noise tells the class.

Network 2 - 32 - 2 - 32 - 4. The middle weights are N(0, m_ij^2), or N(m_ij, alpha m_ij^2) in the dropout variant.
"""

import numpy as np
from scipy.special import digamma
from scipy.stats import poisson
from style import BLUE, GREEN, GREY, ORANGE, RED, canvas, save

COLORS = (ORANGE, GREEN, BLUE, RED)
STEPS, RATE, BATCH = 4000, 5e-3, 100


def blobs(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Points x (count x 2) around (+-1, +-1) with deviation 0.25, and the label 0..3 of the corner."""
    label = rng.integers(4, size=count)
    corner = np.stack([2 * (label % 2) - 1, 2 * (label // 2) - 1], axis=1)
    return corner + 0.25 * rng.normal(size=(count, 2)), label


def start(rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Random weights a, m, c, d of the four layers with biases; `log_alpha` is shared by the whole middle layer."""
    shapes = {"a": (2, 32), "m": (32, 2), "c": (2, 32), "d": (32, 4)}
    weights = {key: rng.normal(size=shape) * np.sqrt(2 / shape[0]) for key, shape in shapes.items()}
    weights |= {"a0": np.zeros(32), "c0": rng.normal(size=32), "d0": np.zeros(4), "log_alpha": np.array(0.0)}
    return weights


def forward(w, x, noise, mean):
    """Log-probabilities (n x 4) and parts for the backward pass; `noise` (n x 2); `mean` is 0 in a variance layer."""
    h = np.maximum(x @ w["a"] + w["a0"], 0)
    scale = np.sqrt(np.exp(w["log_alpha"]) * (h**2 @ w["m"] ** 2) + 1e-12)
    b = mean * h @ w["m"] + scale * noise
    g = np.tanh(b @ w["c"] + w["c0"])
    logits = g @ w["d"] + w["d0"]
    logits -= logits.max(axis=1, keepdims=True)
    return logits - np.log(np.exp(logits).sum(axis=1, keepdims=True)), (h, scale, b, g)


def prior_gap(alpha):
    """KL(q || log-uniform prior) of one weight, less its limit at alpha = infinity, and its slope in log alpha."""
    rate, j = 1 / (2 * alpha), np.arange(400)
    weight = poisson.pmf(j, rate)
    return 0.5 * (weight @ digamma(0.5 + j) - digamma(0.5)), -0.5 * rate * (weight @ (1 / (j + 0.5)))


def gradients(w, x, label, noise, mean, total):
    """Gradient of the mean negative log-likelihood plus KL / total; a variance layer keeps alpha at 1."""
    log_p, (h, scale, b, g) = forward(w, x, noise, mean)
    out = (np.exp(log_p) - np.eye(4)[label]) / len(x)
    back = out @ w["d"].T * (1 - g**2)
    on_b = back @ w["c"].T
    alpha = np.exp(w["log_alpha"])
    on_square = on_b * noise / (2 * scale)
    on_h = mean * on_b @ w["m"].T + 2 * alpha * h * (on_square @ (w["m"] ** 2).T)
    on_h *= h > 0
    slope = (on_b * noise * scale).sum() / 2 + w["m"].size * prior_gap(alpha)[1] / total if mean else 0.0
    return {
        "a": x.T @ on_h,
        "a0": on_h.sum(axis=0),
        "m": mean * h.T @ on_b + 2 * alpha * w["m"] * ((h**2).T @ on_square),
        "c": b.T @ back,
        "c0": back.sum(axis=0),
        "d": g.T @ out,
        "d0": out.sum(axis=0),
        "log_alpha": slope,
    }


def adam(w, grad, state, step):
    """One Adam step in place."""
    for key in w:
        first, second = state.setdefault(key, (np.zeros_like(w[key]), np.zeros_like(w[key])))
        first, second = 0.9 * first + 0.1 * grad[key], 0.999 * second + 0.001 * grad[key] ** 2
        state[key] = first, second
        w[key] = w[key] - RATE * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)


def accuracies(w, x, label, rng, mean, members=50):
    """Accuracy with the mean weights, with one sample, and with the average prediction of `members` samples."""
    samples = [np.exp(forward(w, x, rng.normal(size=(len(x), 2)), mean)[0]) for _ in range(members)]
    deterministic = forward(w, x, np.zeros((len(x), 2)), mean)[0]
    return [np.mean(p.argmax(axis=1) == label) for p in (deterministic, samples[0], np.mean(samples, axis=0))]


def train(mean: int, data, test, rng: np.random.Generator) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """The trained weights and a table of step, alpha and the three test accuracies (rows every 100 steps)."""
    (x, label), w, state, rows = data, start(rng), {}, []
    for step in range(1, STEPS + 1):
        chosen = rng.integers(len(x), size=BATCH)
        noise = rng.normal(size=(BATCH, 2))
        adam(w, gradients(w, x[chosen], label[chosen], noise, mean, len(x)), state, step)
        if step % 100 == 0 or step == 1:
            rows.append([step, np.exp(w["log_alpha"]), *accuracies(w, *test, rng, mean)])
    return w, np.array(rows)


def compress(b: np.ndarray) -> np.ndarray:
    """sign(b) log10(1 + |b|), to show scales that differ by powers of ten."""
    return np.sign(b) * np.log10(1 + np.abs(b))


def main() -> None:
    """Left: the KL term against alpha. Middle: outputs of the variance layer. Right: its accuracies in training."""
    rng = np.random.default_rng(3)
    data, (x, label) = blobs(rng, 400), blobs(rng, 1000)
    _, dropout = train(1, data, (x, label), rng)
    w, trace = train(0, data, (x, label), rng)
    print("dropout: step, alpha, det, stoch, ens", dropout[-1].round(3))
    print("variance: det, stoch, ens over the last ten rows", trace[-10:, 2:].mean(axis=0).round(3))
    figure, (left, middle, right) = canvas(columns=3, width=10.4, height=3.2)
    alpha = np.logspace(-1.5, 3, 60)
    left.loglog(alpha, [prior_gap(a)[0] for a in alpha], color=BLUE, label="KL to the prior, less its limit")
    left.loglog(alpha, 1 / (2 * alpha), "--", color=GREY, label=r"$1/(2\alpha)$")
    left.set(xlabel=r"$\alpha$", title="nats for each weight")
    left.legend()
    _, (_, scale, b, _) = forward(w, x, rng.normal(size=(len(x), 2)), 0)
    for kind, color in enumerate(COLORS):
        middle.plot(*compress(b[label == kind]).T, ".", ms=3, color=color)
        print("class", kind + 1, "median deviations", np.median(scale[label == kind], axis=0).round(3))
    middle.set(title="outputs of the variance layer")
    middle.set(xlabel=r"$\pm\log_{10}(1 + |b_1|)$", ylabel=r"$\pm\log_{10}(1 + |b_2|)$")
    for column, name, color in ((4, "ensemble", RED), (3, "stochastic", GREEN), (2, "deterministic", BLUE)):
        right.plot(trace[:, 0], 100 * trace[:, column], color=color, label=name)
    right.set(xlabel="step", title="test accuracy, %", ylim=(0, 105))
    right.legend(loc="center right", bbox_to_anchor=(1, 0.45))
    save(figure, "db19-d6-l3-variance")


if __name__ == "__main__":
    main()
