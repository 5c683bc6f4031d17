"""What axe finds on a page of each sort, in light and in dark: nothing serious, nothing critical."""

from functools import cache
from importlib.resources import files
from typing import Any

import pytest
from playwright.sync_api import Page

pytestmark = pytest.mark.browser

GRAVE = ("serious", "critical")
# axe takes minutes for thousands of what is all alike: a formula has the colours and the name of what is around it, the
# second chapter of a booklet is like the first, the hundredth row of a table like the tenth.
THIN = """() => {
  const rows = [...document.querySelectorAll("tbody, ul, ol, dl")].flatMap((list) => [...list.children].slice(24));
  const parts = document.querySelectorAll(".kb-chapter ~ .kb-chapter, .kb-meets ~ .kb-meets");
  const cards = [...document.querySelectorAll("details.kb-question")].slice(24);
  for (const one of [...rows, ...parts, ...cards]) one.remove();
  for (const formula of document.querySelectorAll("math")) formula.replaceWith("x");
}"""
RUN = """async rules => {
  const found = await axe.run(document, {resultTypes: ["violations"], ...(rules ? {runOnly: rules} : {})});
  const told = (node) => [node.target.join(" "), ...node.any.map((check) => check.message)].join(": ");
  return found.violations.map((one) => ({...one, nodes: one.nodes.map(told)}));
}"""


@cache
def axe() -> str:
    return (files("axe_playwright_python") / "axe.min.js").read_text(encoding="utf-8")


def grave(page: Page, rules: list[str] | None = None) -> list[str]:
    """The grave violations as text: the rule, how many places, the first of them."""
    page.evaluate(THIN)
    page.evaluate(axe())
    found: list[dict[str, Any]] = page.evaluate(RUN, rules)
    return [
        f"{one['id']} ({len(one['nodes'])}): {one['help']}: {one['nodes'][0]}"
        for one in found
        if one["impact"] in GRAVE
    ]


def test_no_grave_violation_in_light(template: str, address: str, page: Page) -> None:
    page.goto(address + template)
    assert grave(page) == []


def test_colours_are_told_apart_in_the_dark(template: str, address: str, dark: Page) -> None:
    dark.goto(address + template)
    assert dark.evaluate("document.body.dataset.mdColorScheme") == "slate"
    assert grave(dark, ["color-contrast", "link-in-text-block"]) == []


def test_the_search_dialog_has_none(address: str, page: Page) -> None:
    page.goto(address)
    page.keyboard.press("/")
    page.keyboard.type("divergence")
    page.locator(".kb-hit").first.wait_for()
    assert grave(page) == []
