"""The homework notes quote the numbers that their scripts left in `scripts/homework/results`, and no others.

A line below is a phrase of a note with the places of the numbers in braces: {script[key]:digits}.
"""

import json
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
NOTES, RESULTS = ROOT / "docs/courses/cs294-158-sp20", ROOT / "scripts/homework/results"

QUOTED = {
    "cs294-hw1": """
        $H \\approx {images[entropy_per_image]:.2f}$ nats per picture, or {images[entropy]:.4f} nats per dimension
        a test loss of {density[histogram_test]:.3f} nats, against {density[histogram_train]:.3f} in training
        The mixture has {density[mixture_test]:.3f} and {density[mixture_train]:.3f}
        where the entropy is {density[entropy]:.3f}
        the result is one logistic, {density[together_test]:.3f} nats
        {density[plane_one_hot_test]:.3f} nats per dimension against {density[plane_scalar_test]:.3f}
        entropy {density[plane_entropy]:.3f}
        below the entropy in training, {density[plane_one_hot_train]:.3f}
        the scalar network has {density[plane_scalar_train]:.3f}
        Counts plus one give {density[plane_plus_one_test]:.3f}: only {density[plane_seen_cells]} of 2,500 cells
        {images[made_per_image]:.2f} nats (MADE) and {images[pixelcnn_per_image]:.2f} (PixelCNN)
        {images[made_test]:.4f} and {images[pixelcnn_test]:.4f} nats per dimension
        {images[made_train]:.4f} in training, where PixelCNN has {images[pixelcnn_train]:.5f}
        from {color[entropy_per_image]:.2f} to {color[independent_floor_per_image]:.2f} nats per picture
        {color[independent_per_image]:.2f} and {color[autoregressive_per_image]:.2f} nats per picture
        ({color[independent_test]:.4f} and {color[autoregressive_test]:.4f} per dimension)
        {color[independent_red]:.1f}, {color[independent_green]:.1f} and {color[independent_blue]:.1f} nats
        {color[autoregressive_red]:.1f}, {color[autoregressive_green]:.1f} and {color[autoregressive_blue]:.1f}
        {color[independent_more_than_two_colors]:.0%} and {color[autoregressive_more_than_two_colors]:.0%} of 64
        Our network reaches {images[class_per_image]:.2f} nats per picture
        none of MADE's is exactly a shape, and {images[pixelcnn_shapes]:.0%} of PixelCNN's
        it is {images[class_marginal_test]:.4f} nats per dimension against {images[pixelcnn_test]:.4f}
        classify {images[class_accuracy]:.1%} of the test pictures
        {gated[one_stack_per_image]:.2f}, {gated[two_stacks_per_image]:.2f} and {gated[gated_per_image]:.2f} nats
        from {gated[one_stack_unseen]} to {gated[two_stacks_unseen]} past pixels
        are {gated[one_stack_pieces]:.0%}, {gated[two_stacks_pieces]:.0%} and {gated[gated_pieces]:.0%} of 100
        Exact shapes are {gated[one_stack_shapes]:.0%}, {gated[two_stacks_shapes]:.0%} and {gated[gated_shapes]:.0%}.
        ({gated[gated_weights]:,} weights against {gated[two_stacks_weights]:,} and {gated[one_stack_weights]:,})
    """,
    "cs294-hw2": """
        $H = {plane[moons_entropy]:.3f}$ nats
        ends {plane[moons_autoregressive_gap]:.3f} above it, Real NVP {plane[moons_real_nvp_gap]:.3f}
        $H = {plane[spots_entropy]:.3f}$: {plane[spots_autoregressive_gap]:.3f} and {plane[spots_real_nvp_gap]:.3f}
        {plane[spots_cells_lowest]:.2f} to {plane[spots_cells_highest]:.2f} of the uniform share
        {plane[moons_cells_lowest]:.2f} to {plane[moons_cells_highest]:.2f} of the uniform share
        {shapes[flow_test]:.3f} for the flow, of which the own halves are {shapes[flow_cells_test]:.3f}
        {shapes[discrete_test]:.3f} for the same network
        Independent pixels of equal probability have {shapes[independent]:.3f}
        within {shapes[code_deviation_from_uniform]:.3f} of uniform
        {colored[parameters]:,} parameters
        {colored[test_bits]:.3f} bits per dimension (standard error {colored[standard_error]:.3f})
        each with its shares of levels, need {colored[independent_bits]:.2f}
        the log-determinants sum to {colored[log_determinant]:.1f}
        they have {colored[bits_of_samples]:.2f} bits under the model
        their codes have {colored[code_square_per_dimension]:.2f}
        the middles {colored[middle_square_per_dimension]:.2f}
        the middles have {colored[bits_of_middle_images]:.2f} bits, the test images {colored[test_bits]:.2f}
        {masks[bits: checkerboard, then rows]:.4f} for interleaved masks
        {masks[bits: 1 x 1 convolutions]:.4f} for learned
        {masks[bits: upper and lower half]:.3f} for halves
        {masks[bits: one checkerboard always]:.3f} for one checkerboard
    """,
    "cs294-hw3": """
        rates from {gauss[correlated_rate_lowest]:.3f} to {gauss[correlated_rate_highest]:.3f}
        The loss is {gauss[correlated_loss]:.3f}
        rates are {gauss[diagonal_rate_lowest]:.4f} to {gauss[diagonal_rate_highest]:.4f}
        and the loss is {gauss[diagonal_loss]:.3f}
        rates from {gauss[warm_rate_lowest]:.2f} to {gauss[warm_rate_highest]:.2f}
        the mean loss is {gauss[warm_loss]:.3f}, at most {gauss[warm_loss_highest]:.3f}
        has $r = {gauss[precision_correlation]:.3f}$
        The formula gives {gauss[stated_gap]:.3f} nats; a trained diagonal encoder has {gauss[diagonal_gap_1]:.3f}
        a full one {gauss[full_gap_1]:.4f}
        falls only to {gauss[diagonal_gap_256]:.3f} at $K = 256$
        deviation {gauss[diagonal_many_deviation]:.3f} in the first latent instead of {gauss[diagonal_deviation]:.3f}
        (the full one: {gauss[full_deviation]:.3f})
        bad for one sample, {gauss[diagonal_many_gap_1]:.2f} nats
        and good for many, {gauss[diagonal_many_gap_256]:.4f} at
        come within {gauss[learned_diagonal_gap]:.4f} nats
        (cosine {gauss[learned_diagonal_cosine]:.2f})
        (cosine {gauss[learned_full_cosine]:.2f})
        | normal | {shapes[normal_distortion]:.1f} | {shapes[normal_rate]:.2f} | {shapes[normal_loss]:.1f} |
        | {shapes[later_distortion]:.1f} | {shapes[later_rate]:.2f} | {shapes[later_loss]:.1f} |
        | {shapes[flow_distortion]:.1f} | {shapes[flow_rate]:.2f} | {shapes[flow_loss]:.1f} |
        | {shapes[normal_two_colors]:.4f} |
        | {shapes[later_two_colors]:.4f} |
        | {shapes[flow_two_colors]:.4f} |
        {vq[small_entries]} of 64 entries are in use
        perplexity {vq[small_perplexity]:.1f} and distortion {vq[small_distortion]:.1f}
        perplexity {vq[data_perplexity]:.1f}, distortion {vq[data_distortion]:.1f}
        $16 \\log 64 = {vq[rate_uniform]:.1f}$ nats under the uniform prior, {vq[rate_alone]:.1f} with a table
        {vq[rate_made]:.1f} under the MADE ({vq[rate_made_train]:.1f} on training images)
        {vq[again_two_colors]:.3f} for reconstructions, {vq[made_two_colors]:.3f} for samples of the MADE
        {vq[uniform_two_colors]:.3f} for uniform codes
        | 0 | {pixel[reach_0_distortion]:.2f} | {pixel[reach_0_rate]:.2f} | {pixel[reach_0_loss]:.2f} |
        | 1 | {pixel[reach_1_distortion]:.2f} | {pixel[reach_1_rate]:.2f} | {pixel[reach_1_loss]:.2f} |
        | 3 | {pixel[reach_3_distortion]:.2f} | {pixel[reach_3_rate]:.2f} | {pixel[reach_3_loss]:.2f} |
        | 3, no code | {pixel[alone_3_distortion]:.2f} | 0 | {pixel[alone_3_loss]:.2f} |
        | 3, free bits | {pixel[free_3_distortion]:.2f} | {pixel[free_3_rate]:.2f} | {pixel[free_3_loss]:.2f} |
        | 3, warm-up | {pixel[warm_3_distortion]:.2f} | {pixel[warm_3_rate]:.2f} | {pixel[warm_3_loss]:.2f} |
        | {pixel[reach_0_place]:.3f} |
        | {pixel[reach_1_place]:.3f} |
        | {pixel[reach_3_place]:.3f} |
        | {pixel[free_3_place]:.3f} |
        | {pixel[warm_3_place]:.3f} |
    """,
    "cs294-hw4": """
        Both games end at $W = {line[easy_minimax_w]:.3f}$
        Both games end at $W = {line[easy_non_saturating_w]:.3f}$
        the data have a deviation of {line[data_deviation]:.3f}
        loss is {line[easy_minimax_critic_loss_least]:.3f} to {line[easy_non_saturating_critic_loss_most]:.3f} at
        the non-saturating samples are at $W = {line[far_non_saturating_w]:.2f}$
        their mean is still {line[far_non_saturating_mean_gap_median]:.2f} off
        from $W = {line[far_minimax_w_least]:.2f}$ to {line[far_minimax_w_most]:.2f}
        the median deviation of the four runs is {line[far_minimax_deviation_median]:.2f}
        $W$ is {line[easy_WGAN_GP_w]:.3f} in the mean and {line[easy_WGAN_GP_w_most]:.3f} at most
        one point at the mean of the data would have {line[data_mean_deviation]:.3f}
        With $W = {line[data_mean_deviation]:.3f}$ the claim
        the largest of the four losses is {line[easy_WGAN_GP_critic_loss_most]:.3f}
        a second ridge, and has $W = {line[easy_WGAN_GP_w_least]:.3f}$
        Now $W$ is {line[easy_one_sided_w_least]:.3f} to {line[easy_one_sided_w_most]:.3f} in
        {line[far_one_sided_w_least]:.2f} to {line[far_one_sided_w_most]:.2f} from the far start
        | test images | {shapes[test_inception_score]:.3f} | {shapes[test_frechet]:.4f} |
        | samples | {shapes[samples_inception_score]:.3f} | {shapes[samples_frechet]:.0f} |
        four levels | {shapes[rounded_inception_score]:.3f} | {shapes[rounded_frechet]:.1f} |
        before training | {shapes[untrained_inception_score]:.3f} | {shapes[untrained_frechet]:.0f} |
        500 times | {shapes[four_inception_score]:.3f} | {shapes[four_frechet]:.1f} |
        is right on {shapes[classifier_accuracy]:.1%} of the test images
        its loss is ${shapes[critic_loss_end]:.2f}$ at the end
        {shapes[four_inception_score]:.3f} against {shapes[test_inception_score]:.3f}
        blurred samples have {shapes[samples_frechet]:,.0f}
        at the end it is {bigan[critic_loss_end]:.2f}
        differs from the image in {bigan[reconstruction_differs]:.2%} of the pixels
        another image differs in {bigan[other_reconstruction_differs]:.2%}, a black image in {bigan[black_differs]:.2%}
        | {bigan[bigan_accuracy]:.4f} | {bigan[bigan_cross_entropy]:.3f} | {bigan[bigan_accuracy_few]:.3f} |
        | {bigan[bigan_row]:.3f} | {bigan[bigan_column]:.3f} | {bigan[bigan_mass]:.3f} |
        | {bigan[random_accuracy]:.4f} | {bigan[random_cross_entropy]:.3f} | {bigan[random_accuracy_few]:.3f} |
        | {bigan[random_row]:.3f} | {bigan[random_column]:.3f} | {bigan[random_mass]:.3f} |
        | {bigan[pixels_accuracy]:.4f} | {bigan[pixels_cross_entropy]:.3f} | {bigan[pixels_accuracy_few]:.3f} |
        | {bigan[pixels_row]:.3f} | {bigan[pixels_column]:.3f} | {bigan[pixels_mass]:.3f} |
        ({bigan[random_accuracy_least]:.4f} to {bigan[random_accuracy_most]:.4f})
        with the true shape | {cycle[cycle_overlap]:.3f} | {cycle[no_cycle_overlap]:.3f} |
        | {cycle[cycle_binary_pixels_wrong]:.2%} | {cycle[no_cycle_binary_pixels_wrong]:.2%} |
        error of $F(G(y))$ | {cycle[cycle_colored_error]:.3f} | {cycle[no_cycle_colored_error]:.3f} |
        | {cycle[cycle_colored_error_after_cut]:.3f} | {cycle[no_cycle_colored_error_after_cut]:.3f} |
        | {cycle[cycle_tone_deviation]:.3f} | {cycle[no_cycle_tone_deviation]:.3f} |
        in the place of $y$ has {cycle[other_image_error]:.3f}
        over the pictures, {cycle[data_tone_deviation]:.3f} in the data
        from {cycle[cycle_colored_error]:.3f} to {cycle[cycle_colored_error_after_cut]:.3f}
    """,
}


@cache
def results(note: str) -> dict[str, dict[str, float]]:
    """The numbers of a homework by the script that left them: {"density": {"entropy": 3.994, ...}, ...}."""
    files = RESULTS.glob(f"{note}-*.json")
    return {path.stem.removeprefix(f"{note}-"): json.loads(path.read_text(encoding="utf-8")) for path in files}


PHRASES = [(note, line.strip()) for note, lines in QUOTED.items() for line in lines.strip().splitlines()]


@cache
def prose(note: str) -> str:
    """The note's text on one line."""
    return " ".join((NOTES / f"{note}.md").read_text(encoding="utf-8").split())


@pytest.mark.parametrize(("note", "phrase"), PHRASES)
def test_a_note_quotes_the_number_that_its_script_left(note: str, phrase: str) -> None:
    assert phrase.format_map(results(note)).replace("%", " %") in prose(note)
