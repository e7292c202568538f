"""`jiannuo ballot …`: counting a sheet; verifying and simulating secret ballots as the package alone does."""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import Any

from django.utils.translation import gettext as _
from secret_ballot.cli import add_commands

from oversight.voting.rules.counting import Count, count
from oversight.voting.rules.sheets import Finding


def add_parsers(groups: Any) -> None:
    """All commands of this app."""
    group = groups.add_parser("ballot", help="计票 · counting and ballots")
    commands = group.add_subparsers(dest="ballot_command", required=True, metavar="COMMAND")
    paper = commands.add_parser(
        "count-paper", help="按计票规则计算一张计票报告单 · count a paper or keypad sheet"
    )
    paper.add_argument("sheet", type=Path, metavar="SHEET.json", help="the sheet's figures")
    paper.add_argument("--json", action="store_true", help="one JSON document")
    paper.set_defaults(run=count_paper, needs_database=False)
    add_commands(commands)


def count_paper(options: argparse.Namespace) -> int:
    """Exit 0 where the sheet is valid, else 1."""
    from oversight.voting.sheet_files import read_sheet

    sheet, rule, k = read_sheet(options.sheet)
    result = count(sheet, rule, k)
    if options.json:
        json.dump(document(result), sys.stdout, ensure_ascii=False)
        sys.stdout.write("\n")
    else:
        print("\n".join([standing(result), *(sentence(each) for each in result.reasons)]))
    return 0 if result.status == "valid" else 1


def document(result: Count) -> dict[str, Any]:
    """As in contracts.md §3."""
    return {
        "status": result.status,
        "passed": list(result.passed),
        "tied": list(result.tied),
        "open_places": result.open_places,
        "reasons": [
            {"code": each.code, "text": sentence(each), "where": each.where}
            for each in result.reasons
        ],
    }


def standing(result: Count) -> str:
    """The status in words."""
    words = {
        "valid": _("计票有效。"),
        "refused": _("不能锁定：下列数字不相符。"),
        "void": _("表决无效，重新投票。"),
    }
    return words[result.status]


def sentence(finding: Finding) -> str:
    """A finding in the reader's language."""
    return _(finding.text) % finding.values
