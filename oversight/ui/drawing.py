"""小图形的标记。 Icons, badges, grades, marks and bars as safe HTML; quick enough for every row of a table."""

from __future__ import annotations

import hashlib
from functools import cache, lru_cache
from pathlib import Path

from django.contrib.staticfiles import finders
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from oversight.ui import charts, formats
from oversight.ui.states import GRADES, STATES

SPRITE = "dist/icons.svg"


@cache
def sprite_url() -> str:
    """The address of the icon file, with its version."""
    found = finders.find(SPRITE)
    version = hashlib.sha256(Path(found).read_bytes()).hexdigest()[:8] if found else ""
    return static(SPRITE) + (f"?v={version}" if version else "")


@cache
def icon(name: str) -> SafeString:
    """An icon beside a word; hidden from screen readers, the word says it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"/></svg>',
        sprite_url(),
        name,
    )


def badge(state: str, word: object = "") -> SafeString:
    """状态: icon, word and colour by the state's name in `states.STATES`."""
    known = STATES[state]
    return format_html(
        '<span class="badge badge--{}">{}{}</span>',
        known.tone,
        icon(known.icon),
        word or known.word,
    )


@cache
def _bars(filled: int) -> SafeString:
    heights = (4, 7, 10)
    rects = format_html_join(
        "",
        '<rect x="{}" y="{}" width="3.4" height="{}" class="{}"/>',
        (
            (n * 5 + 0.5, 10.5 - h, h, "grade__on" if n < filled else "grade__off")
            for n, h in enumerate(heights)
        ),
    )
    return format_html(
        '<svg class="grade__bars" viewBox="0 0 15 11" aria-hidden="true" focusable="false">{}</svg>',
        rects,
    )


def grade(code: str | None) -> SafeString:
    """判断等级: 强, 弱, 或为偶然; nothing where there is no grade."""
    return _grade(code, get_language() or "") if code else SafeString("")


@lru_cache(maxsize=64)
def _grade(code: str, language: str) -> SafeString:
    word, filled = GRADES[code]
    return format_html('<span class="grade grade--{}">{}{}</span>', code, _bars(filled), word)


MARKS = {
    "done": '<circle class="mark__disc" cx="10" cy="10" r="9"/><path class="mark__tick" d="M6 10.5l2.7 2.7L14 7.6"/>',
    "current": '<circle class="mark__disc" cx="10" cy="10" r="6.5"/>',
    "late": '<path class="mark__disc" d="M10 1l9 9-9 9-9-9z"/><circle cx="10" cy="10" r="2.5" fill="#fff"/>',
    "today": '<circle class="mark__disc" cx="10" cy="10" r="8"/>',
    "future": '<circle class="mark__disc" cx="10" cy="10" r="8.5"/>',
    "stopped": '<rect class="mark__disc" x="3" y="3" width="14" height="14"/>',
}


def mark(state: str) -> SafeString:
    """链上的标记: done ✓, current ring, late diamond, today full, future hollow, stopped square."""
    return format_html(
        '<svg class="chain__mark mark--{}" viewBox="0 0 20 20" aria-hidden="true" focusable="false">{}</svg>',
        state,
        mark_safe(MARKS[state]),  # noqa: S308 -- constants of this file
    )


def progress_bar(share: float, plan: float | None = None, late: bool = False) -> SafeString:
    """进度条: bar for done, tick for plan; the words stand beside it on the page."""
    done = round(min(max(share or 0.0, 0.0), 1.0) * 100, 2)
    tick: SafeString | str = ""
    if plan is not None:
        at = round(min(max(plan, 0.0), 1.0) * 100, 2)
        tick = format_html(
            '<line class="progress__plan" x1="{0}%" x2="{0}%" y1="0" y2="100%"/>', at
        )
    return format_html(
        '<svg class="progress__bar" aria-hidden="true" focusable="false">'
        '<rect class="progress__track" width="100%" height="100%" rx="5"/>'
        '<rect class="progress__done{}" width="{}%" height="100%" rx="5"/>{}</svg>',
        " progress__done--late" if late else "",
        done,
        tick,
    )


def interval(value: charts.Interval | None, scale: charts.Scale | None = None) -> SafeString:
    """区间条: band, dashed expectation, dot; the three numbers as text alternative.

    Written in one piece because a ranking draws it in every row; all but the words are numbers.
    """
    if value is None or value.expected <= 0:
        return SafeString(formats.NOTHING)
    on = scale or charts.Scale()
    low, high = on.x(value.low / value.expected), on.x(value.high / value.expected)
    middle = on.x(1)
    return SafeString(
        f'<svg class="interval" viewBox="0 0 160 24" role="img" aria-label="{escape(value.words())}">'
        f'<rect class="interval__band" x="{low}" y="7" width="{max(high - low, 1.0):.1f}" height="10" rx="2"/>'
        f'<line class="interval__expected" x1="{middle}" x2="{middle}" y1="3" y2="21"/>'
        f"{_dot(on, value.seen / value.expected, value.grade)}</svg>"
    )


def _dot(scale: charts.Scale, ratio: float, code: str) -> str:
    kind = f"interval__dot interval__dot--{code if code in GRADES else 'noise'}"
    x = scale.x(ratio)
    if scale.holds(ratio):
        radius = 5 if code == "strong" else 4.5
        return f'<circle class="{kind}" cx="{x}" cy="12" r="{radius}"/>'
    side = 1 if ratio > scale.high else -1
    points = f"{x - 5 * side},6 {x + 6 * side},12 {x - 5 * side},18"
    return f'<polygon class="{kind}" points="{points}"/>'


def interval_ticks(scale: charts.Scale, last: str) -> SafeString:
    """表头的刻度: the common scale, the last tick with its unit (倍)."""
    end = len(scale.ticks) - 1
    labels = format_html_join(
        "",
        '<text x="{}" y="26" text-anchor="middle">{}</text>',
        ((scale.x(t), f"{t:g}{last if n == end else ''}") for n, t in enumerate(scale.ticks)),
    )
    return format_html(
        '<svg class="interval interval--ticks" viewBox="0 0 160 32" aria-hidden="true" focusable="false">{}</svg>',
        labels,
    )


@lru_cache(maxsize=4096)
def square(kind: str, x: float = 0, y: float = 0, side: int = 16) -> SafeString:
    """一个方格: filled 强, hatched 弱, dashed 或为偶然, empty 未双升."""
    hatch: SafeString | str = ""
    if kind == "weak":
        # Three strokes from the lower left to the upper right, inside the square.
        ends = ((0, 6, 6, 0), (0, 13, 13, 0), (4, 16, 16, 4), (11, 16, 16, 11))
        hatch = format_html_join(
            "",
            '<line class="sq__hatch" x1="{}" y1="{}" x2="{}" y2="{}"/>',
            ((x + a, y + b, x + c, y + d) for a, b, c, d in ends),
        )
    return format_html(
        '{}<rect class="sq--{}" x="{}" y="{}" width="{}" height="{}" rx="3" fill-opacity="{}"/>',
        hatch,
        kind,
        x,
        y,
        side,
        side,
        0 if kind == "weak" else 1,
    )
