"""Bits-back coding with an integer ANS coder on 16-pixel images: its length is the negative ELBO."""

import numpy as np
from cs294_l10_ans import TOTAL, bits, pop, push, random_state, table
from scipy.special import expit, ndtr, ndtri
from style import BLUE, GREEN, GREY, ORANGE, PINK, RED, canvas, save

PIXELS, CODES, IMAGES = 16, 64, 1000
CENTRES, EDGES = ndtri((np.arange(CODES) + 0.5) / CODES), ndtri(np.arange(CODES + 1) / CODES)
PRIOR = table(np.full(CODES, 1 / CODES))


def decoder() -> np.ndarray:
    """p(pixel off), p(pixel on) for each code: an edge whose place is z; tables [CODES, PIXELS, 2, 2]."""
    on = expit(3.0 * (CENTRES[:, None] - np.linspace(-2.0, 2.0, PIXELS)))
    return table(np.stack([1 - on, on], axis=-1))


def log_likelihoods(images: np.ndarray, model: np.ndarray) -> np.ndarray:
    """log2 p(x | z) for binary images [n, PIXELS] and every code, [n, CODES]."""
    logs = np.log2(model[:, :, 0] / TOTAL)
    return images @ logs[:, :, 1].T + (1 - images) @ logs[:, :, 0].T


def exact_posterior(model: np.ndarray) -> np.ndarray:
    """p(z | x) for each number of lit pixels, on which alone it depends here, [PIXELS + 1, 2, CODES]."""
    lit_first = np.tri(PIXELS + 1, PIXELS, -1, dtype=int)
    joint = 2.0 ** log_likelihoods(lit_first, model)
    return table(joint / joint.sum(1, keepdims=True))


def encoder(width: float) -> np.ndarray:
    """q(z | x): the cells' masses under a normal with a mean linear in the lit pixels, [PIXELS + 1, 2, CODES]."""
    mean = (np.arange(PIXELS + 1) - PIXELS / 2) / (PIXELS / 4)
    return table(np.diff(ndtr((EDGES - mean[:, None]) / width), axis=1))


def negative_elbo(q: np.ndarray, mass: np.ndarray, logs: np.ndarray) -> float:
    """E_p(x) E_q [log2 q(z|x) - log2 p(x|z) p(z)]; mass: of each number of lit pixels, logs: mean log2 p(x|z) there."""
    share = q[:, 0] / TOTAL
    return float(mass @ np.sum(share * (np.log2(share) - logs + np.log2(CODES)), axis=1))


def add(state: int, image: np.ndarray, posteriors: np.ndarray, model: np.ndarray) -> int:
    """Bits-back: pop a code from q(z | x), push the pixels with p(x | z), push the code with p(z)."""
    q = posteriors[image.sum()]
    code, state = pop(state, q)
    for pixel, rows in zip(image, model[code], strict=True):
        state = push(state, pixel, rows)
    return push(state, code, PRIOR)


def take(state: int, posteriors: np.ndarray, model: np.ndarray) -> tuple[np.ndarray, int]:
    """Undo add step by step: the image [PIXELS], and the state that it was added to."""
    code, state = pop(state, PRIOR)
    image = np.zeros(PIXELS, dtype=int)
    for j in reversed(range(PIXELS)):
        image[j], state = pop(state, model[code, j])
    q = posteriors[image.sum()]
    return image, push(state, code, q)


def add_all(images: np.ndarray, posteriors: np.ndarray, model: np.ndarray, state: int) -> tuple[int, np.ndarray]:
    """All images on one state: the last state, and log2 of the state after each image, [n]."""
    lengths = []
    for image in images:
        state = add(state, image, posteriors, model)
        lengths.append(bits(state))
    return state, np.array(lengths)


def returns(images: np.ndarray, posteriors: np.ndarray, model: np.ndarray, last: int, first: int) -> bool:
    """Whether taking all images off the last state gives them back, and the first state, bit for bit."""
    for image in images[::-1]:
        back, last = take(last, posteriors, model)
        if not np.array_equal(back, image):
            return False
    return last == first


def fresh_length(images: np.ndarray, posteriors: np.ndarray, model: np.ndarray, rng: np.random.Generator) -> float:
    """Mean growth in bits when each image is added to random bits of its own."""
    states = [random_state(48, rng) for _ in images]
    return float(np.mean([bits(add(s, x, posteriors, model)) - bits(s) for s, x in zip(states, images, strict=True)]))


