"""The seminar on Real NVP (db19-d3-s2): its program and its claims, checked on small cases."""

import sys
from pathlib import Path

import numpy as np

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts" / "figures"))
from db19_d3_s2_flow import RealNVP, moons, moons_log_density


def shaken_flow(layers: int = 4) -> RealNVP:
    """A small flow whose weights are random, so that it is far from the identity."""
    flow, rng = RealNVP(layers, width=5, seed=0), np.random.default_rng(1)
    for array in flow.parameters():
        array += rng.normal(0, 0.4, array.shape)
    return flow


def test_sampler_and_encoder_of_the_program_are_inverse_to_each_other():
    flow, x = shaken_flow(), np.random.default_rng(2).normal(size=(50, 2))
    assert np.abs(flow.f(x)[0] - x).max() > 0.5
    assert np.allclose(flow.g(flow.f(x)[0]), x, atol=1e-10)


def test_density_of_the_program_integrates_to_one():
    flow, step = shaken_flow(layers=2), 0.1
    axis = np.arange(-15, 15, step)
    grid = np.stack(np.meshgrid(axis, axis), axis=-1).reshape(-1, 2)
    assert np.isclose(np.exp(flow.log_prob(grid)).sum() * step**2, 1, atol=2e-3)


def test_gradient_by_hand_agrees_with_differences_in_every_array():
    flow, x, step = shaken_flow(), np.random.default_rng(3).normal(size=(9, 2)), 1e-6
    gradient = flow.loss_and_gradient(x)[1]
    for array, grad in zip(flow.parameters(), gradient, strict=True):
        direction = np.random.default_rng(4).normal(size=array.shape)
        array += step * direction
        above = flow.loss_and_gradient(x)[0]
        array -= 2 * step * direction
        below = flow.loss_and_gradient(x)[0]
        array += step * direction
        assert np.isclose((above - below) / (2 * step), (grad * direction).sum(), atol=1e-7)


def test_entropy_of_the_moons_lies_above_the_estimate_without_ends_and_near_the_stated_value():
    entropy = -moons_log_density(moons(3000, np.random.default_rng(5)), nodes=300).mean()
    without_ends = np.log(2 * np.pi) + 0.5 * np.log(2 * np.pi * np.e * 0.05**2)
    assert np.isclose(without_ends, 0.261, atol=5e-4)
    assert abs(entropy - 0.295) < 0.05


def test_two_layers_with_one_mask_are_one_layer_with_added_scales():
    first, second = (shaken_flow().layers[index] for index in (0, 2))
    z = np.random.default_rng(6).normal(size=(20, 2))
    (s1, t1, _), (s2, t2, _) = first.scale_shift(z), second.scale_shift(z)
    assert np.array_equal(first.mask, second.mask)
    assert np.allclose(second.forward(first.forward(z)), z * np.exp(s1 + s2) + t1 * np.exp(s2) + t2)
