"""怎样按: the same page driven by a mouse, by touch on a narrow phone, or by the keyboard alone."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from tests.browser import checks

MOST_STOPS = 400


class Mouse:
    """鼠标，1280 宽。"""

    name = "mouse"
    window = {"viewport": {"width": 1280, "height": 900}}

    def __init__(self, page: Any) -> None:
        self.page = page

    def press(self, wanted: Any) -> None:
        """Activate a link, a button, a summary."""
        wanted.click()

    def write(self, wanted: Any, text: str) -> None:
        """Fill a field."""
        wanted.click()
        wanted.fill(text)

    def write_day(self, wanted: Any, day: date) -> None:
        """Fill a field for a day."""
        wanted.fill(day.isoformat())

    def choose(self, wanted: Any, value: str) -> None:
        """Choose an option of a list by its value; a long list is searched by its name."""
        if wanted.is_visible():
            wanted.select_option(value)
            return
        field, row = searched(wanted, value)
        self.write(field, row.text_content().strip())
        self.press(row)
        assert wanted.input_value() == value

    def attach(self, wanted: Any, path: Path) -> None:
        """Choose a file."""
        with self.page.expect_file_chooser() as chooser:
            self.press(wanted)
        chooser.value.set_files(path)


class Touch(Mouse):
    """手指，320 宽。"""

    name = "touch"
    window = {
        "viewport": {"width": 320, "height": 640},
        "has_touch": True,
        "is_mobile": True,
        "device_scale_factor": 2,
    }

    def press(self, wanted: Any) -> None:
        wanted.tap()

    def write(self, wanted: Any, text: str) -> None:
        wanted.tap()
        wanted.fill(text)


class Keyboard(Mouse):
    """只用键盘: Tab, Enter, Space and letters; the focus must be seen at every stop."""

    name = "keyboard"

    def go_to(self, wanted: Any) -> None:
        """Tab until the focus is on the element."""
        wanted.wait_for(state="visible")
        target = wanted.element_handle()
        for _ in range(MOST_STOPS):
            stop = checks.focus(self.page, target)
            assert stop["seen"], (self.page.url, stop)
            if stop["here"]:
                return
            self.page.keyboard.press("Tab")
        raise AssertionError(f"the keyboard does not reach {wanted} on {self.page.url}")

    def press(self, wanted: Any) -> None:
        kind = wanted.evaluate("e => e.tagName + (e.type ? ' ' + e.type : '')")
        if kind == "INPUT radio":
            self.pick(wanted)
            return
        self.go_to(wanted)
        self.page.keyboard.press("Space" if kind in ("INPUT checkbox", "INPUT file") else "Enter")

    def pick(self, wanted: Any) -> None:
        """One of several: Tab stops once for all of them, the arrows choose."""
        group = wanted.locator("xpath=ancestor::form").locator(
            f"input[type=radio][name={wanted.get_attribute('name')}]"
        )
        states = group.evaluate_all("all => all.map(e => e.checked)")
        start = states.index(True) if True in states else 0
        self.go_to(group.nth(start))
        place = group.evaluate_all("(all, e) => all.indexOf(e)", wanted.element_handle())
        for _ in range(abs(place - start)):
            self.page.keyboard.press("ArrowDown" if place > start else "ArrowUp")
        if place == start:
            self.page.keyboard.press("Space")
        assert wanted.is_checked()

    def write(self, wanted: Any, text: str) -> None:
        self.go_to(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def write_day(self, wanted: Any, day: date) -> None:
        """The parts in the order of the browser's own language, which a page cannot ask for."""
        self.go_to(wanted)
        for order in ("%m %d %Y", "%Y %m %d"):
            for _ in range(3):
                self.page.keyboard.press("ArrowLeft")
            for part in day.strftime(order).split():
                self.page.keyboard.type(part)
                if len(part) == 4:  # a year has room for six digits; it does not go on by itself
                    self.page.keyboard.press("ArrowRight")
            if wanted.input_value() == day.isoformat():
                return
        raise AssertionError(f"{wanted.input_value()} instead of {day} on {self.page.url}")

    def choose(self, wanted: Any, value: str) -> None:
        if not wanted.is_visible():
            self.search(wanted, value)
            return
        self.go_to(wanted)
        values = wanted.evaluate("e => [...e.options].map(o => o.value)")
        self.page.keyboard.press("Home")
        for _ in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        assert wanted.input_value() == value

    def search(self, wanted: Any, value: str) -> None:
        """Type the name, go down to its row, take it with Enter."""
        field, row = searched(wanted, value)
        self.write(field, row.text_content().strip())
        for _ in range(MOST_STOPS):
            if row.get_attribute("aria-selected") == "true":
                break
            self.page.keyboard.press("ArrowDown")
        self.page.keyboard.press("Enter")
        assert wanted.input_value() == value


def searched(wanted: Any, value: str) -> tuple[Any, Any]:
    """The field that stands for a long list, and the row of one choice."""
    values = wanted.evaluate("e => [...e.options].map(o => o.value)")
    box = wanted.locator("xpath=..")
    return box.locator("input"), box.locator("li").nth(values.index(value))


HANDS = (Mouse, Touch, Keyboard)


def by_hands(*short: type[Mouse]) -> Any:
    """The journey by every hand; only the named ones belong to the short run, which changes hands by journey."""
    return pytest.mark.parametrize(
        "hand",
        [
            pytest.param(hand, id=hand.name, marks=() if hand in short else pytest.mark.long)
            for hand in HANDS
        ],
    )
