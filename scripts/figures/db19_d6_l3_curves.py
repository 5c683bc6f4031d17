"""Two small networks trained from different starts: a barrier on the segment between them, none on a trained curve."""

import numpy as np
from style import BLUE, GREEN, ORANGE, RED, canvas, save

WIDTH = 16
SHAPES = ((2, WIDTH), (WIDTH,), (WIDTH, WIDTH), (WIDTH,), (WIDTH, 1), (1,))
DECAY = 1e-4


def moons(rng: np.random.Generator, count: int) -> tuple[np.ndarray, np.ndarray]:
    """Two interleaved half circles with noise 0.15: points (count, 2) and signs -1 or 1 (count,)."""
    sign = rng.choice([-1.0, 1.0], size=count)
    angle = np.pi * rng.random(count)
    x = np.stack([np.cos(angle) + 0.5 * (sign < 0), sign * np.sin(angle) - 0.25 * sign], axis=1)
    x[sign < 0, 0] += 0.5
    return x - [0.5, 0.0] + 0.15 * rng.normal(size=(count, 2)), sign


def unpack(w: np.ndarray) -> list[np.ndarray]:
    """Weight matrices and biases out of one flat vector."""
    parts, at = [], 0
    for shape in SHAPES:
        size = int(np.prod(shape))
        parts.append(w[at : at + size].reshape(shape))
        at += size
    return parts


def start(rng: np.random.Generator) -> np.ndarray:
    """A flat vector of random weights with variance 1 / inputs and zero biases."""
    return np.concatenate([(rng.normal(size=s) * (len(s) > 1) / np.sqrt(s[0])).ravel() for s in SHAPES])


def loss(w: np.ndarray, x: np.ndarray, sign: np.ndarray, decay: float = DECAY):
    """Mean logistic loss plus the decay term, its gradient (flat), and the signed margins (n,)."""
    a, a0, b, b0, c, c0 = unpack(w)
    h = np.tanh(x @ a + a0)
    g = np.tanh(h @ b + b0)
    margin = sign * (g @ c + c0)[:, 0]
    out = (-sign / (1 + np.exp(margin)) / len(x))[:, None]
    on_g = out @ c.T * (1 - g**2)
    on_h = on_g @ b.T * (1 - h**2)
    parts = x.T @ on_h, on_h.sum(axis=0), h.T @ on_g, on_g.sum(axis=0), g.T @ out, out.sum(axis=0)
    value = np.logaddexp(0, -margin).mean() + decay / 2 * w @ w
    return value, np.concatenate([p.ravel() for p in parts]) + decay * w, margin


def adam(w: np.ndarray, slope, steps: int, rate: float = 0.01) -> np.ndarray:
    """`steps` steps of Adam on the gradient `slope(w)`, the rate falling to zero."""
    first, second = np.zeros_like(w), np.zeros_like(w)
    for step in range(1, steps + 1):
        grad = slope(w)
        first, second = 0.9 * first + 0.1 * grad, 0.999 * second + 0.001 * grad**2
        move = first / (1 - 0.9**step) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
        w = w - rate * (1 - step / steps) * move
    return w


def bezier(t: float, one: np.ndarray, bend: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, float]:
    """The point of the quadratic Bezier curve at t and its derivative with respect to the bend."""
    return (1 - t) ** 2 * one + 2 * t * (1 - t) * bend + t**2 * two, 2 * t * (1 - t)


def chain(t: float, one: np.ndarray, bend: np.ndarray, two: np.ndarray) -> tuple[np.ndarray, float]:
    """The point of the polygonal chain with one bend at t and its derivative with respect to the bend."""
    share = 1 - abs(2 * t - 1)
    return share * bend + (1 - share) * (one if t < 0.5 else two), share


def connect(curve, one, two, data, rng, steps: int = 2000) -> np.ndarray:
    """The bend that minimises the mean loss over uniform t, by stochastic gradients of three random t each."""

    def slope(bend):
        total = np.zeros_like(bend)
        for t in (np.arange(3) + rng.random(3)) / 3:
            point, factor = curve(t, one, bend, two)
            total += factor * loss(point, *data)[1] / 3
        return total

    return adam((one + two) / 2, slope, steps)


def profile(points, data, test) -> np.ndarray:
    """Training loss without the decay term and test error in per cent at each of the points; (n, 2)."""
    return np.array([[loss(p, *data, decay=0)[0], 100 * np.mean(loss(p, *test)[2] < 0)] for p in points])


def plane(one, bend, two, data):
    """Coordinates in the plane of three points, with `one` at the origin: the map, a grid, the loss on it."""
    u = (two - one) / np.linalg.norm(two - one)
    v = bend - one - ((bend - one) @ u) * u
    v /= np.linalg.norm(v)

    def place(p):
        return np.array([(p - one) @ u, (p - one) @ v])

    corners = np.array([place(p) for p in (one, bend, two)])
    low, high = corners.min(axis=0), corners.max(axis=0)
    pad = 0.2 * (high - low)
    grid = np.meshgrid(*[np.linspace(a, b, 45) for a, b in zip(low - pad, high + pad, strict=True)])
    flat = zip(grid[0].ravel(), grid[1].ravel(), strict=True)
    values = [loss(one + a * u + b * v, *data, decay=0)[0] for a, b in flat]
    return place, grid, np.reshape(values, grid[0].shape)


def main() -> None:
    """Left: loss in the plane of the curve. Middle and right: training loss and test error along three paths."""
    rng = np.random.default_rng(0)
    data, test = moons(rng, 200), moons(rng, 2000)
    one, two = (adam(start(rng), lambda w: loss(w, *data)[1], 3000) for _ in range(2))
    bends = {curve: connect(curve, one, two, data, rng) for curve in (bezier, chain)}
    times = np.linspace(0, 1, 61)
    paths = {
        "segment": [(1 - t) * one + t * two for t in times],
        "chain": [chain(t, one, bends[chain], two)[0] for t in times],
        "Bezier": [bezier(t, one, bends[bezier], two)[0] for t in times],
    }
    colors = {"segment": GREEN, "chain": ORANGE, "Bezier": BLUE}
    figure, (map_axes, left, right) = canvas(columns=3, width=10.4, height=3.2)
    place, grid, values = plane(one, bends[bezier], two, data)
    shades = map_axes.contourf(*grid, np.log10(values), levels=np.arange(-2.5, 1.1, 0.25), cmap="Greys", extend="both")
    figure.colorbar(shades, ax=map_axes, label="log$_{10}$ training loss")
    for name in ("segment", "Bezier"):
        map_axes.plot(*np.array([place(p) for p in paths[name]]).T, color=colors[name])
    for point, text in ((one, r"$\hat w_1$"), (two, r"$\hat w_2$"), (bends[bezier], r"$\theta$")):
        map_axes.plot(*place(point), "o", color=RED, ms=5)
        map_axes.annotate(text, place(point), xytext=(5, 5), textcoords="offset points", color=RED)
    for name, points in paths.items():
        values = profile(points, data, test)
        left.plot(times, values[:, 0], color=colors[name], label=name)
        right.plot(times, values[:, 1], color=colors[name])
        print(name, "ends", values[[0, -1]].round(4).tolist(), "highest", values.max(axis=0).round(4).tolist())
    print(f"distance of the ends {np.linalg.norm(one - two):.2f}")
    left.set(yscale="log", xlabel="$t$", title="training loss")
    left.legend()
    right.set(xlabel="$t$", title="test error, %")
    map_axes.set(title="plane of the curve")
    save(figure, "db19-d6-l3-curves")


if __name__ == "__main__":
    main()
