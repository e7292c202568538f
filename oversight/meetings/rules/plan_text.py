"""工作要点的文字: headings and lines of an annual plan read from paragraphs; nothing is dropped silently.

A short paragraph numbered 一、or（一）is a heading; every other paragraph is a line of the plan. The office
stands in brackets at the end, the time in the sentence; what is not found stays empty for a person to fill.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

SEPARATOR = "|"
HEADING = re.compile(r"^(?:[一二三四五六七八九十]+、|[（(][一二三四五六七八九十]+[）)])\s*")
NUMBER = re.compile(r"^(?:\d{1,3}\s*[.．、]|[（(]\d{1,3}[）)]|[①-⑳])\s*")
OFFICE = re.compile(
    r"[（(](?:责任(?:委室|单位|部门)|牵头(?:委室|单位)?|由)?[:：]?\s*(?P<office>[^（）()]*?(?:委|室|办公室|工委|委员会))(?:负责|牵头)?[）)][。；]?$"
)
WHEN = re.compile(
    r"(?:(?:第?[一二三四1-4]季度)|(?:上半年|下半年|全年|年内|年底前?|岁末年初)|(?:\d{1,2}(?:\s*[-—–至、]\s*\d{1,2})?月(?:份|底前?|中旬|上旬|下旬)?))"
)
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


def read_paragraphs(paragraphs: Iterable[str]) -> list[PlanLine]:
    """The lines of a plan; its title and greeting, before the first heading or number, are left out."""
    found: list[PlanLine] = []
    part, begun = "", False
    for raw in paragraphs:
        text = " ".join(raw.split())
        if not text:
            continue
        heading = HEADING.match(text)
        if heading and len(text) <= LONGEST_HEADING and not text.endswith(SENTENCE_ENDS):
            part, begun = text[heading.end() :].rstrip("：:"), True
            continue
        if not begun and not NUMBER.match(text) and not heading:
            continue
        begun = True
        found.append(line_of(part, text))
    return found


def line_of(part: str, text: str) -> PlanLine:
    """One paragraph: its number off, the office and the time found."""
    text = HEADING.sub("", NUMBER.sub("", text)).strip()
    office = OFFICE.search(text)
    when = WHEN.search(text)
    if office:
        text = text[: office.start()].rstrip("，, ") or text
    return PlanLine(
        part[:200],
        text[:1000],
        (office["office"] if office else "")[:200],
        (when[0] if when else "")[:100],
    )


def written(lines: Sequence[PlanLine]) -> str:
    """The lines as a person looks them over: 部分|内容|责任委室|时间安排."""
    return "\n".join(SEPARATOR.join((one.section, one.text, one.office, one.when)) for one in lines)


def read_written(text: str) -> tuple[list[PlanLine], list[int]]:
    """The lines as they came back, and the numbers of those that cannot be read."""
    found: list[PlanLine] = []
    wrong: list[int] = []
    for number, line in enumerate(text.splitlines(), start=1):
        if not line.strip():
            continue
        parts = [part.strip() for part in line.replace("\uff5c", SEPARATOR).split(SEPARATOR)]
        if len(parts) > 4 or (len(parts) > 1 and not parts[1]) or len(line) > 1600:
            wrong.append(number)
            continue
        if len(parts) == 1:
            parts = ["", parts[0]]
        parts += [""] * (4 - len(parts))
        found.append(PlanLine(parts[0][:200], parts[1][:1000], parts[2][:200], parts[3][:100]))
    return found, wrong
