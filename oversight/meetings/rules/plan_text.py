"""工作要点的文字 (plan_text): headings and lines of an annual plan read from paragraphs and tables; nothing is lost.

A short paragraph numbered 一、or（一）, or one in a heading style, is a heading; every other paragraph is a line.
A table is read by its heading row (``plan_table``). Office and time stand in the sentence or in brackets at its
end; what is not found stays empty for a person to fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s*")
NUMBER = re.compile(r"^(?:\d{1,3}\s*[.．、]|[（(]\d{1,3}[）)]|[①-⑳])\s*")
BRACKET = re.compile(r"[（(](?P<inside>[^（）()]{2,60})[）)](?P<end>[。；]?)$")
OFFICE_WORD = r"[\u4e00-\u9fff]{1,20}?(?:委员会|工委|委室|办公室|委|室)"
OFFICE = re.compile(
    rf"(?:^|[，。；、]|(?:责任|牵头|承办)(?:委室|单位|部门)?[:：])由?(?P<office>{OFFICE_WORD})(?:负责|牵头|承办)"
)
OFFICE_ALONE = re.compile(
    rf"^(?:(?:责任|牵头|承办)(?:委室|单位|部门)?[:：]?|由)?(?P<office>{OFFICE_WORD})(?:负责|牵头|承办)?$"
)
WHEN = re.compile(
    r"(?:(?:第?[一二三四1-4]季度)|(?:上半年|下半年|全年|年内|年底前?|岁末年初)|(?:\d{1,2}(?:月)?(?:\s*[-—–~至、]\s*\d{1,2})?月(?:份|底前?|中旬|上旬|下旬)?))"
)
TITLE = re.compile(r"(?:工作要点|监督.{0,6}(?:计划|安排|要点)|工作(?:计划|安排|方案))")
YEAR = re.compile(r"(?P<year>(?:19|20)\d\d)\s*年")
LIKELY = (
    ("appointment", ("任免",)),
    ("special_inquiry", ("专题询问",)),
    ("law_enforcement_inspection", ("执法检查",)),
    ("audit_rectification", ("审计查出问题整改", "审计整改")),
    ("audit_report", ("审计工作报告", "审计报告")),
    ("final_accounts", ("决算",)),
    ("budget", ("预算",)),
    ("state_assets", ("国有资产",)),
    ("decision", ("决定", "决议")),
    ("special_work_report", ("报告",)),
)
"""Words of a plan's line by which its kind is proposed, the narrower first."""
LONGEST_HEADING = 40
MOST = 500
SENTENCE_ENDS = ("。", "；", ";", "！")


@dataclass(frozen=True)
class PlanLine:
    """计划的一项: the part it stands under, its words, who does it, when."""

    section: str
    text: str
    office: str = ""
    when: str = ""


@dataclass(frozen=True)
class Paragraph:
    """一段文字, with what the word processor says of it: a heading, or numbered by itself."""

    text: str
    heading: bool = False
    numbered: bool = False


@dataclass(frozen=True)
class PlanText:
    """读出的计划: its title and year where the file names them, and its lines."""

    title: str
    year: int | None
    lines: tuple[PlanLine, ...]


def read_paragraphs(paragraphs: Iterable[str]) -> list[PlanLine]:
    """The lines of a plan that is text alone."""
    reader = Reader()
    for text in paragraphs:
        reader.take(Paragraph(text))
    return reader.lines


class Reader:
    """读者: takes a document block by block; the title and greeting before the first heading or number are no lines."""

    def __init__(self) -> None:
        self.lines: list[PlanLine] = []
        self.title = ""
        self.part = ""
        self.begun = False

    def take(self, paragraph: Paragraph) -> None:
        """One paragraph: a title, a heading, or a line under the last heading."""
        text = " ".join(paragraph.text.split())
        if not text:
            return
        marked = HEADING.match(text)
        if not self.begun and not marked and not NUMBER.match(text):
            if not self.title and TITLE.search(text) and len(text) <= 60:
                self.title = text
                return
            if not (paragraph.heading or paragraph.numbered):
                return
        short = len(text) <= LONGEST_HEADING and not text.endswith(SENTENCE_ENDS)
        if short and (marked or paragraph.heading):
            self.part, self.begun = HEADING.sub("", text).rstrip("：:")[:200], True
            return
        self.begun = True
        self.lines.append(line_of(self.part, text))

    def whole(self) -> PlanText:
        """What was read."""
        return PlanText(self.title[:200], year_of(self.title), tuple(self.lines))


def year_of(text: str) -> int | None:
    """The year that a title names."""
    found = YEAR.search(text)
    return int(found["year"]) if found else None


def line_of(part: str, text: str) -> PlanLine:
    """One paragraph: its number off, the office and the time found, a bracket that says only these left out."""
    text = HEADING.sub("", NUMBER.sub("", text)).strip()
    office, when = "", ""
    bracket = BRACKET.search(text)
    if bracket:
        parts = [one.strip() for one in re.split(r"[，,；;、 ]", bracket["inside"]) if one.strip()]
        offices = [found["office"] for one in parts if (found := OFFICE_ALONE.match(one))]
        times = [one for one in parts if WHEN.search(one) and not OFFICE_ALONE.match(one)]
        if offices and len(offices) + len(times) == len(parts):
            office, when = offices[0], times[0] if times else ""
            text = text[: bracket.start()].rstrip("，, ") + bracket["end"]
    if not office and (named := OFFICE.search(text)):
        office = named["office"]
    if not when and (said := WHEN.search(text)):
        when = said[0]
    return PlanLine(part[:200], text[:1000], office[:200], when[:100])


def likely_kind(*texts: str) -> str:
    """The kind that the words of a plan suggest; a person chooses."""
    said = " ".join(texts)
    found = (code for code, words in LIKELY if any(word in said for word in words))
    return next(found, "other")
