"""Practising in the browser: by keyboard, kept here, given back as lines of the journal."""

import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

pytestmark = pytest.mark.browser

NOW = "2030-06-15T12:00:00"
LECTURE = "db19-d1-l1"


@pytest.fixture
def practice(page: Page, address: str) -> Page:
    """The page on a fixed day, long after every line of the journal."""
    page.clock.set_fixed_time(NOW)
    page.goto(address + "practice/")
    return page


def answered(page: Page, reviews: dict[str, list[tuple[str, str]]]) -> None:
    """The page as it is for somebody with these answers."""
    kept = {id: [{"day": day, "grade": grade} for day, grade in given] for id, given in reviews.items()}
    page.evaluate("kept => localStorage.setItem('kb-cards', kept)", json.dumps(kept))
    page.reload()


def lines(page: Page) -> list[str]:
    return page.locator(".kb-lines").inner_text().split("\n")


def choose(page: Page, label: str, value: str) -> None:
    page.get_by_label(label).select_option(value)


def test_space_shows_and_a_digit_grades(practice: Page) -> None:
    choose(practice, "Which", "all")
    practice.locator("h1").click()
    first = practice.locator(".kb-asked").inner_text()
    expect(practice.locator(".kb-told")).to_have_count(0)
    practice.keyboard.press("3")
    assert practice.locator(".kb-asked").inner_text() == first
    practice.keyboard.press(" ")
    expect(practice.locator(".kb-told")).to_be_visible()
    practice.keyboard.press("3")
    expect(practice.locator(".kb-told")).to_have_count(0)
    assert practice.locator(".kb-asked").inner_text() != first
    assert re.fullmatch(r"2030-06-15 reviewed q-\S+ grade=good", practice.locator(".kb-lines").inner_text())


def test_answers_are_kept_and_can_be_undone(practice: Page) -> None:
    for grade in ("easy", "again"):
        practice.get_by_role("button", name="Show the answer").click()
        practice.get_by_role("button", name=grade).click()
    before = lines(practice)
    assert [line.split()[-1] for line in before] == ["grade=easy", "grade=again"]
    practice.reload()
    assert lines(practice) == before
    practice.get_by_role("button", name="Show the answer").click()
    practice.get_by_role("button", name="hard").click()
    practice.get_by_role("button", name="Undo the last answer").click()
    assert lines(practice) == before


def test_what_was_due_the_longest_is_asked_first(practice: Page) -> None:
    ids = practice.locator(f"[data-note={LECTURE}] .kb-question").evaluate_all("cards => cards.map(card => card.id)")
    answered(
        practice, {ids[1]: [("2030-06-13", "good")], ids[2]: [("2030-06-10", "good")], ids[3]: [("2030-06-14", "easy")]}
    )
    choose(practice, "From", LECTURE)
    choose(practice, "Which", "due")
    expect(practice.locator(".kb-tally")).to_contain_text("2 to repeat of")
    shown = practice.locator(".kb-asked").inner_text()
    assert shown == practice.locator(f"#{ids[2]} .kb-title").inner_text()


SCHEDULE = {
    "never": ([], ["tomorrow", "tomorrow", "in 2 days", "in 8 days"]),
    "ten days ago": ([("2030-06-05", "good")], ["tomorrow", "in 12 days", "in 25 days", "in 40 days"]),
    "today too": (
        [("2030-06-05", "good"), ("2030-06-15", "good")],
        ["tomorrow", "in 12 days", "in 25 days", "in 40 days"],
    ),
    "not understood": ([("yesterday", "well")], ["tomorrow", "tomorrow", "in 2 days", "in 8 days"]),
}


@pytest.mark.parametrize(("given", "days"), SCHEDULE.values(), ids=SCHEDULE.keys())
def test_the_schedule_is_what_it_says(given: list[tuple[str, str]], days: list[str], practice: Page) -> None:
    first = practice.locator(".kb-question").first.get_attribute("id")
    assert first
    answered(practice, {first: given})
    choose(practice, "Which", "all")
    practice.get_by_role("button", name="Show the answer").click()
    assert practice.locator(".kb-grade small").all_inner_texts() == days


