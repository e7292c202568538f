"""怎样按: the same page driven by a mouse, by touch on a narrow phone, or by the keyboard alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

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

    def choose(self, wanted: Any, value: str) -> None:
        """Choose an option of a list by its value."""
        wanted.select_option(value)

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
        self.go_to(wanted)
        kind = wanted.evaluate("e => e.tagName + (e.type ? ' ' + e.type : '')")
        self.page.keyboard.press(
            "Space" if kind in ("INPUT checkbox", "INPUT radio", "INPUT file") else "Enter"
        )

    def write(self, wanted: Any, text: str) -> None:
        self.go_to(wanted)
        self.page.keyboard.press("Control+A")
        self.page.keyboard.type(text)

    def choose(self, wanted: Any, value: str) -> None:
        self.go_to(wanted)
        values = wanted.evaluate("e => [...e.options].map(o => o.value)")
        self.page.keyboard.press("Home")
        for _ in range(values.index(value)):
            self.page.keyboard.press("ArrowDown")
        assert wanted.input_value() == value


HANDS = (Mouse, Touch, Keyboard)
