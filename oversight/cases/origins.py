"""来源: what gave rise to a case, and which facts each origin must bring. A hotline finding is one of six."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from oversight.audit.errors import Invalid
from oversight.cases.models import Case
from oversight.cases.rules import signatures
from oversight.institutions import queries as institutions
from oversight.institutions.models import Jurisdiction, Unit

MOST = 2000


@dataclass(frozen=True)
class Field:
    """One fact of an origin: its key in the facts, label, and how it is read."""

    key: str
    label: Any
    kind: str = "line"  # line, text, day, number, choice, lines
    required: bool = True
    help: Any = ""
    choices: tuple[tuple[str, Any], ...] = ()


PURPOSES = (
    ("interpellation_committee", gettext_lazy("常委会会议质询案")),
    ("interpellation_congress", gettext_lazy("代表大会会议质询案")),
    ("commission_committee", gettext_lazy("提议组织特定问题调查委员会（常委会）")),
    ("commission_congress", gettext_lazy("提议组织特定问题调查委员会（代表大会）")),
    ("attention", gettext_lazy("联名反映问题")),
)
FIELDS: Mapping[str, tuple[Field, ...]] = {
    "hotline_finding": (),
    "annual_plan": (
        Field("year", gettext_lazy("计划年度"), "number"),
        Field("item", gettext_lazy("第几项"), help=gettext_lazy("例如“第4项”。")),
        Field("text", gettext_lazy("项目原文"), "text"),
        Field("paper", gettext_lazy("计划的文号"), required=False),
    ),
    "bill": (
        Field("number", gettext_lazy("议案编号")),
        Field("title", gettext_lazy("议案标题")),
        Field("meeting", gettext_lazy("在哪次会议提出")),
        Field("on", gettext_lazy("交付日期"), "day"),
        Field("text", gettext_lazy("议案要求"), "text"),
    ),
    "report": (
        Field("title", gettext_lazy("报告名称")),
        Field("source", gettext_lazy("谁的报告")),
        Field("on", gettext_lazy("报告日期"), "day"),
        Field("text", gettext_lazy("报告反映的问题"), "text"),
    ),
    "signatures": (
        Field("purpose", gettext_lazy("联名做什么"), "choice", choices=PURPOSES),
        Field("on", gettext_lazy("提出日期"), "day"),
        Field("signers", gettext_lazy("联名人"), "lines", help=gettext_lazy("每行一个姓名。")),
        Field(
            "base",
            gettext_lazy("全体组成人员（代表）人数"),
            "number",
            help=gettext_lazy("计算五分之一、十分之一用；按提出之日的实有人数。"),
        ),
        Field("text", gettext_lazy("要求和理由"), "text"),
    ),
    "petition": (
        Field("number", gettext_lazy("信访登记号")),
        Field("on", gettext_lazy("收到日期"), "day"),
        Field("people", gettext_lazy("反映人数"), "number"),
        Field(
            "text",
            gettext_lazy("反映的问题"),
            "text",
            help=gettext_lazy("不写来信来访人的姓名、电话和住址。"),
        ),
    ),
}


def require_by_hand(origin: str) -> None:
    """A hotline finding brings its own frozen facts; nobody writes them by hand."""
    if origin == "hotline_finding":
        text = _("热线双升的案件在热线分析的“处置”里立案，数字取自冻结的月份。")
        raise Invalid("through_disposition", text, where="origin")


def check(place: Jurisdiction, origin: str, facts: dict[str, Any], unit: Unit) -> dict[str, Any]:
    """The facts as the case keeps them; refuses what the origin must say and does not."""
    if origin not in dict(Case.ORIGINS):
        raise Invalid("unknown_origin", _("没有这种来源。"), where="origin")
    if origin == "hotline_finding":
        if not facts.get("freeze") or not facts.get("sha256"):
            raise Invalid("not_frozen", _("热线双升须来自冻结的月份。"), where="origin")
        return facts
    kept = {field.key: read(field, facts.get(field.key)) for field in FIELDS[origin]}
    if origin == "signatures":
        kept["check"] = check_signatures(place, kept, unit)
    return kept


def read(field: Field, value: Any) -> Any:
    """One fact; refuses an empty one where it is required."""
    if value in (None, "", []):
        if field.required:
            text = _("没有写%(what)s。") % {"what": field.label}
            raise Invalid("fact_missing", text, where=field.key)
        return "" if field.kind != "lines" else []
    return READERS[field.kind](field, value)


def line(field: Field, value: Any) -> str:
    text = str(value).replace("\x00", "").strip()
    if len(text) > MOST:
        values = {"what": field.label, "most": MOST}
        raise Invalid("text_long", _("%(what)s不超过 %(most)d 字。") % values, where=field.key)
    return text


def day(field: Field, value: Any) -> str:
    try:
        found = value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError as error:
        raise Invalid("bad_day", _("写成 2026-07-05 的样子。"), where=field.key) from error
    if found > institutions.today():
        raise Invalid("day_to_come", _("日期还没有到。"), where=field.key)
    return found.isoformat()


def number(field: Field, value: Any) -> int:
    try:
        found = int(value)
    except (TypeError, ValueError) as error:
        raise Invalid("bad_number", _("写一个数字。"), where=field.key) from error
    if not 0 < found < 1_000_000:
        raise Invalid("bad_number", _("写一个数字。"), where=field.key)
    return found


def choice(field: Field, value: Any) -> str:
    if value not in dict(field.choices):
        raise Invalid("bad_choice", _("从列表里选。"), where=field.key)
    return str(value)


def lines(field: Field, value: Any) -> list[str]:
    parts = value if isinstance(value, list) else str(value).replace("、", "\n").splitlines()
    names = [str(part).replace("\x00", "").strip()[:60] for part in parts]
    return list(dict.fromkeys(name for name in names if name))


READERS: Mapping[str, Callable[[Field, Any], Any]] = {
    "line": line,
    "text": line,
    "day": day,
    "number": number,
    "choice": choice,
    "lines": lines,
}


def check_signatures(place: Jurisdiction, facts: dict[str, Any], unit: Unit) -> dict[str, Any]:
    """The number of names against the law; a proposal with too few is refused, with the article."""
    asked = signatures.SignatureFacts(
        purpose=facts["purpose"],
        level=place.level,
        signers=len(facts["signers"]),
        base=facts["base"],
        unit_kind=unit.kind,
    )
    found = signatures.check(asked)
    values = {"signers": asked.signers, "needed": found.needed or 0, "base": asked.base}
    if not found.enough:
        raise Invalid(found.code, _(found.text) % values, basis=_(found.basis), where="signers")
    return {
        "rule": signatures.CODE,
        "level": asked.level,
        "unit_kind": asked.unit_kind,
        "needed": found.needed,
        "signers": asked.signers,
        "base": asked.base,
        "basis": found.basis,
    }


def words(case: Case) -> list[tuple[str, str]]:
    """The facts of the origin as label and text, for pages and papers."""
    found = []
    for field in FIELDS.get(case.origin, ()):
        value = case.origin_facts.get(field.key)
        if value in (None, "", []):
            continue
        if field.kind == "choice":
            value = dict(field.choices).get(value, value)
        elif field.kind == "lines":
            value = "、".join(value)
        found.append((str(field.label), str(value)))
    return found
