"""表决页面的词: labels of cells, columns and rules in the reader's language."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.translation import gettext as _

from oversight.voting.models import Poll
from oversight.voting.rules.registry import RULES
from oversight.voting.rules.sheet_form import SILENT, Column, Part, SheetForm

BADGES = {
    "prepared": "new",
    "opened": "running",
    "closed": "waiting",
    "collected": "running",
    "counted": "running",
    "locked": "to_sign",
    "signed": "waiting",
    "announced": "done",
    "void": "failed",
    "cancelled": "returned",
}


def column_word(column: Column, form: SheetForm, part: Part | None = None) -> str:
    """赞成, 第 1 位; the last column by how one says nothing: 未填, 未按, 未举手."""
    if column.code == SILENT:
        if form.kind == "ranking":
            return _("未列入")
        return (
            _(form.silence(part or form.parts[0])) if part or len(form.parts) == 1 else _("未表示")
        )
    return _(column.label) % column.values


def column_words(form: SheetForm, part: Part | None = None) -> list[str]:
    return [column_word(column, form, part) for column in form.columns]


def head_word(head: str) -> str:
    return {"valid": _("有效票"), "invalid": _("无效票")}[head]


def cell_word(form: SheetForm, cell: str) -> str:
    """第 4 行“基本满意”; the part first where there are two."""
    method, _dot, rest = cell.partition(".")
    part = next(each for each in form.parts if each.method == method)
    if "." not in rest:
        return head_word(rest)
    row, _dot, code = rest.partition(".")
    column = next(each for each in form.columns if each.code == code)
    text = _("第 %(row)d 行“%(column)s”") % {
        "row": int(row) + 1,
        "column": column_word(column, form, part),
    }
    return f"{_(part.title)}{text}" if len(form.parts) > 1 else text


def rule_word(poll: Poll) -> str:
    return _(RULES[poll.rule].title)


def basis_word(poll: Poll) -> str:
    """The adopted measure, else what the rule rests on."""
    return poll.measure or _(RULES[poll.rule].basis)


def scrutineer_words(rows: Iterable[dict[str, Any]]) -> str:
    """总监票人秦望川，监票人沈清和."""
    named = sorted(rows, key=lambda row: not row.get("chief"))
    return _("，").join(
        (_("总监票人%(name)s") if row.get("chief") else _("监票人%(name)s")) % {"name": row["name"]}
        for row in named
    )


def item_word(poll: Poll) -> str:
    """What the rows of the sheet are."""
    words = {"satisfaction": _("测评对象"), "choose": _("项目"), "ranking": _("项目")}
    return words.get(poll.kind, _("事项"))
