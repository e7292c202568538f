"""词 (terms): what is written into the index of a text. Pure and the same on every database.

Chinese is indexed by runs of one, two and three characters: so a part word or an abbreviation (城管、水利局)
is found wherever it stands, and no word is lost because its neighbours made the segmenter cut it otherwise.
Numbers of papers, dates and months become terms of their own, however they are written.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date

CHINESE = re.compile(r"[\u3400-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]+")
LATIN = re.compile(r"[a-z0-9]+")
NUMBER = re.compile(r"[\u3014\[({\u3010]\s*(\d{4})\s*[\u3015\])}\u3011]\s*第?\s*(\d{1,6})\s*号")
YEAR_OF_NUMBER = re.compile(r"[\u3014\[({\u3010]\s*(\d{4})\s*[\u3015\])}\u3011]")
SHORT_NUMBER = re.compile(r"(\d{1,6})\s*号")
DAY = re.compile(r"(\d{4})\s*(?:年|[-/.])\s*(\d{1,2})\s*(?:月|[-/.])\s*(\d{1,2})(?!\d)\s*日?")
MONTH = re.compile(r"(\d{4})\s*(?:年\s*(\d{1,2})\s*月|-(\d{1,2})(?![-\d]))")
DAY_OF_YEAR = re.compile(r"(?<!\d)(\d{1,2})\s*月\s*(\d{1,2})\s*日")
LONGEST_RUN = 3


def normalised(text: str) -> str:
    """One form of every character: full width as half width, lower case."""
    return unicodedata.normalize("NFKC", text).lower()


def day_terms(on: date) -> set[str]:
    """The terms of a day: itself, its month, the day in any year, the year."""
    return {f"d{on:%Y%m%d}", f"m{on:%Y%m}", f"t{on:%m%d}", f"{on:%Y}"}


def valid_day(year: str, month: str, day: str) -> date | None:
    """The date, or None where there is no such day."""
    try:
        return date(int(year), int(month), int(day))
    except ValueError:
        return None


def special_terms(text: str) -> Iterator[str]:
    """Paper numbers, days and months in a normalised text."""
    for year, number in NUMBER.findall(text):
        yield f"n{year}x{int(number)}"
        yield f"y{year}"
    for number in SHORT_NUMBER.findall(text):
        yield f"h{int(number)}"
    for parts in DAY.findall(text):
        if on := valid_day(*parts):
            yield from day_terms(on)
    for year, written, dashed in MONTH.findall(text):
        if 1 <= int(written or dashed) <= 12:
            yield f"m{year}{int(written or dashed):02}"
    for month, day in DAY_OF_YEAR.findall(text):
        yield f"t{int(month):02}{int(day):02}"


def runs(word: str, longest: int = LONGEST_RUN) -> Iterator[str]:
    """All runs of one to ``longest`` characters."""
    for length in range(1, longest + 1):
        for start in range(len(word) - length + 1):
            yield word[start : start + length]


def terms_of(text: str, on: date | None = None) -> set[str]:
    """Everything under which the text is found; ``on`` is the day of its record."""
    plain = normalised(text)
    found = set(special_terms(plain))
    for word in CHINESE.findall(plain):
        found.update(runs(word))
    found.update(LATIN.findall(plain))
    return found | (day_terms(on) if on else set())
