"""Sparse variational dropout on true and on random labels, with and without a warm-up of the divergence."""

import numpy as np
from db19_d6_s1_network import accuracy, bars, bound, kept, train
from style import BLUE, ORANGE, canvas, save

EPOCHS = 100


def main() -> None:
    """Left: share of weights kept over the epochs. Right: accuracy on the training set."""
    figure, (left, right) = canvas(columns=2, width=7.8, height=2.9)
    for random_labels, colour in ((False, BLUE), (True, ORANGE)):
        for warm in (0.5, 0.0):
            rng = np.random.default_rng(0)
            x, t = bars(1000, rng, random_labels)
            trace = []

            def watch(epoch, layers, x=x, t=t, trace=trace):
                if epoch % 2 == 0:
                    trace.append((epoch + 1, kept(layers)[0] / kept(layers)[1], accuracy(layers, x, t)))

            layers = train(x, t, EPOCHS, rng, warm=warm, watch=watch)
            fit, price = bound(layers, x, t, rng)
            name = ("random" if random_labels else "true") + " labels, " + ("warm-up" if warm else "none")
            print(f"{name}: kept {kept(layers)[0]}, accuracy {accuracy(layers, x, t):.3f}, {fit:.0f} - {price:.0f}")
            epochs, share, right_ones = np.array(trace).T
            left.plot(epochs, share, "-" if warm else "--", color=colour, label=name)
            right.plot(epochs, right_ones, "-" if warm else "--", color=colour)
    print(f"empty model: {-1000 * np.log(4):.0f}")
    left.set(xlabel="epoch", title="share of weights kept", ylim=(0, 1.02))
    left.legend(fontsize=9)
    right.set(xlabel="epoch", title="accuracy on the training set", ylim=(0, 1.02))
    save(figure, "db19-d6-s1-labels")


if __name__ == "__main__":
    main()
