"""Calendars from the command line: lines end as the standard asks, so no session of what is seen can hold them."""

import io
import sys
from contextlib import redirect_stderr, redirect_stdout
from datetime import date, datetime
from pathlib import Path

import pytest
from icalendar import Calendar

from kb.cli import group
from kb.cli.failures import run

NOTEBOOK = Path(__file__).parent / "notebook"


def kb(line: str, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    out = io.StringIO()
    monkeypatch.setattr(sys, "argv", ["kb", "-C", str(NOTEBOOK), *line.split()])
    with redirect_stdout(out), redirect_stderr(io.StringIO()):
        status = run(group)
    return status, out.getvalue()


def begins(text: str) -> list[tuple[str, object]]:
    return [(str(one["UID"]), one.decoded("DTSTART")) for one in Calendar.from_ical(text).walk("VEVENT")]


def test_a_calendar_has_a_paper_a_day(monkeypatch: pytest.MonkeyPatch) -> None:
    status, text = kb("queue export --format ics --start 2020-04-27 --limit 2", monkeypatch)
    assert (status, begins(text)) == (
        0,
        [
            ("paper.bishop2006pattern.1@kb", date(2020, 4, 27)),
            ("paper.arjovsky2017wasserstein.1@kb", date(2020, 4, 28)),
        ],
    )
    assert text.endswith("END:VCALENDAR\r\n")


def test_with_hours_a_paper_has_the_times_of_the_plan(monkeypatch: pytest.MonkeyPatch) -> None:
    _, text = kb("queue export --format ics --start 2020-04-27 --hours 3 --at 20:30", monkeypatch)
    assert begins(text)[:2] == [
        ("paper.bishop2006pattern.1@kb", datetime(2020, 4, 28, 20, 30)),
        ("paper.bishop2006pattern.2@kb", datetime(2020, 4, 30, 20, 39)),
    ]


def test_a_plan_is_a_calendar_of_everything(monkeypatch: pytest.MonkeyPatch) -> None:
    status, text = kb("plan --format ics --start 2020-04-27 --hours 3", monkeypatch)
    assert status == 0
    assert begins(text)[:3] == [
        ("questions.2020-04-27.1@kb", datetime(2020, 4, 27, 18)),
        ("session.sp-2.1@kb", datetime(2020, 4, 27, 18, 1)),
        ("paper.bishop2006pattern.1@kb", datetime(2020, 4, 28, 18)),
    ]


def test_the_same_call_gives_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first, again = (kb("queue export --format ics --start 2020-04-27", monkeypatch) for _ in range(2))
    assert first == again
