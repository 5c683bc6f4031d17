"""Figure of CS294-158, lecture 4: the further back a decoder sees, the less it asks of the latent variable.

Data: LENGTH bits, one of four patterns with each bit flipped with probability FLIP; all 64 strings are enumerated.
Decoder: p(x_i | last m bits, z), a logit for each position, context and z. Encoder: softmax of a linear map of the
bits, weights (LENGTH + 1, CODES). The bound and its gradient are exact.
"""

import itertools

import numpy as np
from scipy.sparse import csr_matrix
from style import BLUE, GREEN, ORANGE, RED, canvas, save

LENGTH, CODES, FLIP, STEPS, RATE = 6, 4, 0.1, 900, 0.03
PATTERNS = np.array([[0] * 6, [1] * 6, [0, 0, 0, 1, 1, 1], [1, 1, 1, 0, 0, 0]])
STRINGS = np.array(list(itertools.product((0, 1), repeat=LENGTH)))


def data_law() -> np.ndarray:
    """Probabilities of the 64 strings."""
    wrong = (STRINGS[:, None, :] != PATTERNS).sum(axis=2)
    return (FLIP**wrong * (1 - FLIP) ** (LENGTH - wrong)).mean(axis=1)


def cells(reach: int) -> np.ndarray:
    """Which logit each position of each string uses, from at most `reach` bits before it: (64, LENGTH)."""
    index = np.zeros(STRINGS.shape, dtype=int)
    for i in range(LENGTH):
        for bit in STRINGS[:, max(0, i - reach) : i].T:
            index[:, i] = 2 * index[:, i] + bit
    return index + np.arange(LENGTH) * 2**reach


def softmax(logits):
    """Row-wise softmax."""
    shifted = np.exp(logits - logits.max(axis=1, keepdims=True))
    return shifted / shifted.sum(axis=1, keepdims=True)


def weight_of_rate(rate: float, step: int, remedy: str) -> float:
    """The factor on the gradient of the rate: warm-up raises it from 0 to 1, free bits drop it below one nat."""
    if remedy == "warm-up":
        return min(1.0, step / (STEPS / 2))
    return float(rate > 1.0) if remedy == "free bits" else 1.0


def train(reach: int, remedy: str, scale: float) -> tuple[np.ndarray, float]:
    """Rates over training (STEPS,) and the final mean bound, both in nats."""
    rng = np.random.default_rng(0)
    law, used = data_law(), cells(reach)
    count, size = used.size, LENGTH * 2**reach
    gather = csr_matrix((np.ones(count), (np.arange(count), used.ravel())), shape=(count, size))
    inputs = np.column_stack([2 * STRINGS - 1, np.ones(len(STRINGS))])
    parameters = [0.01 * rng.normal(size=(size, CODES)), scale * rng.normal(size=(LENGTH + 1, CODES))]
    first, second = ([np.zeros_like(p) for p in parameters] for _ in range(2))
    rates = np.zeros(STEPS)
    for t in range(1, STEPS + 1):
        q = softmax(inputs @ parameters[1])
        on = 1 / (1 + np.exp(-(gather @ parameters[0]).reshape(*STRINGS.shape, CODES)))
        likelihood = np.log(np.where(STRINGS[..., None] == 1, on, 1 - on)).sum(axis=1)
        log_ratio = np.log(q * CODES)
        rates[t - 1] = law @ (q * log_ratio).sum(axis=1)
        bound = law @ (q * likelihood).sum(axis=1) - rates[t - 1]
        score = likelihood - weight_of_rate(rates[t - 1], t, remedy) * log_ratio
        in_logits = law[:, None] * q * (score - (q * score).sum(axis=1, keepdims=True))
        residual = (law[:, None] * q)[:, None, :] * (STRINGS[..., None] - on)
        gradients = (gather.T @ residual.reshape(count, CODES), inputs.T @ in_logits)
        for i, g in enumerate(gradients):
            first[i] = 0.9 * first[i] + 0.1 * g
            second[i] = 0.999 * second[i] + 0.001 * g**2
            parameters[i] += RATE * first[i] / (1 - 0.9**t) / (np.sqrt(second[i] / (1 - 0.999**t)) + 1e-8)
    return rates, bound


def main() -> None:
    """Draw the final rate over the reach of the decoder, and the rate over training for three remedies."""
    figure, (left, right) = canvas(2, height=3.0)
    law = data_law()
    entropy = -law @ np.log(law)
    noise = -LENGTH * (FLIP * np.log(FLIP) + (1 - FLIP) * np.log(1 - FLIP))
    print(f"entropy of the data {entropy:.3f}, given the pattern {noise:.3f}")
    reaches = range(LENGTH)
    for scale, colour in ((0.01, RED), (0.3, ORANGE), (1.0, BLUE)):
        found = [train(reach, "none", scale) for reach in reaches]
        finals = [rates[-1] for rates, _ in found]
        print(f"scale {scale}: rates", np.round(finals, 3), "short by", np.round([-b - entropy for _, b in found], 4))
        left.plot(reaches, finals, "o-", color=colour, label=f"scale {scale:g}")
    left.set(xlabel="bits of $x$ that the decoder sees", ylabel="rate after training in nats")
    left.legend(fontsize=9)
    for remedy, colour in (("none", RED), ("warm-up", GREEN), ("free bits", ORANGE)):
        rates, bound = train(LENGTH - 1, remedy, 0.01)
        print(f"{remedy}: rate {rates[-1]:.3f}, largest {rates.max():.3f}, bound short by {-bound - entropy:.4f}")
        right.plot(np.arange(1, STEPS + 1), rates, color=colour, label=remedy)
    right.set(xlabel="step of training, decoder sees 5 bits", ylabel="rate in nats")
    right.legend(fontsize=9)
    save(figure, "cs294-l04-collapse")


if __name__ == "__main__":
    main()
