"""表决清单: search, filters, order – as the address says."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.searching import search_text
from oversight.institutions.sheets.workbook import Sheet
from oversight.voting import queries
from oversight.voting.models import Poll
from oversight.voting.pages.course import method_word
from oversight.voting.pages.words import rule_word
from oversight.voting.rules.states import ENDED

ORDERS = {"prepared": "prepared_at", "title": "title", "state": "state", "kind": "kind"}


@dataclass(frozen=True)
class Filters:
    """筛选."""

    q: str = ""
    state: str = ""
    kind: str = ""
    year: str = ""
    sort: str = "-prepared"

    @classmethod
    def read(cls, values: Mapping[str, Any]) -> Filters:
        """From the parameters of a request; what is not known is left out."""

        def word(name: str, allowed: Any = None) -> str:
            found = search_text(str(values.get(name, "")))[:100]
            return found if allowed is None or found in allowed else ""

        year = word("year")
        return cls(
            q=word("q"),
            state=word("state", {*dict(Poll.STATES), "open"}),
            kind=word("kind", dict(Poll.KINDS)),
            year=year if year.isascii() and year.isdigit() and len(year) == 4 else "",
            sort=word("sort") or "-prepared",
        )

    @property
    def narrowed(self) -> bool:
        return bool(self.q or self.state or self.kind or self.year)


def narrowed(place: Jurisdiction, filters: Filters) -> models.QuerySet[Poll]:
    """The polls that the filters leave, in their order."""
    rows = queries.polls_of(place)
    if filters.q:
        rows = rows.filter(title__icontains=filters.q)
    if filters.state == "open":
        rows = rows.exclude(state__in=ENDED)
    elif filters.state:
        rows = rows.filter(state=filters.state)
    if filters.kind:
        rows = rows.filter(kind=filters.kind)
    if filters.year:
        rows = rows.filter(prepared_at__year=int(filters.year))
    sign, name = ("-", filters.sort[1:]) if filters.sort.startswith("-") else ("", filters.sort)
    if name not in ORDERS:
        sign, name = "-", "prepared"
    return rows.order_by(f"{sign}{ORDERS[name]}", "-pk")


def choices(place: Jurisdiction) -> dict[str, list[tuple[str, str]]]:
    """What the filters offer."""
    years = {moment.year for moment in queries.polls_of(place).datetimes("prepared_at", "year")}
    return {
        "states": [("open", _("正在办理")), *((code, str(word)) for code, word in Poll.STATES)],
        "kinds": [(code, str(word)) for code, word in Poll.KINDS],
        "years": [(str(year), str(year)) for year in sorted(years, reverse=True)],
    }


def result_words(poll: Poll) -> str:
    """What passed, in one line; nothing before the announcement."""
    outcome = queries.outcome_of(poll)
    if outcome is None:
        return ""
    if poll.kind == "satisfaction":
        grades = {
            "satisfied": _("满意"),
            "basically_satisfied": _("基本满意"),
            "dissatisfied": _("不满意"),
        }
        counts = [
            _("%(grade)s %(count)d") % {"grade": word, "count": number}
            for code, word in grades.items()
            if (number := list(outcome.grades.values()).count(code))
        ]
        told = _("，").join(counts)
        if outcome.withheld:
            few = _("人数不够、不出结果的 %(count)d") % {"count": len(outcome.withheld)}
            return f"{told}，{few}" if told else few
        return told or _("只公布满意率")
    if len(poll.options) == 1:
        return _("通过") if outcome.passed else _("未通过")
    values = {"passed": len(outcome.passed), "count": len(poll.options)}
    return _("%(count)d 项中通过 %(passed)d 项") % values


def poll_sheet(rows: list[Poll]) -> Sheet:
    """The list as a table."""
    headings = [
        _("编号"), _("表决事项"), _("轮次"), _("种类"), _("方式"), _("计票规则"), _("应到"), _("实到"),
        _("发出票"), _("收回票"), _("有效票"), _("无效票"), _("状态"), _("结果"), _("准备日期"), _("宣布日期"),
    ]  # fmt: skip
    return Sheet(_("表决"), headings, [poll_cells(poll) for poll in rows])


def poll_cells(poll: Poll) -> list[Any]:
    outcome = queries.outcome_of(poll)
    figures = outcome.figures if outcome is not None else {}
    return [
        poll.public_id,
        poll.title,
        poll.round if poll.state != "cancelled" else None,
        str(poll.get_kind_display()),
        method_word(poll),
        rule_word(poll),
        poll.base,
        poll.present,
        poll.issued,
        poll.returned,
        figures.get("valid"),
        figures.get("invalid"),
        str(poll.get_state_display()),
        result_words(poll),
        timezone.localdate(poll.prepared_at),
        timezone.localdate(poll.announced_at) if poll.announced_at else None,
    ]
