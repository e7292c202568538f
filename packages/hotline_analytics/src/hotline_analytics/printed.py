"""What a printed number (印出的数) can mean: its value and the interval its digits leave open.

98.5 stands for every number from 98.45 to 98.55, so a check by intervals raises no alarm over
rounding. Counts are exact unless written in 万. Decides nothing about which column a number is in.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

SIGNIFICANT_DIGITS = 12
LONGEST_NUMBER = 40
BLANKS = frozenset(
    {"", "-", "--", "---", "—", "——", "/", "\\", "无", "n/a", "na", "null", "none", "…"}
)
SIGN_WORDS = {
    "上升": 1, "增长": 1, "增加": 1, "多": 1, "↑": 1, "▲": 1, "+": 1,
    "下降": -1, "减少": -1, "降低": -1, "少": -1, "↓": -1, "▼": -1, "-": -1,
}  # fmt: skip
NUMBER = re.compile(
    r"(?P<sign>上升|增长|增加|多|下降|减少|降低|少|[+\-↑↓▲▼])?"
    r"(?P<digits>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?|\.\d+)"
    r"(?P<scale>万)?(?:件次|人次|件|个|条|起|宗|次|单|分|人|户|天)?(?P<percent>%)?"
)


@dataclass(frozen=True)
class Interval:
    """All numbers from `low` to `high`, both ends included."""

    low: Fraction
    high: Fraction

    @classmethod
    def exact(cls, value: int | Fraction) -> Interval:
        return cls(Fraction(value), Fraction(value))

    def __add__(self, other: Interval) -> Interval:
        return Interval(self.low + other.low, self.high + other.high)

    def __sub__(self, other: Interval) -> Interval:
        return Interval(self.low - other.high, self.high - other.low)

    def over(self, base: Interval) -> Interval | None:
        """The quotient, None where the base may be zero or less."""
        if base.low <= 0:
            return None
        corners = [
            top / bottom for top in (self.low, self.high) for bottom in (base.low, base.high)
        ]
        return Interval(min(corners), max(corners))

    def times(self, factor: int | Fraction) -> Interval:
        ends = sorted((self.low * factor, self.high * factor))
        return Interval(ends[0], ends[1])

    def meets(self, other: Interval) -> bool:
        """Whether one number can be both."""
        return self.low <= other.high and other.low <= self.high

    @property
    def middle(self) -> Fraction:
        return (self.low + self.high) / 2


@dataclass(frozen=True)
class PrintedNumber:
    """A number as read: `half` is half a unit of its last printed digit, 0 for a whole number."""

    value: Fraction
    half: Fraction
    percent_sign: bool = False

    @property
    def interval(self) -> Interval:
        return Interval(self.value - self.half, self.value + self.half)

    def negated(self) -> PrintedNumber:
        return PrintedNumber(-self.value, self.half, self.percent_sign)

    def divided(self, by: int) -> PrintedNumber:
        return PrintedNumber(self.value / by, self.half / by, self.percent_sign)


def parse_number(raw: object) -> PrintedNumber | None:
    """Read a cell as a number; None for a blank, ValueError for anything else."""
    if raw is None or isinstance(raw, bool):
        if raw is None:
            return None
        raise ValueError("a truth value is not a number")
    if isinstance(raw, int):
        return PrintedNumber(Fraction(raw), Fraction(0))
    if isinstance(raw, float | Decimal):
        return _from_float(float(raw))
    return _from_text(str(raw))


def _from_float(number: float) -> PrintedNumber | None:
    if math.isnan(number):
        return None
    if math.isinf(number):
        raise ValueError("infinite")
    # A spreadsheet keeps 15 digits; the last ones are the machine's, not the office's.
    rounded = Decimal(f"{number:.{SIGNIFICANT_DIGITS}g}")
    return _with_digits(rounded, rounded.normalize())


def _with_digits(value: Decimal, shown: Decimal) -> PrintedNumber:
    exponent = shown.as_tuple().exponent
    places = -exponent if isinstance(exponent, int) and exponent < 0 else 0
    half = Fraction(1, 2 * 10**places) if places else Fraction(0)
    return PrintedNumber(Fraction(value), half)


def _from_text(raw: str) -> PrintedNumber | None:
    if len(raw) > LONGEST_NUMBER and len(raw.strip()) > LONGEST_NUMBER:
        raise ValueError("too long for a number")
    text = "".join(unicodedata.normalize("NFKC", raw).split()).replace("−", "-").replace("–", "-")
    if text.lower() in BLANKS:
        return None
    match = NUMBER.fullmatch(text)
    if match is None:
        raise ValueError("not a number")
    digits = Decimal(match["digits"].replace(",", ""))
    number = _with_digits(digits, digits)
    factor = (10_000 if match["scale"] else 1) * SIGN_WORDS.get(match["sign"] or "+", 1)
    half = number.half * abs(factor)
    if match["scale"] and half == 0:
        half = Fraction(5_000)
    return PrintedNumber(number.value * factor, half, bool(match["percent"]))


def show(value: Fraction, places: int = 2) -> str:
    """A number for a sentence: whole numbers without a point, others rounded."""
    if value.denominator == 1:
        return str(value.numerator)
    return f"{float(value):.{places}f}"


def show_percent(value: Fraction, places: int = 2) -> str:
    """A rate of 0–1 as percent for a sentence."""
    return f"{float(value * 100):.{places}f}%"


def clip(text: str, length: int = 30) -> str:
    """The beginning of a cell, fit to be quoted."""
    flat = " ".join(text.split())
    return flat if len(flat) <= length else flat[: length - 1] + "…"
