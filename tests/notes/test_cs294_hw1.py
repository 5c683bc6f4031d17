"""The identities of the note on homework 1 (cs294-hw1), checked with numbers; notation as there."""

import numpy as np
import pytest
from scipy.special import expit, xlogy


@pytest.fixture
def rng() -> np.random.Generator:
    """A fixed source of random numbers."""
    return np.random.default_rng(4)


def entropy(p: np.ndarray) -> float:
    """In nats."""
    return float(-xlogy(p, p).sum())


def test_the_bin_of_a_logistic_is_a_product_of_three_factors_and_the_bins_sum_to_one(rng):
    mean, scale, x = 37.3, 2.2, np.arange(100)
    a, b = (x - 0.5 - mean) / scale, (x + 0.5 - mean) / scale
    product = expit(b) * expit(-a) * -np.expm1(-1 / scale)
    assert product == pytest.approx(expit(b) - expit(a), rel=1e-6)
    product[0], product[-1] = expit(b[0]), expit(-a[-1])
    assert product.sum() == pytest.approx(1)
    far = 0.5 - 120.0
    assert expit(-far) - expit(-far - 1) == 0 < expit(far) * expit(1 - far) * -np.expm1(-1)


def test_components_that_start_equal_get_equal_gradients_and_stay_equal(rng):
    x, step = rng.integers(5, 95, size=50), 1e-5

    def loss(means: np.ndarray) -> float:
        bins = expit((x[:, None] + 0.5 - means) / 6) - expit((x[:, None] - 0.5 - means) / 6)
        return float(-np.log(bins.mean(1)).mean())

    def slopes(means: np.ndarray) -> np.ndarray:
        return np.array([(loss(means + step * e) - loss(means - step * e)) / (2 * step) for e in np.eye(4)])

    same, apart = slopes(np.full(4, 45.0)), slopes(np.array([12.0, 37.0, 62.0, 87.0]))
    assert same == pytest.approx(same[0])
    assert np.ptp(apart) > 1e-3


def center(channels: int, strict: bool) -> np.ndarray:
    """What the grouped kernels do at their center, as a matrix (outputs, inputs); three groups."""
    group = np.arange(channels) * 3 // channels
    return group[:, None] > group if strict else group[:, None] >= group


def test_grouped_masks_order_the_three_channels_of_a_pixel():
    paths = center(12, strict=True).astype(int)
    for _ in range(4):
        paths = center(12, strict=False) @ paths
    group = np.arange(12) // 4
    assert ((paths > 0) == (group[:, None] > group)).all()


def test_a_norm_over_all_channels_lets_a_later_group_into_an_earlier_one_and_a_norm_in_groups_does_not(rng):
    def norm(h: np.ndarray, groups: int) -> np.ndarray:
        split = h.reshape(groups, -1)
        return ((split - split.mean(1, keepdims=True)) / split.std(1, keepdims=True)).ravel()

    h = rng.normal(size=24)
    later = h + np.concatenate([np.zeros(16), rng.normal(size=8)])
    assert (norm(h, 3)[:16] == norm(later, 3)[:16]).all()
    assert not (norm(h, 1)[:16] == norm(later, 1)[:16]).any()


@pytest.mark.parametrize("differ", [1, 2, 3])
def test_channels_drawn_apart_pay_for_the_same_doubt_once_for_each_channel_that_differs(differ):
    b, background, color = 0.3, (0, 0, 0), tuple(int(c < differ) for c in range(3))
    joint = np.zeros((2, 2, 2))
    joint[background] += 1 - b
    joint[color] += b
    margins = [joint.sum(axes) for axes in ((1, 2), (0, 2), (0, 1))]
    total_correlation = sum(map(entropy, margins)) - entropy(joint)
    assert total_correlation == pytest.approx((differ - 1) * entropy(np.array([b, 1 - b])))


def test_a_class_that_can_be_read_off_saves_exactly_its_entropy(rng):
    prior = np.array([0.1, 0.2, 0.3, 0.4])
    images = np.zeros((4, 12))
    for y in range(4):
        images[y, 3 * y : 3 * y + 3] = rng.dirichlet(np.ones(3))
    conditional = sum(p * entropy(row) for p, row in zip(prior, images, strict=True))
    assert entropy(prior @ images) - conditional == pytest.approx(entropy(prior))
    blurred = 0.9 * images + 0.1 / 12
    saved = entropy(prior @ blurred) - sum(p * entropy(row) for p, row in zip(prior, blurred, strict=True))
    assert 0 < saved < entropy(prior)


def reached(first: set[tuple[int, int]], later: set[tuple[int, int]], layers: int) -> set[tuple[int, int]]:
    """Sums (rows up, columns right) of one offset of the first kernel and one of each later kernel."""
    found = first
    for _ in range(layers):
        found = {(a + up, b + side) for a, b in found for up, side in later}
    return found


def test_the_vertical_stack_reaches_the_upper_right_that_one_stack_does_not():
    above = {(1, -1), (1, 0), (1, 1)}
    one = reached(above | {(0, -1)}, above | {(0, -1), (0, 0)}, layers=5)
    vertical = reached(above, above | {(0, -1), (0, 0), (0, 1)}, layers=5)
    assert (1, 2) not in one and (2, 4) not in one
    assert {(1, b) for b in range(-6, 7)} <= vertical
    assert min(a for a, _ in vertical) == 1