def test_after_ten_new_ones_it_is_enough_for_a_day(practice: Page) -> None:
    choose(practice, "Which", "")
    while practice.get_by_role("button", name="Show the answer").count():
        practice.get_by_role("button", name="Show the answer").click()
        practice.get_by_role("button", name="good").click()
    assert len([line for line in lines(practice) if line]) >= 10
    expect(practice.locator(".kb-practice")).to_contain_text("Nothing more to ask today.")
    expect(practice.locator(".kb-practice")).to_contain_text("in 2 days, on 2030-06-17")
    practice.get_by_role("button", name="Ask 10 more new ones").click()
    expect(practice.locator(".kb-tally")).to_contain_text("10 new of")


def test_a_choice_stands_in_the_address_and_narrows_the_list(practice: Page) -> None:
    everything = practice.locator(".kb-question").count()
    choose(practice, "From", "deepbayes-2019/")
    course = practice.locator(".kb-question:not([hidden])").count()
    choose(practice, "Topic", "variational-inference")
    assert 0 < practice.locator(".kb-question:not([hidden])").count() < course < everything
    assert practice.url.endswith("#from=deepbayes-2019%2F&topic=variational-inference")
    practice.reload()
    expect(practice.get_by_label("Topic")).to_have_value("variational-inference")


def test_a_lecture_leads_to_its_own_questions(page: Page, address: str) -> None:
    page.goto(f"{address}courses/deepbayes-2019/{LECTURE}/")
    questions = page.locator("details.kb-question").count()
    page.get_by_role("link", name="to practise").click()
    expect(page.get_by_label("From")).to_have_value(LECTURE)
    assert page.locator(".kb-question:not([hidden])").count() == questions > 5


def test_the_lines_can_be_downloaded(practice: Page) -> None:
    practice.get_by_role("button", name="Show the answer").click()
    practice.get_by_role("button", name="good").click()
    with practice.expect_download() as download:
        practice.get_by_role("button", name="Download").click()
    assert Path(download.value.path()).read_text(encoding="utf-8").splitlines() == lines(practice)


def test_forgetting_is_asked_for(practice: Page) -> None:
    practice.get_by_role("button", name="Show the answer").click()
    practice.get_by_role("button", name="good").click()
    practice.once("dialog", lambda dialog: dialog.dismiss())
    practice.get_by_role("button", name="Forget").click()
    expect(practice.locator(".kb-journal")).to_be_visible()
    practice.once("dialog", lambda dialog: dialog.accept())
    practice.get_by_role("button", name="Forget").click()
    expect(practice.locator(".kb-journal")).to_be_hidden()


def test_without_javascript_every_answer_can_be_unfolded(address: str, browser: Browser) -> None:
    context = browser.new_context(java_script_enabled=False)
    opened = context.new_page()
    opened.goto(address + "practice/")
    card = opened.locator(".kb-question").first
    expect(card.locator(".kb-whence")).to_be_hidden()
    card.locator("summary").click()
    expect(card.locator(".kb-whence")).to_be_visible()
    assert opened.locator(".kb-choice").is_hidden()
    context.close()


def test_the_page_is_under_a_megabyte_and_breaks_no_policy(page: Page, address: str, site: Path) -> None:
    assert (site / "practice/index.html").stat().st_size < 1_000_000
    told: list[str] = []
    page.on("console", lambda message: told.append(message.text))
    page.on("pageerror", lambda error: told.append(str(error)))
    page.goto(address + "practice/")
    page.get_by_role("button", name="Show the answer").click()
    page.get_by_role("button", name="good").click()
    assert [text for text in told if "Content Security Policy" in text or "Error" in text] == []
