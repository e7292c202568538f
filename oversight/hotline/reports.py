"""月度报告: the monthly report of a place as DOCX, filled from an answer.

A frozen month is reported as it was frozen. The figures are those of the page and the command line; the
report adds words, never figures of its own.
"""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import datetime
from typing import Any
from zoneinfo import ZoneInfo

from django.conf import settings
from django.utils import timezone
from django.utils.translation import gettext as _
from hotline_analytics.periods import month_words

from oversight.hotline import analyses, queries, queries_months, report_figures, report_template
from oversight.hotline.governing import Governing, governing, governing_freeze, governing_standing
from oversight.hotline.questions import standing
from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries import profile_of

Answer = Mapping[str, Any]


def monthly_report(
    place: Jurisdiction, month: int, *, answer: Answer | None = None, version: int | None = None
) -> bytes:
    """The report by unit; pages pass the ``answer`` they show, the command line lets it be computed."""
    if answer is None:
        answer = answer_for(place, month, version)
    return render(context(place, month, answer))


def answer_for(place: Jurisdiction, month: int, version: int | None) -> Answer:
    """The stored result of the freeze, else the analysis from the store."""
    stands = standing(place, month, version=version)
    question = governing_standing(place, stands).question(month)
    freeze = stands.freeze
    if freeze is not None and (stored := queries_months.stored_result(place, freeze, question)):
        return queries_months.with_stamp(stored, freeze.sha256, freeze.tickets, freeze.version)
    return analyses.answer(place, question, stands)


def render(values: Mapping[str, Any]) -> bytes:
    """The template filled in."""
    from docxtpl import DocxTemplate  # only where a report is written

    document = DocxTemplate(report_template.template())
    document.render(dict(values), autoescape=True)
    stored = io.BytesIO()
    document.save(stored)
    return stored.getvalue()


def context(place: Jurisdiction, month: int, answer: Answer) -> dict[str, Any]:
    """Everything the template shows."""
    profile = profile_of(place)
    rows = answer["rows"]
    words = month_words(month)
    return {
        "body_name": profile.body_name or profile.screen_name or settings.BODY_NAME,
        "title": _("%(place)s%(month)s热线数据月度分析报告")
        % {"place": place.name, "month": words},
        "stamp": stamp(answer, profile.timezone),
        "heads": heads(),
        "headline": report_figures.headline(answer),
        "general": [reason["text"] for reason in answer.get("reasons", [])],
        "rises": [rise(row) for row in rows if row["double_rise"] == "yes"],
        "manual": [rise(row) for row in rows if row["double_rise"] == "manual"],
        "nothing": _("没有。"),
        "quality": quality(rows),
        "method": method(),
        "source": source(place, answer, profile.timezone, rules_of(place, month, answer)),
    }


def heads() -> dict[str, str]:
    """The headings of the parts."""
    return {
        "summary": _("一、总体情况"),
        "rises": _("二、同比、环比双升的单位"),
        "manual": _("三、需人工研判的单位"),
        "quality": _("四、办理质量"),
        "method": _("五、方法"),
        "source": _("六、数据来源与核对"),
    }


def stamp(answer: Answer, zone: str) -> str:
    """Version and as-of in one line."""
    version = answer["snapshot"]["version"]
    frozen = _("第 %(version)d 版") % {"version": version} if version else _("未冻结，数字可能变动")
    return _("%(frozen)s　数据截至 %(as_of)s") % {
        "frozen": frozen,
        "as_of": local(answer["as_of"], zone),
    }


def local(instant: str, zone: str) -> str:
    """An instant in the place's zone, to the minute."""
    return datetime.fromisoformat(instant).astimezone(ZoneInfo(zone)).strftime("%Y-%m-%d %H:%M")


def rise(row: Mapping[str, Any]) -> dict[str, str]:
    """One unit as text."""
    return {
        "name": row["name"] or _("（未分类）"),
        "count": report_figures.number(row["count"]),
        "previous": report_figures.number(row["previous"]),
        "last_year": report_figures.number(row["last_year"]),
        "mom": report_figures.percent(row["mom"]),
        "yoy": report_figures.percent(row["yoy"]),
        "grade": report_figures.grade_title(row["grade"]),
        "reasons": "".join(reason["text"] for reason in row["reasons"]),
    }


def quality(rows: Any) -> list[dict[str, str]]:
    """The rates of the whole place; those that the sources cannot give are left out."""
    lines = []
    for name, rate in report_figures.place_rates(rows).items():
        if rate is None:
            continue
        interval = (
            f"{report_figures.share(rate.low)}–{report_figures.share(rate.high)}"
            if rate.low is not None
            else "—"
        )
        lines.append(
            {
                "title": report_figures.rate_title(name),
                "value": report_figures.share(rate.value),
                "numerator": report_figures.number(rate.numerator),
                "denominator": report_figures.number(rate.denominator),
                "excluded": report_figures.number(rate.excluded),
                "interval": interval,
            }
        )
    return lines


def method() -> list[str]:
    """How the figures came about."""
    return [
        _("双升：本月件数严格大于上月，并且严格大于去年同月；有一个基期为零或不详的，由人工研判。"),
        _(
            "判断：按单位自身（历史不足 24 个月的按全部单位）的波动对两个升幅分别作单侧检验，取较大的 p 值，"
            "对同月全部受检单位按 5% 控制错误发现率，并看倍数和最低件数。等级说明升幅有多不寻常，不是结论。"
        ),
        _("没有真实变化时，约三分之一的受检单位也会出现双升。双升只提请研判，由有权机关决定。"),
        _("比率同时列出分子、分母和未计入的件数；区间为 95% 置信区间（Wilson 法）。"),
    ]


def rules_of(place: Jurisdiction, month: int, answer: Answer) -> Governing:
    """What the answer stands on: the rulebook of its freeze, else that of its day."""
    version = answer["snapshot"]["version"]
    freeze = queries.freezes_of(place, month).filter(version=version).first() if version else None
    if freeze is not None:
        return governing_freeze(freeze)
    return governing(place, timezone.localdate(datetime.fromisoformat(answer["as_of"])))


def source(place: Jurisdiction, answer: Answer, zone: str, rules: Governing) -> list[str]:
    """From which data, under which rule, with which hash."""
    snapshot = answer["snapshot"]
    names = "、".join(one.name for one in queries.sources_of(place)) or _("月报表")
    return [
        _("来源：%(names)s") % {"names": names},
        _("件数：%(tickets)s；快照校验值：%(sha256)s") % {
            "tickets": report_figures.number(snapshot["tickets"]),
            "sha256": snapshot["sha256"] or _("未冻结"),
        },
        _("截至：%(as_of)s") % {"as_of": local(answer["as_of"], zone)},
        _("规则：%(rule)s；参数校验值：%(parameters)s") % {
            "rule": rules.rule.version,
            "parameters": rules.grading.sha256,
        },
        _("规则簿：%(label)s；校验值：%(sha256)s") % {
            "label": rules.rulebook.label,
            "sha256": rules.rulebook.sha256,
        },
    ]  # fmt: skip
