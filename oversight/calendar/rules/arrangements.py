"""放假安排的文字: reads a year's days off and adjusted working days from what an office pastes.

Two ways of writing are read: a table of one day (or a span of days) a line, ``2027-02-05 至 2027-02-11 放假
春节``, and the sentences of the State Council's notice, ``一、元旦：1月1日（周五）至3日（周日）放假，1月4日（周一）
上班。`` A weekday written beside a day must be right: it finds the notice of another year. What is not
understood is named by its line; nothing is guessed.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from oversight.calendar.rules.reasons import Reason, gettext_noop
from oversight.calendar.rules.workdays import days_between, is_weekend

LONGEST_SPAN = 31
MOST_LINES = 500
PROSE = 20
DIGIT = re.compile(r"\d")
KINDS = {
    "off": ("放假调休", "放假", "休息", "补休", "休", "off"),
    "on": ("调休上班", "上班", "补班", "班", "on"),
}
WORD = {word: kind for kind, words in KINDS.items() for word in words}
WEEKDAYS = "一二三四五六日"

DAY = r"(?:(?P<y{n}>\d{{4}})\s*[-/.年]\s*)?(?P<m{n}>\d{{1,2}})\s*[-/.月]\s*(?P<d{n}>\d{{1,2}})日?"
WEEK = r"(?:\s*[（(](?:[^（）()]*?(?:周|星期)(?P<w{n}>[一二三四五六日天]))?[^（）()]*[）)])?"
LATER = r"(?:(?:(?P<y1>\d{4})\s*[-/.年]\s*)?(?P<m1>\d{1,2})\s*[-/.月]\s*)?(?P<d1>\d{1,2})日?"
SPAN = re.compile(
    DAY.format(n=0)
    + WEEK.format(n=0)
    + r"(?:\s*(?:至|到|—+|–|[~\uff5e])\s*"
    + LATER
    + WEEK.format(n=1)
    + r")?"
)
ARRANGED = re.compile("|".join(sorted(WORD, key=len, reverse=True)), re.IGNORECASE)
HEADING = re.compile(
    r"^\s*(?:[（(]?[一二三四五六七八九十]+[）)]?、)?\s*(?P<name>[^：:，。\d]{1,20})[：:]"
)
SENTENCE = re.compile(r"[。；;]")
COLUMNS = re.compile(r"[\t,，|]+|\s{1,}")

NO_DAY = gettext_noop("这一行没有日期。")
NO_SUCH_DAY = gettext_noop("写的是%(text)s，没有这一天。")
OTHER_YEAR = gettext_noop("%(day)s不在 %(year)d 年。")
WRONG_WEEKDAY = gettext_noop("%(day)s是星期%(is)s，写的是星期%(said)s。核对是不是别的年份的通知。")
NO_KIND = gettext_noop("没有写放假还是上班。")
REVERSED = gettext_noop("%(text)s的结束日期早于开始日期。")
TOO_LONG = gettext_noop("%(text)s超过 %(most)d 天。")
TWICE = gettext_noop("%(day)s前面已经写过，而且安排不同。")
WORKS_ANYWAY = gettext_noop("%(day)s本来就是工作日，不用写上班。")
TOO_MANY = gettext_noop("超过 %(most)d 行。")
NOTHING = gettext_noop("没有读到任何放假或上班的日期。")


@dataclass(frozen=True, order=True)
class Arranged:
    """一天的安排: ``off`` 放假 or ``on`` 上班, with the holiday it belongs to."""

    day: date
    kind: str
    name: str = ""


@dataclass(frozen=True)
class Problem:
    """一处读不懂: the line, as it was written, and why."""

    line: int
    written: str
    reason: Reason


@dataclass(frozen=True)
class Parsed:
    """读到的安排: the days in order and what could not be read."""

    days: tuple[Arranged, ...]
    problems: tuple[Problem, ...]


class Unread(ValueError):
    """A piece of a line that says no arrangement."""

    def __init__(self, code: str, text: str, /, **values: object) -> None:
        super().__init__(code)
        self.reason = Reason(code, text, values)


def parse(text: str, year: int) -> Parsed:
    """The arrangement of ``year`` that the text says."""
    lines = text.splitlines()
    if len(lines) > MOST_LINES:
        reason = Reason("too_many", TOO_MANY, {"most": MOST_LINES})
        return Parsed((), (Problem(MOST_LINES + 1, "", reason),))
    found: dict[date, Arranged] = {}
    problems: list[Problem] = []
    for number, line in enumerate(lines, start=1):
        if not line.strip() or is_heading_row(line):
            continue
        try:
            for one in read_line(line, year):
                add(found, one)
        except Unread as error:
            problems.append(Problem(number, line.strip()[:120], error.reason))
    if not found and not problems:
        problems.append(Problem(1, "", Reason("nothing", NOTHING)))
    return Parsed(tuple(sorted(found.values())), tuple(problems))


def is_heading_row(line: str) -> bool:
    """The heading of a table, and the prose of a notice (title, greeting, closing): no day stands in it."""
    if SPAN.search(line):
        return False
    text = line.strip()
    return len(text) > PROSE or "通知" in text or not (ARRANGED.search(text) or DIGIT.search(text))


def add(found: dict[date, Arranged], one: Arranged) -> None:
    """Keep a day; the same twice is no matter, a contradiction is."""
    known = found.get(one.day)
    if known is not None and known.kind != one.kind:
        raise Unread("twice", TWICE, day=one.day)
    found.setdefault(one.day, one)


def read_line(line: str, year: int) -> Iterator[Arranged]:
    """The days of one line, a row of a table or sentences of a notice."""
    heading = HEADING.match(line)
    name = heading["name"].strip() if heading else ""
    body = line[heading.end() :] if heading else line
    arranged = False
    for sentence in SENTENCE.split(body):
        for one in read_sentence(sentence, year, name):
            arranged = True
            yield one
    if not arranged:
        raise Unread("no_day", NO_DAY)


def read_sentence(sentence: str, year: int, name: str) -> Iterator[Arranged]:
    """Days up to each 放假 or 上班; in a row of a table the word may also stand before the day."""
    spans = list(SPAN.finditer(sentence))
    words = [found for found in ARRANGED.finditer(sentence) if not inside(found, spans)]
    if not spans:
        return
    if not words:
        raise Unread("no_kind", NO_KIND)
    label = name or name_in(sentence, spans, words)
    for span in spans:
        word = next((one for one in words if one.start() >= span.end()), words[-1])
        kind = WORD[word[0].lower()]
        for day in days_of(span, year):
            if kind == "on" and not is_weekend(day):
                raise Unread("works_anyway", WORKS_ANYWAY, day=day)
            yield Arranged(day, kind, label)


def inside(found: re.Match[str], spans: Sequence[re.Match[str]]) -> bool:
    """Whether a word stands inside a day, as 休 in （周六休） would."""
    return any(span.start() <= found.start() < span.end() for span in spans)


def name_in(sentence: str, spans: Sequence[re.Match[str]], words: Sequence[re.Match[str]]) -> str:
    """The column of a table that is neither day nor arrangement."""
    taken = sorted([*spans, *words], key=lambda found: -found.start())
    for found in taken:
        sentence = f"{sentence[: found.start()]}\t{sentence[found.end() :]}"
    rest = [part.strip("（）()：:、 ") for part in COLUMNS.split(sentence)]
    return next(
        (part[:60] for part in rest if part and not re.fullmatch(r"共?\d+天?|周.|星期.", part)), ""
    )


def days_of(span: re.Match[str], year: int) -> Iterator[date]:
    """Every day of a span, checked against the year and the weekday beside it."""
    first = checked(span, "0", year, None)
    last = checked(span, "1", year, first) if span["d1"] else first
    if last < first:
        raise Unread("reversed", REVERSED, text=span[0])
    if (last - first).days >= LONGEST_SPAN:
        raise Unread("too_long", TOO_LONG, text=span[0], most=LONGEST_SPAN)
    for day in days_between(first, last):
        if (
            day.year == year
        ):  # a festival may reach into the year beside it; that one has its own notice
            yield day


def checked(span: re.Match[str], end: str, year: int, first: date | None) -> date:
    """One end of a span as a day that exists, in the year, on the weekday that is written."""
    said_year, said_month = span[f"y{end}"], span[f"m{end}"]
    chosen = int(said_year) if said_year else (first.year if first else year)
    month = int(said_month) if said_month else (first.month if first else 0)
    try:
        day = date(chosen, month, int(span[f"d{end}"]))
    except ValueError:
        raise Unread("no_such_day", NO_SUCH_DAY, text=span[0]) from None
    if abs(day.year - year) > 1 or (first is None and day.year > year):
        raise Unread("other_year", OTHER_YEAR, day=day, year=year)
    if first is None and day.year < year and not span["d1"]:
        raise Unread("other_year", OTHER_YEAR, day=day, year=year)
    weekday = span[f"w{end}"]
    if weekday and WEEKDAYS[day.weekday()] != weekday.replace("天", "日"):
        values = {"is": WEEKDAYS[day.weekday()], "said": weekday}
        raise Unread("wrong_weekday", WRONG_WEEKDAY, day=day, **values)
    return day
