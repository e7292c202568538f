"""发文字号 (numbering): the issuer's word (机关代字) by kind of body, and the words of the series.

``{简}`` stands for the place's short name, by default the first character of its name: 云人常办〔2026〕12号.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import ClassVar

from oversight.rulebooks.sections.fields import Item, Problem, Section, repeated
from oversight.rulebooks.sections.fields import gettext_noop as _
from oversight.rulebooks.sections.words import BODY_KINDS

FORMAT = _("《党政机关公文格式》（GB/T 9704-2012）")
SHORT, ISSUED = "{简}", "发"
NUMBER = re.compile(r"^[^\s〔〕]+〔\d{4}〕[1-9]\d*号$")
SERIES_WORD_TWICE = _("与第 %(row)d 行的序列用字相同，两个序列会编出同一个字号。")
BRACKETS = _("机关代字不写年份、括号和“号”。")


@dataclass(frozen=True)
class Issuer:
    """机关代字: the word of one kind of body."""

    body_kind: str
    pattern: str


@dataclass(frozen=True)
class Series:
    """序列: papers numbered together; its word stands behind the issuer's."""

    code: str
    word: str
    text: str


def in_series(word: str, series: str) -> str:
    """云人常发 numbers general papers; 公告 takes the place of 发: 云人常公告. Without a series word: as it is."""
    return word.removesuffix(ISSUED) + series if series else word


def written(word: str, year: int, number: int) -> str:
    """云人常办〔2026〕12号."""
    return f"{word}〔{year}〕{number}号"


@dataclass(frozen=True)
class Numbering(Section):
    """发文字号: ``word("general_office", "judgment", "云川市")`` gives 云人常办研."""

    NAME: ClassVar[str] = "numbering"
    TITLE: ClassVar[str] = _("发文字号")
    ABOUT: ClassVar[str] = _(
        "各机构的机关代字和各序列的用字。字号按机构、年份、序列编，签发时取号，不重用。"
        "代字以“发”结尾的，“发”只用于一般文件，其他序列由序列用字代替：云人常发、云人常公告。"
    )
    BASIS: ClassVar[str] = FORMAT

    issuers: tuple[Issuer, ...]
    series: tuple[Series, ...]
    short: str = ""

    ITEMS: ClassVar[tuple[Item, ...]] = (
        Item("short", _("地名简称"), "line", FORMAT, _("不填，用地名的第一个字"), blank=True),
        Item(
            "issuers",
            _("机关代字"),
            "rows",
            FORMAT,
            columns=(
                Item("body_kind", _("机构"), "choice", choices=BODY_KINDS),
                Item("pattern", _("代字"), "line", hint=_("{简} 处写地名简称")),
            ),
            row=Issuer,
            keys=("body_kind",),
        ),
        Item(
            "series",
            _("序列"),
            "rows",
            FORMAT,
            open=False,
            columns=(
                Item("code", _("代号"), "line", fixed=True, listed=False),
                Item("text", _("说明"), "line", blank=True),
                Item("word", _("用字"), "line", blank=True),
            ),
            row=Series,
        ),
    )

    def word(self, body_kind: str, series: str, place_name: str) -> str:
        """The word of an issuer in a series; a body or series without a row has none of its own."""
        patterns = {row.body_kind: row.pattern for row in self.issuers}
        words = {row.code: row.word for row in self.series}
        pattern = patterns.get(body_kind) or patterns.get("general_office", SHORT)
        head = pattern.replace(SHORT, self.short or place_name[:1])
        return in_series(head, words.get(series, ""))

    def problems(self) -> tuple[Problem, ...]:
        """Two series of an issuer never share a word; a word holds no part of the number."""
        found = repeated(self.issuers, ("body_kind",), "issuers")
        found += repeated(self.series, ("code",), "series")
        seen: dict[str, int] = {}
        for number, row in enumerate(self.series):
            if row.word in seen:
                values = {"row": seen[row.word] + 1}
                where = f"series.{number}.word"
                found.append(Problem("same_word", SERIES_WORD_TWICE, where, values=values))
            seen.setdefault(row.word, number)
        found += [
            Problem("number_in_word", BRACKETS, f"issuers.{number}.pattern", FORMAT)
            for number, issuer in enumerate(self.issuers)
            if set("〔〕[]（）()号0123456789") & set(issuer.pattern)
        ]
        return tuple(found)
