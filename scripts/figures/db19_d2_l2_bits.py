"""D independent bits, f(z) = sum_d (z_d - t_d)^2: variance of six gradient estimates over D, and training with them."""

import numpy as np
from style import BLUE, GREEN, ORANGE, PINK, RED, canvas, save

TEMPERATURE, SAMPLES, SIZES = 0.5, 4000, (2, 4, 8, 16, 32, 64)
BITS, STEPS, RUNS, RATE, DECAY = 32, 3000, 10, 0.05, 0.95
LOOKS = {
    "REINFORCE": (RED, "-"),
    "REINFORCE, constant": (ORANGE, "-"),
    "MuProp": (PINK, "--"),
    "MuProp, constant": (PINK, "-"),
    "REBAR": (BLUE, "--"),
    "REBAR, constant": (BLUE, "-"),
    "relaxed": (GREEN, "-"),
}


def sigmoid(x: np.ndarray) -> np.ndarray:
    """The logistic function, by the hyperbolic tangent so that nothing overflows."""
    return 0.5 + 0.5 * np.tanh(0.5 * x)


def targets(bits: int) -> np.ndarray:
    """t_d at the midpoints of `bits` equal parts of (0, 1), shape (bits,)."""
    return (np.arange(bits) + 0.5) / bits


def parts(logits: np.ndarray, rng: np.random.Generator) -> dict[str, tuple[np.ndarray, np.ndarray, np.ndarray]]:
    """For each method the signal (n, 1), the score (n, D) and the rest (n, D): the estimate is signal * score + rest.

    `logits` has shape (n, D); every row is one sample of all bits.
    """
    t, p = targets(logits.shape[1]), sigmoid(logits)
    u, v = rng.uniform(1e-12, 1 - 1e-12, size=(2, *logits.shape))
    noisy = logits + np.log(u / (1 - u))
    z = (noisy > 0).astype(float)
    given = np.where(z > 0, 1 - p + p * v, (1 - p) * v)
    slope = 1 + np.where(z > 0, v - 1, -v) * p * (1 - p) / (given * (1 - given))
    soft = sigmoid(noisy / TEMPERATURE)
    soft_given = sigmoid((logits + np.log(given / (1 - given))) / TEMPERATURE)
    pathwise = 2 * (soft - t) * soft * (1 - soft) / TEMPERATURE
    correction = pathwise - 2 * (soft_given - t) * soft_given * (1 - soft_given) / TEMPERATURE * slope

    def total(s: np.ndarray) -> np.ndarray:
        return ((s - t) ** 2).sum(axis=1, keepdims=True)

    taylor = total(p) + (2 * (p - t) * (z - p)).sum(axis=1, keepdims=True)
    score, none = z - p, np.zeros_like(p)
    return {
        "REINFORCE": (total(z), score, none),
        "MuProp": (total(z) - taylor, score, 2 * (p - t) * p * (1 - p)),
        "REBAR": (total(z) - total(soft_given), score, correction),
        "relaxed": (np.zeros_like(taylor), score, pathwise),
    }


def variances(bits: int, rng: np.random.Generator) -> dict[str, float]:
    """The variance of one component of each estimate, averaged over bits; the logits are drawn from N(0, 1)."""
    logits = np.tile(rng.normal(size=bits), (SAMPLES, 1))
    result = {}
    for name, (signal, score, rest) in parts(logits, rng).items():
        result[name] = (signal * score + rest).var(axis=0).mean()
        if name != "relaxed":
            weight = (score**2).sum(axis=1, keepdims=True)
            best = (signal * weight).sum() / weight.sum()
            result[f"{name}, constant"] = ((signal - best) * score + rest).var(axis=0).mean()
    return result


def train(name: str, rng: np.random.Generator) -> np.ndarray:
    """Descent with one sample a step; the exact loss per bit above its least value, mean over runs, (STEPS,)."""
    t, logits, constant, losses = targets(BITS), np.zeros((RUNS, BITS)), None, []
    method, _, centered = name.partition(", ")
    for _ in range(STEPS):
        p = sigmoid(logits)
        losses.append((p * (1 - t) ** 2 + (1 - p) * t**2 - np.minimum(t, 1 - t) ** 2).mean())
        signal, score, rest = parts(logits, rng)[method]
        constant = signal if constant is None else constant
        logits = logits - RATE * ((signal - constant * bool(centered)) * score + rest)
        constant = DECAY * constant + (1 - DECAY) * signal
    return np.array(losses)


def relaxed_floor(temperature: float) -> tuple[float, int]:
    """Loss per bit above the best where noise-free relaxed descent ends, and how many of the bits stall inside."""
    logits, y = np.linspace(-25, 25, 501), np.linspace(-40, 40, 2001)
    noise = sigmoid(temperature * y - logits[:, None]) * sigmoid(logits[:, None] - temperature * y)
    soft, pull = sigmoid(y), sigmoid(y) * sigmoid(-y)
    balance = (noise @ (soft * pull)) / (noise @ pull)
    t = targets(BITS)
    inside = np.abs(t - 0.5) < temperature / 2
    p = np.where(inside, sigmoid(np.interp(t, balance, logits)), (t > 0.5).astype(float))
    excess = p * (1 - t) ** 2 + (1 - p) * t**2 - np.minimum(t, 1 - t) ** 2
    return round(float(excess.mean()), 4), int(inside.sum())


def main() -> None:
    """Left: variance over the number of bits; right: training of 32 bits."""
    rng = np.random.default_rng(0)
    figure, (noise, course) = canvas(columns=2, width=9.0, height=4.0)
    table = [variances(bits, rng) for bits in SIZES]
    for name, (colour, line) in LOOKS.items():
        curve = [row[name] for row in table]
        noise.plot(SIZES, curve, line, color=colour, label=name)
        losses = train(name, rng)
        course.plot(losses, line, color=colour, lw=1.4)
        print(f"{name}: variance {np.round(curve, 4)}, loss {losses[500]:.4f} {losses[-200:].mean():.4f}")
    for temperature in (0.1, 0.25, 0.5):
        print(f"relaxed descent at {temperature} ends at {relaxed_floor(temperature)}")
    noise.set(xscale="log", yscale="log", xlabel="bits $D$", title="Variance of a component", ylim=(5e-3, 200))
    noise.set_xticks(SIZES, [str(size) for size in SIZES])
    noise.set_xticks([], minor=True)
    course.set(xlabel="step", yscale="log", title="Loss per bit above the best, 32 bits")
    figure.legend(*noise.get_legend_handles_labels(), loc="outside lower center", ncols=4, fontsize=10)
    save(figure, "db19-d2-l2-bits")


if __name__ == "__main__":
    main()
