"""`jiannuo projects …`: counting the ballots of participatory budgeting, and writing our own as such (contracts.md §4)."""

from __future__ import annotations

import argparse
import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oversight.audit.errors import Invalid
from oversight.projects.rules.instances import BadInstance, Instance, read
from oversight.projects.rules.selection import RULES, Mismatch, Tally, tally

BAD = {
    "no_section": gettext_noop("没有 %(section)s 一节，不是 Pabulib 文件。"),
    "section_twice": gettext_noop("%(section)s 一节出现两次。"),
    "unreadable_line": gettext_noop("这一行读不出来：%(error)s"),
    "no_column": gettext_noop("没有 %(column)s 一列。"),
    "project_without_id": gettext_noop("这个项目没有编号。"),
    "project_twice": gettext_noop("项目 %(project)s 列了两次。"),
    "no_projects": gettext_noop("没有列出项目。"),
    "points_do_not_fit": gettext_noop("分数的个数与所选项目的个数不等。"),
    "no_number": gettext_noop("“%(text)s”不是从 0 起的数。"),
}
MISMATCHES = {
    "fewer": gettext_noop("META 写 %(said)d，文件里只有 %(count)d。"),
    "more": gettext_noop("META 写 %(said)d，文件里有 %(count)d。"),
    "unknown_project": gettext_noop("票上有 %(count)d 处选了没有列出的项目，不计。"),
    "chosen_twice": gettext_noop("有 %(count)d 张票重复选了同一项目。"),
    "no_threshold": gettext_noop("META 没有写最低得分，按 0 计。"),
    "votes_differ": gettext_noop("公布的票数 %(said)s，按票计得 %(count)s。"),
    "score_differ": gettext_noop("公布的得分 %(said)s，按票计得 %(count)s。"),
}


def add_parsers(groups: Any) -> None:
    """All commands of this app."""
    group = groups.add_parser("projects", help="民生实事项目 · livelihood projects")
    commands = group.add_subparsers(dest="projects_command", required=True, metavar="COMMAND")
    one = commands.add_parser(
        "tally", help="重算 Pabulib 文件的得分和入选项目 · count a Pabulib file again"
    )
    one.add_argument("file", type=Path, metavar="FILE.pb", help="ballots in the Pabulib format")
    one.add_argument("--rule", choices=RULES, default="", help="default: the rule in META")
    one.add_argument("--json", action="store_true", help="one JSON document")
    one.set_defaults(run=tally_file, needs_database=False)
    out = commands.add_parser(
        "export-pb", help="把一年的票决写成 Pabulib 文件 · write a year's ballot as a Pabulib file"
    )
    out.add_argument(
        "year", metavar="YEAR_ID", help="PLACE/YEAR as in the address (qingshi/2026), or its id"
    )
    out.add_argument("--out", type=Path, required=True, metavar="FILE.pb", help="where to write")
    out.add_argument("--json", action="store_true", help="one JSON document")
    out.set_defaults(run=export_year)


def tally_file(options: argparse.Namespace) -> int:
    """Exit 0; a file that is no instance raises ``Invalid``."""
    try:
        instance = instance_in(options.file)
        found = tally(instance, options.rule)
    except BadInstance as error:
        text = _(BAD[error.code]) % error.values
        raise Invalid(
            error.code, text, where=f"{options.file.name} {error.where}".strip()
        ) from error
    if options.json:
        json.dump(document(found), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        print("\n".join(lines(instance, found)))
    return 0


def export_year(options: argparse.Namespace) -> int:
    """Exit 0; a year that is not there, or without an announced result, raises."""
    from oversight.projects.exports import exported, year_by_id  # models load when it runs
    from oversight.projects.rules.exporting import write

    year = year_by_id(options.year)
    if year is None:
        raise Invalid("no_year", _("没有这个项目年度。"), where=options.year)
    found = exported(year)
    try:
        text = write(found)
    except BadInstance as error:
        said = _(BAD[error.code]) % error.values
        raise Invalid(error.code, said, where=error.where) from error
    options.out.write_text(text, encoding="utf-8", newline="")
    told = {
        "file": str(options.out.resolve()),
        "projects": len(found.projects),
        "votes": found.valid,
    }
    if options.json:
        json.dump(told, sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        print(_("已写入 %(file)s：%(projects)d 个项目，%(votes)d 张有效票。") % told)
    return 0


def instance_in(path: Path) -> Instance:
    """The instance in a file of UTF-8 text."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as lines_of_file:
            return read(lines_of_file)
    except UnicodeDecodeError as error:
        raise Invalid("not_utf8", _("不是 UTF-8 文本。"), where=path.name) from error


def document(found: Tally) -> dict[str, Any]:
    """As in contracts.md §4."""
    return {
        "votes": found.votes,
        "scores": {key: plain(score) for key, score in found.scores.items()},
        "selected": list(found.selected),
        "rule": found.rule,
        "ties": [list(group) for group in found.ties],
        "warnings": [
            {"code": one.code, "where": one.where, "text": sentence(one)}
            for one in found.mismatches
        ],
    }


def plain(number: Decimal) -> int | float:
    """A whole number where it is one."""
    return int(number) if number == number.to_integral_value() else float(number)


def lines(instance: Instance, found: Tally) -> list[str]:
    """The count for reading: selected projects first, then ties and what does not fit."""
    order = {key: at for at, key in enumerate(found.selected)}
    last = len(order)
    ranked = sorted(
        instance.projects, key=lambda one: (order.get(one.id, last), -found.scores[one.id], one.id)
    )
    rows = [_("共 %(votes)d 张票，规则：%(rule)s。") % {"votes": found.votes, "rule": found.rule}]
    for one in ranked:
        chosen = "✓" if one.id in order else " "
        rows.append(f"{chosen} {one.id}\t{plain(found.scores[one.id])}\t{one.cost}\t{one.name}")
    for group in found.ties:
        text = _("得分相同、先后会改变结果：%(ids)s。")
        rows.append(text % {"ids": "、".join(group)})
    return [*rows, *(f"{one.where}: {sentence(one)}" for one in found.mismatches)]


def sentence(one: Mismatch) -> str:
    """A mismatch in the reader's language."""
    return _(MISMATCHES[one.code]) % one.values
