"""Figures are computed, and come out the same."""

import random
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
FIGURES = ROOT / "docs" / "assets" / "figures"
MADE_BY = re.compile(r"Made by `python (scripts/figures/\w+\.py)`")


@pytest.mark.slow
def test_three_scripts_at_random_draw_the_same_bytes_again(tmp_path):
    every = [path for path in (ROOT / "scripts" / "figures").glob("*.py") if "def main()" in path.read_text()]
    chosen = [script.stem for script in random.SystemRandom().sample(every, 3)]
    command = [sys.executable, str(ROOT / "scripts" / "make_figures.py"), "--into", str(tmp_path), *chosen]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    made = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    changed = [name for name, drawn in made.items() if drawn != (FIGURES / name).read_bytes()]
    assert len(made) >= 3
    assert not changed, f"drawn by {chosen}"


def test_each_figure_is_shown_in_a_note_and_each_caption_names_its_script():
    text = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "docs" / "courses").rglob("*.md"))
    assert [path.name for path in sorted(FIGURES.glob("*.svg")) if f"assets/figures/{path.name}" not in text] == []
    assert [script for script in MADE_BY.findall(text) if not (ROOT / script).exists()] == []
