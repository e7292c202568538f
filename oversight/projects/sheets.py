"""建议的表格: the list to take out, the table of a forum to fill in, and the rows of it that were sent back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import override

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.villages import villages_of
from oversight.institutions.sheets.reading import Table, read_tables, unreadable
from oversight.institutions.sheets.workbook import Sheet, write_workbook
from oversight.projects.actions.drafting import Wish
from oversight.projects.models import Proposal
from oversight.projects.sealing import Contact

TITLE = "座谈建议"
KIND, WISHED, TEXT, WHERE, VILLAGE, SPEAKER, PHONE = range(7)
HEADINGS = ("种类", "希望办什么事", "具体说明", "在什么地方", "村（社区）", "发言人", "电话")
PROBLEM = "问题"
MOST = {WISHED: 80, TEXT: 2000, WHERE: 120, SPEAKER: 30, PHONE: 30}
LIST = (
    "编号", "收到时间", "提出方式", "种类", "标题", "内容", "地点", "村（社区）", "状态",
    "未采纳的原因", "原因说明",
)  # fmt: skip


def proposal_sheet(rows: Iterable[Proposal]) -> Sheet:
    """The list without anything that names a proposer."""
    return Sheet("建议", LIST, [line_of(each) for each in rows])


def line_of(one: Proposal) -> list[Any]:
    received = timezone.localtime(one.received_at).strftime("%Y-%m-%d %H:%M")
    return [
        one.code,
        received,
        str(one.get_channel_display()),
        str(one.get_kind_display()),
        one.title,
        one.text,
        one.where,
        one.village.name if one.village else "",
        str(one.get_state_display()),
        str(one.get_not_taken_reason_display()) if one.not_taken_reason else "",
        one.not_taken_text,
    ]


def words_of_kinds() -> dict[str, str]:
    """The kinds by their Chinese words, as the table writes them."""
    with override("zh-hans"):
        return {str(word): code for code, word in Proposal.KINDS}


def template(place: Jurisdiction) -> bytes:
    """The empty table, with what may be chosen."""
    villages = [one.name for one in villages_of(place)]
    choices: dict[int, Sequence[str]] = {KIND: list(words_of_kinds())}
    if villages:
        choices[VILLAGE] = villages
    return write_workbook(
        [Sheet(TITLE, HEADINGS, [], choices=choices, required=frozenset({WISHED}))]
    )


@dataclass(frozen=True)
class Refused:
    """退回的一行: its number, cells, and what is wrong with it."""

    number: int
    cells: tuple[str, ...]
    why: str


def read(place: Jurisdiction, content: bytes) -> tuple[list[Wish], list[Refused]]:
    """The wishes of a filled-in table, and the rows that cannot be taken in as they stand."""
    table = read_tables(content).get(TITLE)
    if table is None or table.headings[: len(HEADINGS)] != HEADINGS:
        raise unreadable(_("没有“座谈建议”这张工作表，或者列被改动。"))
    villages = {one.name: one for one in villages_of(place)}
    return read_rows(table, villages)


def read_rows(table: Table, villages: dict[str, Jurisdiction]) -> tuple[list[Wish], list[Refused]]:
    """Every row either as a wish or as refused."""
    kinds = words_of_kinds()
    wishes, refused = [], []
    for number, row in table.rows:
        cells = (*row, *[""] * len(HEADINGS))[: len(HEADINGS)]
        if why := wrong_with(cells, kinds, villages):
            refused.append(Refused(number, cells, why))
            continue
        wishes.append(
            Wish(
                kind=kinds[cells[KIND]] if cells[KIND] else "project",
                title=cells[WISHED],
                text=cells[TEXT],
                where=cells[WHERE],
                village=villages.get(cells[VILLAGE]),
                contact=Contact(cells[SPEAKER], cells[PHONE]),
            )
        )
    return wishes, refused


def wrong_with(
    cells: Sequence[str], kinds: dict[str, str], villages: dict[str, Jurisdiction]
) -> str:
    """What is wrong with a row, in words; empty where nothing is."""
    if not cells[WISHED].strip():
        return _("没有写希望办什么事。")
    for column, most in MOST.items():
        if len(cells[column]) > most:
            values = {"heading": HEADINGS[column], "most": most}
            return _("“%(heading)s”不超过 %(most)d 字。") % values
    if cells[KIND] and cells[KIND] not in kinds:
        return _("种类写“%(words)s”。") % {"words": "”或者“".join(kinds)}
    if cells[VILLAGE] and cells[VILLAGE] not in villages:
        return _("本地没有登记“%(name)s”这个村（社区）。") % {"name": cells[VILLAGE]}
    return ""


def refused_workbook(place: Jurisdiction, rows: Sequence[Refused]) -> bytes:
    """The rows that were sent back, each with its reason, to be mended and imported again."""
    lines = [[*row.cells, row.why] for row in rows]
    choices = {KIND: list(words_of_kinds())}
    return write_workbook([Sheet(TITLE, (*HEADINGS, PROBLEM), lines, choices=choices)])


def without_consent(wishes: list[Wish], refused: list[Refused]) -> tuple[list[Wish], list[Refused]]:
    """Where the speakers did not agree, a row that names one goes back."""
    why = _("没有勾选“发言人同意”，这一行写了发言人或者电话。")
    kinds = {code: word for word, code in words_of_kinds().items()}
    kept = [one for one in wishes if not one.contact]
    back = [
        Refused(
            0,
            (
                kinds[one.kind],
                one.title,
                one.text,
                one.where,
                one.village.name if one.village else "",
                one.contact.name,
                one.contact.phone,
            ),
            why,
        )
        for one in wishes
        if one.contact
    ]
    return kept, [*refused, *back]
