"""Figures are computed, and come out the same."""

import importlib.util
import random
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "docs" / "assets" / "figures"
MADE_BY = re.compile(r"Made by `python (scripts/figures/\w+\.py)`")


def make_figures():
    spec = importlib.util.spec_from_file_location("make_figures", ROOT / "scripts" / "make_figures.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


@pytest.mark.slow
def test_three_scripts_at_random_draw_the_same_bytes_again(tmp_path):
    maker = make_figures()
    chosen = random.SystemRandom().sample(maker.scripts(), 3)
    for script in chosen:
        assert maker.run(script, tmp_path)[0] == 0, f"{script.name} fails"
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    changed = [name for name, drawn in made.items() if drawn != (FIGURES / name).read_bytes()]
    assert len(made) >= 3
    assert not changed, f"drawn by {[script.name for script in chosen]}"


def test_each_figure_is_shown_in_a_note_and_each_caption_names_its_script():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "courses").rglob("*.md"))
    assert [path.name for path in sorted(FIGURES.glob("*.svg")) if f"assets/figures/{path.name}" not in text] == []
    assert [script for script in MADE_BY.findall(text) if not (ROOT / script).exists()] == []
