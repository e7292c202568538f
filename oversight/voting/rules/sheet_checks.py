"""票数核对: every sum that must hold before a count sheet may be locked, in the order of the page."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from oversight.voting.rules.bases import gettext_noop
from oversight.voting.rules.sheet_form import SILENT, Figures, Part, SheetForm, row_sums

ISSUED = gettext_noop("发出选票 %(issued)d 张，不多于会场实到 %(present)d 人")
ISSUED_BROKEN = gettext_noop("发出选票 %(issued)d 张，多于会场实到 %(present)d 人")
RETURNED = {
    "fewer": gettext_noop("收回选票 %(returned)d 张，少于发出的 %(issued)d 张，表决有效"),
    "equal": gettext_noop("收回选票 %(returned)d 张，与发出的相等，表决有效"),
    "more": gettext_noop("收回选票 %(returned)d 张，多于发出的 %(issued)d 张，表决无效"),
}
VALID = gettext_noop("有效票 %(valid)d 张，无效票 %(invalid)d 张，合计与收回的 %(returned)d 张相符")
VALID_BROKEN = gettext_noop(
    "有效票 %(valid)d 张，无效票 %(invalid)d 张，合计 %(sum)d 张，与收回的 %(returned)d 张不符"
)
ROWS_PAPER = gettext_noop("每一项各栏相加，应等于有效票 %(total)d 张")
ROWS_OTHER = gettext_noop("%(part)s：每一项各栏相加，应等于参加的 %(total)d 人")
PLACES = gettext_noop("每个位次的票数，应不多于有效票 %(total)d 张")
RECUSED_BROKEN = gettext_noop(
    "“%(name)s”回避 %(recused)d 人，填了的 %(sum)d 人，多于可以测评的 %(most)d 人"
)
RECUSED = gettext_noop(
    "“%(name)s”回避 %(recused)d 人，填了的 %(sum)d 人，应不多于可以测评的 %(most)d 人"
)
CHOICES = gettext_noop("赞成票合计 %(sum)d 票，应不多于有效票 %(total)d 张乘以应选 %(places)d 项")
JUST_SO_MANY = gettext_noop(
    "赞成票合计 %(sum)d 票，应等于有效票 %(total)d 张乘以应选 %(places)d 项"
)


@dataclass(frozen=True)
class Check:
    """核对的一条: what must hold, in words, and whether it does (None while a figure is open); ``where`` of one row alone."""

    code: str
    text: str
    values: Mapping[str, int | str]
    holds: bool | None
    broken: int = 0
    where: str = ""


def checks(form: SheetForm, figures: Figures) -> list[Check]:
    """Every sum that must hold before the sheet may be locked, in the order of the page."""
    found: list[Check] = []
    sums = row_sums(form, figures)
    if form.parts[0].has_ballots:
        found += list(_ballots(form, figures))
    for part in form.parts:
        own = [each for each in sums if each.part == part.method]
        known = all(each.sum is not None and each.total is not None for each in own)
        broken = sum(not each.holds for each in own)
        total = own[0].total if own else 0
        values: dict[str, int | str] = {"total": total or 0, "part": part.title}
        text = ROWS_PAPER if part.has_ballots and len(form.parts) == 1 else ROWS_OTHER
        found.append(Check("rows", text, values, broken == 0 if known else None, broken))
        found += list(_recused(form, part, figures))
        if form.kind == "ranking":
            found += list(_places(form, part, figures, total))
        if form.kind == "choose" and part.has_ballots:
            found.append(_choices(form, part, figures))
    return found


def _ballots(form: SheetForm, figures: Figures) -> Iterator[Check]:
    """Of paper and cards together: a hall has so many people, and gives each one ballot."""
    present = form.parts[0].present
    holds = form.issued <= present
    values: dict[str, int | str] = {"issued": form.issued, "present": present}
    yield Check("issued", ISSUED if holds else ISSUED_BROKEN, values, holds)
    less = form.issued - form.returned
    text = RETURNED["equal" if not less else "fewer" if less > 0 else "more"]
    values = {"returned": form.returned, "issued": form.issued}
    yield Check("returned", text, values, less >= 0)
    valid, invalid = (_whole(form, figures, head) for head in ("valid", "invalid"))
    if valid is None or invalid is None:
        yield Check("valid", VALID, {"valid": 0, "invalid": 0, "returned": form.returned}, None)
        return
    values = {
        "valid": valid,
        "invalid": invalid,
        "sum": valid + invalid,
        "returned": form.returned,
    }
    holds = valid + invalid == form.returned
    yield Check("valid", VALID if holds else VALID_BROKEN, values, holds)


def _whole(form: SheetForm, figures: Figures, head: str) -> int | None:
    """A figure over all parts; None while one is open."""
    counts = [figures.get(f"{part.method}.{head}") for part in form.parts]
    known = [count for count in counts if count is not None]
    return sum(known) if len(known) == len(counts) else None


def _places(form: SheetForm, part: Part, figures: Figures, total: int | None) -> Iterator[Check]:
    """A ballot names one item for a place, so no place has more votes than there are ballots."""
    ranked = [column.code for column in form.columns if column.code != SILENT]
    sums = [
        [figures.get(f"{part.method}.{row}.{code}") for row in range(len(form.options))]
        for code in ranked
    ]
    if total is None or any(count is None for column in sums for count in column):
        yield Check("places", PLACES, {"total": total or 0}, None)
        return
    broken = sum(sum(count or 0 for count in column) > total for column in sums)
    yield Check("places", PLACES, {"total": total}, broken == 0, broken)


def _recused(form: SheetForm, part: Part, figures: Figures) -> Iterator[Check]:
    """Of an option from which somebody recuses there can be no more grades than others took part."""
    graded = [column.code for column in form.columns if column.code != SILENT]
    for row, name in enumerate(form.options):
        recused = part.recused_from(row)
        if not recused:
            continue
        counts = [figures.get(f"{part.method}.{row}.{code}") for code in graded]
        known = [count for count in counts if count is not None]
        most = part.present - recused
        values: dict[str, int | str] = {
            "name": name, "sum": sum(known), "most": most, "recused": recused
        }  # fmt: skip
        holds = sum(known) <= most if len(known) == len(counts) else None
        text = RECUSED_BROKEN if holds is False else RECUSED
        yield Check("recused", text, values, holds, where=f"{part.method}.{row}")


def _choices(form: SheetForm, part: Part, figures: Figures) -> Check:
    """A ballot with more choices than allowed is invalid (选举法 art. 44), so the valid ones have no more.

    Where the measure asks for just so many, those with fewer are invalid as well: the sum is exact.
    """
    counts = [figures.get(f"{part.method}.{row}.yes") for row in range(len(form.options))]
    valid = figures.get(f"{part.method}.valid")
    known = [count for count in counts if count is not None]
    text = JUST_SO_MANY if form.exact else CHOICES
    values = {"sum": sum(known), "total": valid or 0, "places": form.places}
    if valid is None or len(known) < len(counts):
        return Check("choices", text, values, None)
    most = valid * form.places
    return Check("choices", text, values, sum(known) == most if form.exact else sum(known) <= most)


def may_be_locked(form: SheetForm, figures: Figures) -> bool:
    """Whether every cell is filled and every sum holds."""
    return all(figures.get(cell) is not None for cell in form.cells()) and all(
        check.holds for check in checks(form, figures)
    )
