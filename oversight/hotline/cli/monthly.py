"""`jiannuo hotline monthly`."""

from __future__ import annotations

import argparse
from typing import Any

from django.utils.translation import gettext as _

from oversight.hotline import analyses, questions
from oversight.hotline.cli import output
from oversight.hotline.cli.places import chosen_place, read_instant
from oversight.hotline.questions import Question


def run(options: argparse.Namespace) -> int:
    """The analysis of one month."""
    question = Question(
        month=questions.read_month(options.month),
        by=questions.read_by(options.by),
        window=questions.read_window(options.window),
        kinds=questions.read_kinds(options.kinds),
        sources=frozenset({options.source}) if options.source else None,
    )
    place = chosen_place(options.jurisdiction)
    analyses.check_sources(place, question)
    as_of = read_instant(options.as_of, place)
    standing = questions.standing(place, question.month, as_of=as_of)
    result = analyses.answer(place, question, standing)
    if options.json:
        output.print_json(result)
    else:
        print_answer(result)
    return 0


def print_answer(result: dict[str, Any]) -> None:
    """The answer as a table for people."""
    stamp = result["snapshot"]
    version = _("第 %(version)d 版") % stamp if stamp["version"] else _("未冻结")
    heading = {**stamp, **result, "version": version, "sha256": stamp["sha256"][:12]}
    print(
        _("%(month)s（%(window)s） %(tickets)d 件 %(version)s 校验值 %(sha256)s 截至 %(as_of)s")
        % heading
    )
    print(
        _("检验 %(units_tested)d 个，偶然双升约 %(expected)s 个") % {
            "units_tested": result["units_tested"],
            "expected": f"{result['expected_by_chance']:.1f}",
        }
    )  # fmt: skip
    heads = [_("名称"), _("件数"), _("上期"), _("去年"), _("环比"), _("同比"), _("双升"), _("等级")]
    output.print_table(heads, [line(row) for row in result["rows"]])


def line(row: dict[str, Any]) -> list[str]:
    """One group as text."""
    return [
        row["name"] if row["name"] is not None else _("（未分类）"),
        str(row["count"]),
        number(row["previous"]),
        number(row["last_year"]),
        percent(row["mom"]),
        percent(row["yoy"]),
        row["double_rise"],
        row["grade"] or "",
    ]


def number(value: int | None) -> str:
    return "—" if value is None else str(value)


def percent(value: float | None) -> str:
    return "—" if value is None else f"{value:+.1%}"
