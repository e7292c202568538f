"""计票报告单文件: reads the SHEET.json of `jiannuo ballot count-paper` (contracts.md §3) into a sheet."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _

from oversight.audit.errors import Invalid
from oversight.voting.rules.bases import RULES, CountingRule
from oversight.voting.rules.sheets import Item, Sheet

METHODS = ("paper", "keypad")
PAPER_ONLY = ("issued", "returned", "valid", "invalid")
ITEM_COUNTS = ("yes", "no", "abstain", "blank")


def read_sheet(path: Path) -> tuple[Sheet, CountingRule, int | None]:
    """The sheet, its rule and the number to choose; a file that is no sheet raises ``Invalid``."""
    try:
        content = json.loads(path.read_text(encoding="utf-8-sig"))
    except (UnicodeDecodeError, json.JSONDecodeError) as error:
        raise Invalid(
            "unreadable_sheet", _("不是 JSON 文件：%(error)s") % {"error": error}, where=path.name
        ) from error
    if not isinstance(content, dict):
        raise Invalid("unreadable_sheet", _("文件的内容不是一张计票报告单。"), where=path.name)
    return sheet_of(content), rule_of(content), places_of(content)


def sheet_of(content: Mapping[str, Any]) -> Sheet:
    """Every figure of the sheet, each a whole number from 0."""
    method = content.get("method", "paper")
    if method not in METHODS:
        raise Invalid("unknown_method", _("方式写 paper 或 keypad。"), where="method")
    rows = content.get("items")
    if not isinstance(rows, list) or not rows:
        raise Invalid("no_items", _("没有列出表决事项。"), where="items")
    items = tuple(item_of(row, f"items[{number}]") for number, row in enumerate(rows))
    names = [item.name for item in items]
    if twice := next((name for name in names if names.count(name) > 1), None):
        raise Invalid("item_twice", _("“%(name)s”列了两次。") % {"name": twice}, where="items")
    needed = PAPER_ONLY if method == "paper" else ("not_pressed",)
    figures = {name: whole(content, name, name) for name in ("base", "present", *needed)}
    return Sheet(method=method, items=items, **figures)


def item_of(row: Any, where: str) -> Item:
    """One item; a count that is not there is 0, except yes."""
    if not isinstance(row, dict) or not str(row.get("name") or "").strip():
        raise Invalid("item_without_name", _("事项没有名称。"), where=where)
    given = {name: row[name] for name in ITEM_COUNTS if row.get(name) is not None}
    if "yes" not in given:
        raise Invalid("missing_figure", _("没有赞成票数。"), where=f"{where}.yes")
    counts = {name: whole(given, name, f"{where}.{name}") for name in given}
    return Item(name=str(row["name"]).strip(), **counts)


def rule_of(content: Mapping[str, Any]) -> CountingRule:
    """The counting rule that the sheet names."""
    rule = RULES.get(str(content.get("rule")))
    if rule is None:
        text = _("没有这一计票规则；可用的有：%(rules)s。") % {"rules": "、".join(RULES)}
        raise Invalid("unknown_rule", text, where="rule")
    return rule


def places_of(content: Mapping[str, Any]) -> int | None:
    """应选几项; None where everything that passes is chosen."""
    if content.get("k") is None:
        return None
    k = whole(content, "k", "k")
    if k < 1:
        raise Invalid("bad_figure", _("应选项数至少是 1。"), where="k")
    return k


def whole(content: Mapping[str, Any], name: str, where: str) -> int:
    """A whole number from 0."""
    value = content.get(name)
    if value is None:
        raise Invalid("missing_figure", _("没有这个数。"), where=where)
    if isinstance(value, bool) or not isinstance(value, int) or value < 0:
        raise Invalid("bad_figure", _("不是从 0 起的整数。"), where=where)
    return value
