"""每一页都要过的关: no axe violation, no sideways scroll, visible focus, no complaint of the browser."""

from __future__ import annotations

import importlib.util
from functools import cache
from pathlib import Path
from typing import Any

RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]

# What stands out of the page sideways, outside the regions that may be scrolled by themselves.
SIDEWAYS = """() => document.documentElement.scrollWidth <= document.documentElement.clientWidth ? [] :
  [...document.body.querySelectorAll('*')].filter(e => !e.closest('.scroll') &&
    e.getBoundingClientRect().right > document.documentElement.clientWidth + 1)
    .slice(0, 5).map(e => e.outerHTML.slice(0, 160)).concat(['page'])"""

# Where the focus is and whether an eye can find it. Smooth scrolling is off; the element must be drawn.
FOCUS = """(wanted) => {
  const now = document.activeElement;
  if (!now || now === document.body) return {where: 'body', here: false, seen: true};
  const style = getComputedStyle(now), box = now.getBoundingClientRect();
  const outlined = style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2;
  const drawn = box.width > 0 && box.height > 0;
  const inside = box.bottom > 0 && box.right > 0 && box.top < innerHeight && box.left < innerWidth;
  const x = Math.min(Math.max(box.left + box.width / 2, 1), innerWidth - 2);
  const y = Math.min(Math.max(box.top + Math.min(box.height / 2, 12), 1), innerHeight - 2);
  const top = document.elementFromPoint(x, y);
  const free = !top || now.contains(top) || top.contains(now);
  return {where: now.outerHTML.slice(0, 160), here: now === wanted,
          seen: outlined && drawn && inside && free, why: {outlined, drawn, inside, free}};
}"""


@cache
def axe_source() -> str:
    """The checker's own script, from its wheel."""
    found = importlib.util.find_spec("axe_core_python")
    assert found and found.origin, "axe-core-python is not installed"
    return (Path(found.origin).parent / "axe.min.js").read_text(encoding="utf-8")


def axe_violations(page: Any) -> list[tuple[str, str]]:
    """Rule and first place of every violation on the page as it stands."""
    if not page.evaluate("() => !!window.axe"):
        page.evaluate(axe_source())
    found = page.evaluate("rules => axe.run(document, {runOnly: rules})", RULES)
    return [(each["id"], each["nodes"][0]["html"][:300]) for each in found["violations"]]


def sideways(page: Any) -> list[str]:
    """What makes the page wider than the window."""
    return list(page.evaluate(SIDEWAYS))


def focus(page: Any, wanted: Any | None = None) -> dict[str, Any]:
    """Where the focus is, whether that is ``wanted``, whether it can be seen."""
    return dict(page.evaluate(FOCUS, wanted))


class Complaints(list[str]):
    """What the browser held against the pages: script errors, refused sources, foreign addresses."""

    def listen(self, page: Any, address: str) -> None:
        page.on("pageerror", lambda error: self.append(f"script: {error}"))
        page.on("console", self.take_message)
        page.on("request", lambda sent: self.take_address(sent.url, address))

    def take_message(self, message: Any) -> None:
        expected = "Failed to load resource" in message.text and message.text.rstrip(")").endswith(
            (
                "(Forbidden",
                "(Not Found",
                "(Conflict",
                "(Unprocessable Entity",
                "(Unprocessable Content",
            )
        )
        if message.type in ("error", "warning") and not expected:
            self.append(f"console: {message.text}")

    def take_address(self, url: str, address: str) -> None:
        if not url.startswith((address, "data:", "blob:")):
            self.append(f"foreign: {url}")
