"""One key at a time from a terminal; from anything else, one line at a time."""

import sys

import click

GRADES = {"1": "again", "2": "hard", "3": "good", "4": "easy"}
_QUITS = ("q", "\x1b", "\x04", "\x1a")  # Escape, and what ends a file at a keyboard


def any_key(prompt: str) -> bool:
    """Waits for a key; False for one that stops, and at the end of the input."""
    _prompt(prompt)
    return _pressed() not in (None, *_QUITS)


def grade(prompt: str) -> str:
    """The grade of the next key, or of its whole name on a line; other keys are passed over. Empty for one that stops,
    and at the end of the input."""
    _prompt(prompt)
    while True:
        pressed = _pressed()
        if pressed is None or pressed in _QUITS:
            return ""
        if pressed in GRADES or pressed in GRADES.values():
            return GRADES.get(pressed, pressed)


def _prompt(words: str) -> None:
    click.echo(click.style(words, dim=True), err=True)


def _pressed() -> str | None:
    """The key, or the line; None at the end of the input."""
    if sys.stdin.isatty():
        return str(click.getchar())
    line = sys.stdin.readline()
    return line.strip().lower() if line else None