def draw_growth(axes, images: np.ndarray, tables: dict, model: np.ndarray, start: int, ideal: dict) -> None:
    """Bits per image, the random bits of the start included, against the number of images."""
    n = np.arange(1, len(images) + 1)
    for (name, own), colour in zip(tables.items(), (BLUE, GREEN), strict=True):
        last, lengths = add_all(images, own, model, start)
        lossless = returns(images, own, model, last, start)
        net = (lengths[-1] - bits(start)) / len(images)
        print(f"{name}: -ELBO {ideal[name]:.3f}, net {net:.3f}, in all {lengths[-1] / len(images):.3f}, {lossless=}")
        axes.plot(n, lengths / n, color=colour, label=f"bits-back, {name}")
        axes.axhline(ideal[name], color=colour, lw=1, ls="--")
    axes.set(xscale="log", ylim=(0, 30), xlabel="images coded", ylabel="bits per image")


def main() -> None:
    """Left: bits per image against images coded. Right: the mean length against the width of the encoder."""
    rng = np.random.default_rng(10)
    model = decoder()
    everything = (np.arange(2**PIXELS)[:, None] >> np.arange(PIXELS)) & 1
    logs = log_likelihoods(everything, model)
    evidence = (2.0**logs).mean(1)
    entropy = float(-evidence @ np.log2(evidence))
    lit = np.eye(PIXELS + 1)[everything.sum(1)]
    mass = evidence @ lit
    logs_by_lit = (lit * evidence[:, None]).T @ logs / mass[:, None]
    exact, q = exact_posterior(model), encoder(0.45)
    sampled = float(mass @ np.sum(exact[:, 0] / TOTAL * (np.log2(CODES) - logs_by_lit), axis=1))
    best = float(evidence @ (np.log2(CODES) - logs.max(1)))
    print(f"H(x) {entropy:.3f}, best code {best:.3f}, sampled code {sampled:.3f}")
    images = everything[rng.choice(len(evidence), size=IMAGES, p=evidence / evidence.sum())]

    figure, (growth, widths) = canvas(columns=2, width=8.4, height=3.5)
    tables = {"exact posterior": exact, "linear encoder": q}
    ideal = {name: negative_elbo(own, mass, logs_by_lit) for name, own in tables.items()}
    start = random_state(32, rng)
    draw_growth(growth, images, tables, model, start, ideal)
    growth.axhline(best, color=ORANGE, label="best code, no return")
    growth.axhline(sampled, color=PINK, label="sampled code, no return")
    growth.legend(fontsize=9)

    grid = np.geomspace(0.15, 1.2, 25)
    widths.plot(grid, [negative_elbo(encoder(w), mass, logs_by_lit) for w in grid], color=GREEN, label="negative ELBO")
    for width in grid[::4]:
        q = encoder(width)
        fresh = fresh_length(images, q, model, rng)
        chained = (add_all(images, q, model, start)[1][-1] - bits(start)) / IMAGES
        gap = np.sum((used := mass @ q[:, 0] / TOTAL) * np.log2(used * CODES))
        print(f"{width:.2f}: {negative_elbo(q, mass, logs_by_lit):.2f}, {fresh=:.2f}, {chained=:.2f}, KL {gap:.3f}")
        widths.plot(width, fresh, "o", color=GREEN, ms=5)
        widths.plot(width, chained, "x", color=RED, ms=6, mew=1.8)
    widths.plot([], [], "o", color=GREEN, ms=5, label="ANS, fresh random bits")
    widths.plot([], [], "x", color=RED, ms=6, mew=1.8, ls="", label="ANS, chained")
    widths.axhline(entropy, color=GREY, ls="--", label="entropy $H(x)$")
    widths.set(xscale="log", ylim=(0, 40), xlabel="width of $q_\\phi(z \\mid x)$", ylabel="bits per image")
    widths.set_xticks([0.2, 0.5, 1.0], ["0.2", "0.5", "1"])
    widths.minorticks_off()
    widths.legend(fontsize=9)
    save(figure, "cs294-l10-bitsback")


if __name__ == "__main__":
    main()
