"""问法 (query): what a reader typed, as wanted words – each with its terms, and how it is marked in a snippet.

A record is found when all wanted words are in it. Chinese of more than three characters is cut into words
by rjieba; shorter pieces are looked for as they stand. Words that say nothing alone (的、关于) are left out.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

import rjieba

from oversight.search.rules.terms import (
    CHINESE,
    DAY,
    DAY_OF_YEAR,
    LATIN,
    LONGEST_RUN,
    MONTH,
    NUMBER,
    SHORT_NUMBER,
    YEAR_OF_NUMBER,
    normalised,
    runs,
    valid_day,
)

SILENT = frozenset("的了和与及或在是对于为等把被从到由以之其并而向将就也都这那一")
SILENT_WORDS = frozenset({"关于", "以及", "有关", "进行", "开展", "对于", "关於"})
SHORTEST_PREFIX = 2
MOST_WORDS = 12
LONGEST_QUERY = 200


@dataclass(frozen=True)
class Wanted:
    """一个要找的词.

    words    as the page repeats it
    terms    all of which must be in the index entry
    prefix   whether the only term may be the beginning of one (Latin letters)
    marks    regular expressions of how it may stand in a text
    """

    words: str
    terms: tuple[str, ...]
    prefix: bool = False
    marks: tuple[str, ...] = ()


def asked(text: str) -> list[Wanted]:
    """The wanted words in their order; empty where nothing can be looked for."""
    rest = normalised(text[:LONGEST_QUERY])
    found: list[Wanted] = []
    for read in (paper_numbers, years_of_numbers, days, months, days_of_year, short_numbers):
        rest = read(rest, found)
    for piece in re.findall(f"{CHINESE.pattern}|{LATIN.pattern}", rest):
        found.extend(chinese(piece) if CHINESE.fullmatch(piece) else [latin(piece)])
    return list(dict.fromkeys(found))[:MOST_WORDS]


def taken(pattern: re.Pattern[str], rest: str) -> Iterator[re.Match[str]]:
    return pattern.finditer(rest)


def paper_numbers(rest: str, found: list[Wanted]) -> str:
    """〔2026〕12号, in whatever brackets."""
    for match in taken(NUMBER, rest):
        year, number = match.group(1), int(match.group(2))
        words = f"\u3014{year}\u3015{number}号"
        mark = rf"[〔\[(（【]\s*{year}\s*[〕\])）】]\s*第?\s*0*{number}\s*号"
        found.append(Wanted(words, (f"n{year}x{number}",), marks=(mark,)))
    return NUMBER.sub(" ", rest)


def years_of_numbers(rest: str, found: list[Wanted]) -> str:
    """〔2026〕 alone: whatever is numbered in that year."""
    for match in taken(YEAR_OF_NUMBER, rest):
        year = match.group(1)
        mark = rf"[〔\[(（【]\s*{year}\s*[〕\])）】]"
        found.append(Wanted(f"\u3014{year}\u3015", (f"y{year}",), marks=(mark,)))
    return YEAR_OF_NUMBER.sub(" ", rest)


def short_numbers(rest: str, found: list[Wanted]) -> str:
    """12号 without a year."""
    for match in taken(SHORT_NUMBER, rest):
        number = int(match.group(1))
        found.append(Wanted(f"{number}号", (f"h{number}",), marks=(rf"(?<!\d)0*{number}\s*号",)))
    return SHORT_NUMBER.sub(" ", rest)


def days(rest: str, found: list[Wanted]) -> str:
    """2026年7月5日, 2026-07-05, 2026/7/5, 2026.7.5; what is no day stays in the text."""

    def read(match: re.Match[str]) -> str:
        on = valid_day(*match.groups())
        if on is None:
            return match.group()
        mark = rf"{on.year}\s*[年\-/.]\s*0?{on.month}\s*[月\-/.]\s*0?{on.day}(?!\d)日?"
        short = rf"(?<!\d)0?{on.month}月0?{on.day}日"
        words = f"{on.year}年{on.month}月{on.day}日"
        found.append(Wanted(words, (f"d{on:%Y%m%d}",), marks=(mark, short)))
        return " "

    return DAY.sub(read, rest)


def months(rest: str, found: list[Wanted]) -> str:
    """2026年7月, 2026-07."""

    def read(match: re.Match[str]) -> str:
        year, month = match.group(1), int(match.group(2) or match.group(3))
        if not 1 <= month <= 12:
            return match.group()
        mark = rf"{year}\s*[年\-/.]\s*0?{month}(?!\d)月?"
        words = f"{year}年{month}月"
        found.append(Wanted(words, (f"m{year}{month:02}",), marks=(mark,)))
        return " "

    return MONTH.sub(read, rest)


def days_of_year(rest: str, found: list[Wanted]) -> str:
    """7月5日 of any year."""
    for match in taken(DAY_OF_YEAR, rest):
        month, day = int(match.group(1)), int(match.group(2))
        mark = rf"(?<!\d)0?{month}月0?{day}日"
        found.append(Wanted(f"{month}月{day}日", (f"t{month:02}{day:02}",), marks=(mark,)))
    return DAY_OF_YEAR.sub(" ", rest)


def chinese(piece: str) -> list[Wanted]:
    """A short piece as it stands; a longer one as its words."""
    if len(piece) <= LONGEST_RUN:
        return [chinese_word(piece)]
    words = [part for word in rjieba.cut(piece) for part in parts(word) if not is_silent(part)]
    return [chinese_word(word) for word in words or [piece]]


def parts(word: str) -> list[str]:
    """听取报告 → 听取, 报告: a long word as shorter ones that it is made of; itself where it is of none."""
    if len(word) <= LONGEST_RUN:
        return [word]
    shorter = [part for part in rjieba.cut_for_search(word) if 1 < len(part) < len(word)]
    found, at = [], 0
    while at < len(word):
        part = next((each for each in shorter if word.startswith(each, at)), None)
        if part is None:
            return [word]
        found.append(part)
        at += len(part)
    return found


def is_silent(word: str) -> bool:
    """Whether a word says nothing alone."""
    return word in SILENT_WORDS or (len(word) == 1 and word in SILENT)


def chinese_word(word: str) -> Wanted:
    """All its runs of three characters; a shorter word is one term."""
    length = min(len(word), LONGEST_RUN)
    terms = tuple(dict.fromkeys(run for run in runs(word) if len(run) == length))
    return Wanted(word, terms, marks=(re.escape(word),))


def latin(word: str) -> Wanted:
    """A Latin word or a number; from two characters on its beginning is enough."""
    return Wanted(word, (word,), prefix=len(word) >= SHORTEST_PREFIX, marks=(re.escape(word),))
