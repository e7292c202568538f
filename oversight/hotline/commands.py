"""`jiannuo hotline …`: import, monthly, freeze, report, import-table, bench-data."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.utils.module_loading import import_string


def command(name: str) -> Callable[[argparse.Namespace], int]:
    """A command that is imported when it runs, so that no other command waits for it."""

    def run(options: argparse.Namespace) -> int:
        return int(import_string(f"oversight.hotline.cli.{name}")(options))

    return run


def add_parsers(groups: Any) -> None:
    """All commands of this app."""
    group = groups.add_parser("hotline", help="热线数据 · hotline tickets and figures")
    commands = group.add_subparsers(dest="hotline_command", required=True, metavar="COMMAND")
    add_import(commands)
    add_import_table(commands)
    add_monthly(commands)
    add_freeze(commands)
    add_report(commands)
    add_bench_data(commands)


def add_import(commands: Any) -> None:
    parser = commands.add_parser("import", help="导入工单 · import CSV, XLSX or Parquet tickets")
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV, XLSX or Parquet")
    parser.add_argument(
        "--mapping", type=Path, required=True, metavar="MAPPING.toml", help="which column is which"
    )
    add_json(parser)
    parser.set_defaults(run=command("importing.import_tickets"))


def add_import_table(commands: Any) -> None:
    parser = commands.add_parser(
        "import-table", help="导入月报表 · import and check a monthly table per unit"
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="CSV or XLSX")
    parser.add_argument(
        "--mapping",
        type=Path,
        metavar="M.toml",
        help="which column is which (default: by headings)",
    )
    parser.add_argument("--month", metavar="YYYY-MM", help="the month, where the table names none")
    add_place(parser, "the place of rows that the mapping gives to none")
    add_json(parser)
    parser.set_defaults(run=command("importing.import_table"))


def add_monthly(commands: Any) -> None:
    parser = commands.add_parser("monthly", help="月度分析 · the monthly analysis")
    parser.add_argument("month", metavar="YYYY-MM", help="the month, such as 2026-06")
    parser.add_argument("--by", default="unit", metavar="unit|category", help="default: unit")
    parser.add_argument(
        "--window", default="month", metavar="month|ytd", help="the month, or January to the month"
    )
    parser.add_argument(
        "--kinds",
        default="all",
        metavar="KIND,KIND|all",
        help="complaint consultation suggestion help praise report unknown; default: all",
    )
    add_place(parser, "default: the only one with hotline figures")
    parser.add_argument("--source", metavar="NAME", help="only this source (default: all)")
    parser.add_argument(
        "--as-of", metavar="INSTANT", help="ISO 8601; default: now, or the instant of the freeze"
    )
    add_json(parser)
    parser.set_defaults(run=command("monthly.run"))


def add_freeze(commands: Any) -> None:
    parser = commands.add_parser("freeze", help="冻结月份 · fix a month as a version")
    parser.add_argument("month", metavar="YYYY-MM", help="the month, such as 2026-06")
    add_place(parser, "default: the only one with hotline figures")
    add_json(parser)
    parser.set_defaults(run=command("freezing.run"))


def add_report(commands: Any) -> None:
    parser = commands.add_parser("report", help="月度报告 · the monthly report as DOCX")
    parser.add_argument("month", metavar="YYYY-MM", help="the month, such as 2026-06")
    parser.add_argument(
        "--out", type=Path, required=True, metavar="FILE.docx", help="where to write the report"
    )
    add_place(parser, "default: the only one with hotline figures")
    add_json(parser)
    parser.set_defaults(run=command("reports.run"))


def add_bench_data(commands: Any) -> None:
    parser = commands.add_parser("bench-data", help="合成数据 · write synthetic tickets")
    for name, letter, text in (
        ("--rows", "N", "how many tickets"),
        ("--months", "M", "over how many months"),
        ("--units", "U", "of how many units"),
    ):
        parser.add_argument(name, type=int, required=True, metavar=letter, help=text)
    parser.add_argument(
        "--out",
        type=Path,
        required=True,
        metavar="DIR",
        help="folder for the CSV, its mapping, the store",
    )
    parser.add_argument(
        "--seed",
        type=int,
        default=1,
        metavar="S",
        help="the same seed, the same tickets; default: 1",
    )
    add_json(parser)
    parser.set_defaults(run=command("benches.run"), needs_database=False)


def add_place(parser: argparse.ArgumentParser, text: str) -> None:
    parser.add_argument("--jurisdiction", metavar="CODE", help=text)


def add_json(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--json", action="store_true", help="one JSON document")
