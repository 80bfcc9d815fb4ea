"""The editor as hands on a keyboard find it: nothing here touches a mouse."""

import re
from contextlib import suppress

from playwright.sync_api import Page, expect
from playwright.sync_api import TimeoutError as PlaywrightTimeout

NAME = """() => {
  const it = document.activeElement
  const by = it.getAttribute('aria-labelledby')
  const text = id => document.getElementById(id)?.textContent ?? ''
  const said = by && by.split(' ').map(text).join(' ')
  const label = it.labels?.[0]?.textContent
  const name = it.getAttribute('aria-label') || label || said || it.textContent || ''
  return name.replace(/[ *]+$/, '').trim()
}"""
MARKED = """() => {
  const it = document.activeElement
  const marked = document.getElementById(it.getAttribute('aria-activedescendant') ?? '')
    ?? document.querySelector('[role=option][data-combobox-selected]')
  return (marked?.textContent ?? '').trim()
}"""


class Keyboard:
    def __init__(self, page: Page) -> None:
        self.page = page

    def press(self, *keys: str) -> None:
        for key in keys:
            self.page.keyboard.press(key)

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)

    @property
    def focus(self) -> str:
        """What a screen reader would call what has the focus."""
        return str(self.page.evaluate(NAME))

    def focused(self, name: str) -> None:
        """The focus comes to what is called so, if only with the next frame."""
        expect(self.page.locator(":focus")).to_have_accessible_name(re.compile(name))

    def walk_to(self, name: str, key: str = "Tab", most: int = 60) -> None:
        """Tab on until something of that name has the focus."""
        passed = []
        for _ in range(most):
            self.press(key)
            if re.fullmatch(name, self.focus):
                return
            passed.append(self.focus)
        raise AssertionError(f"{name} was not reached; passed {passed}")

    def pick(self, search: str, expected: str | None = None) -> None:
        """Take the first answer of a list that is open."""
        expect(self.page.locator("[role=combobox]:focus")).to_be_visible()
        self.type(search)
        option = self.page.locator('[role=dialog] [role=option][aria-selected="true"]')
        expect(option).to_contain_text(expected or search)
        self.press("Enter")

    def choose(self, option: str) -> None:
        """Go through the options of the field that has the focus."""
        self.press("ArrowDown")
        expect(self.page.locator("[role=listbox]:visible")).to_be_visible()
        for _ in range(12):
            if self.page.evaluate(MARKED) == option:
                break
            self.press("ArrowDown")
        else:
            raise AssertionError(f"There is no option {option}")
        self.press("Enter")

    def write(self, name: str, text: str) -> None:
        self.walk_to(name)
        self.press("Control+a")
        self.type(text)

    def at(self, region: str, within_ms: int = 20_000) -> None:
        """The focus comes to this part of the editor."""
        here = "document.activeElement.closest('[data-region]')?.dataset.region"
        self.page.wait_for_function(f"() => {here} === '{region}'", timeout=within_ms)

    def settings(self, tab: str = "Settings") -> None:
        """From a step to a tab of what it is set to."""
        self.press("Enter")
        self.at("inspector")
        self.walk_to("Settings|Content", key="Shift+Tab")
        while self.focus != tab:
            self.press("ArrowRight")

    def back(self) -> None:
        """From a field back to the drawing; an open list takes one Escape for itself."""
        for _ in range(3):
            self.press("Escape")
            with suppress(PlaywrightTimeout):
                self.at("stage", within_ms=700)
                return
        raise AssertionError("Escape did not lead back to the drawing")
