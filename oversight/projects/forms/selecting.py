"""项目和初选的表单: projects made and changed, proposals joined, the four principles."""

from __future__ import annotations

from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import (
    DayField,
    PlaceForm,
    RecordField,
)
from oversight.institutions.forms.points import PointField, PointMixin
from oversight.institutions.queries.villages import villages_of
from oversight.projects.forms.collecting import text_area
from oversight.projects.models import (
    LivelihoodProject,
    ProjectYear,
    Proposal,
)
from oversight.projects.queries import selecting as read
from oversight.projects.queries.years import proposals_of
from oversight.projects.rules.screening import PRINCIPLES

WAN = 10_000


def to_yuan(wan: Decimal | None) -> int | None:
    """万元 as yuan; two decimals are a hundred yuan."""
    return None if wan is None else int(wan * WAN)


class SourcesField(forms.CharField):
    """资金来源: one a line, its sum in 万元 at the end where it is known."""

    def __init__(self, **kwargs: Any) -> None:
        kwargs.setdefault("widget", text_area(3, placeholder=_("镇财政 40")))
        super().__init__(**kwargs)

    def to_python(self, value: Any) -> list[dict[str, Any]]:
        return [
            self.line(one) for one in (super().to_python(value) or "").splitlines() if one.strip()
        ]

    def line(self, text: str) -> dict[str, Any]:
        """镇财政 40 → 400,000 yuan."""
        name, _sign, last = text.strip().removesuffix("万元").rstrip().rpartition(" ")
        try:
            return {
                "source": name.strip() or last,
                "yuan": to_yuan(Decimal(last)) if name else None,
            }
        except InvalidOperation:
            return {"source": text.strip(), "yuan": None}

    def prepare_value(self, value: Any) -> Any:
        if not isinstance(value, list):
            return value
        lines = []
        for one in value:
            amount = "" if one["yuan"] is None else f" {Decimal(one['yuan']) / WAN:f}"
            lines.append(one["source"] + amount)
        return "\n".join(lines)


class ProposalsField(forms.CharField):
    """建议编号: numbers as they stand on the proposals, e.g. 征2027-0113 or 113, divided by 、 or blanks."""

    year: ProjectYear

    def to_python(self, value: Any) -> list[Proposal]:
        text = (
            (super().to_python(value) or "").replace("、", " ").replace("，", " ").replace(",", " ")
        )
        return [self.one(word) for word in dict.fromkeys(text.split())]

    def one(self, word: str) -> Proposal:
        """The proposal with this number."""
        digits = word.rpartition("-")[2].lstrip("征")
        found = None
        if digits.isascii() and digits.isdigit() and len(digits) < 8:
            found = proposals_of(self.year).filter(number=int(digits)).first()
        if found is None:
            text = gettext("没有编号为“%(word)s”的建议。") % {"word": word}
            raise forms.ValidationError(text, code="unknown")
        return found

    def prepare_value(self, value: Any) -> Any:
        return "、".join(one.code for one in value) if isinstance(value, list) else value


class ProjectForm(PointMixin, PlaceForm):
    """项目的内容。"""

    title = forms.CharField(label=_("项目名称"), max_length=80)
    requirement = forms.CharField(
        label=_("建设内容"),
        max_length=2000,
        widget=text_area(4),
        help_text=_("做什么，做多少，做到什么样。"),
    )
    category = forms.ChoiceField(
        label=pgettext_lazy("field", "类别"),
        choices=[("", pgettext_lazy("choice", "选一个")), *LivelihoodProject.CATEGORIES],
    )
    where = forms.CharField(label=pgettext_lazy("field", "地点"), max_length=200, required=False)
    point = PointField(
        label=_("在图上标出"), required=False, help_text=_("标出的位置在公开页面的地图上显示。")
    )
    village = RecordField(label=_("村（社区）"), required=False)
    beneficiaries = forms.CharField(label=_("受益群众"), max_length=200, required=False)
    cost_wan = forms.DecimalField(
        label=_("估算投资（万元）"), min_value=0, max_digits=12, decimal_places=2, required=False
    )
    money_sources = SourcesField(
        label=_("资金来源"),
        required=False,
        help_text=_("一行一个来源，后面写万元数；都写了数的，合计须等于估算投资。"),
    )
    unit = RecordField(label=_("责任单位"), required=False)
    leader = forms.CharField(label=_("分管领导"), max_length=60, required=False)
    due = DayField(label=_("完成时限"), required=False)
    target = forms.CharField(label=_("目标"), max_length=300, required=False)

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        villages = villages_of(self.place)
        self.fields["village"].among(villages)
        if not villages.exists():
            del self.fields["village"]
        self.place_point(needs_map=True)
        self.fields["unit"].among(institutions.units_of(self.place).on(institutions.today()))
        if "proposals" in self.fields:
            self.fields["proposals"].year = year

    def clean(self) -> dict[str, Any]:
        data = self.located(dict(super().clean() or {}))
        data["cost_yuan"] = to_yuan(data.pop("cost_wan", None))
        return data


class MakeForm(ProjectForm):
    """形成项目。"""

    field_order = ("proposals",)
    proposals = ProposalsField(
        label=_("由哪些建议形成"),
        required=False,
        help_text=_("建议的编号，几条用“、”隔开。政府自己提出的项目不填。"),
    )


class MergeForm(PlaceForm):
    """并入建议。"""

    proposals = ProposalsField(label=_("并入哪些建议"), help_text=_("建议的编号，几条用“、”隔开。"))

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["proposals"].year = year


class JoinForm(MergeForm):
    """归入项目: from the proposals to one of the projects that still take some in."""

    field_order = ("project",)
    project = RecordField(label=_("归入哪个项目"))

    def __init__(self, *args: Any, year: ProjectYear, **kwargs: Any) -> None:
        super().__init__(*args, year=year, **kwargs)
        self.fields["project"].among(read.taking(year))
        self.fields["project"].label_from_instance = lambda one: f"{one.code} {one.title}"


class ReasonForm(PlaceForm):
    """写明原因。"""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), max_length=300, widget=text_area(3)
    )


class ScreenForm(PlaceForm):
    """初选核对: every principle with its answer and why."""

    allowed_by = forms.CharField(
        label=_("跨年度由谁同意"),
        max_length=200,
        required=False,
        help_text=_("只有当年不能完工、其他三条都符合的，才作为例外。"),
    )
    allowed_on = DayField(label=_("同意日期"), required=False)
    this_year_goal = forms.CharField(label=_("本年完成什么"), max_length=300, required=False)
    reason = forms.ChoiceField(
        label=_("告知建议人的原因"),
        choices=[("", _("按不符合的原则")), *Proposal.REASONS],
        required=False,
        help_text=_("未通过时，项目里每条建议的提出人凭回执码看到。"),
    )
    reason_text = forms.CharField(
        label=_("给建议人的说明"), max_length=500, required=False, widget=text_area(2)
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        first = {}
        for code, title in PRINCIPLES.items():
            first[f"{code}_met"] = forms.ChoiceField(
                label=_(title),
                choices=[("yes", pgettext_lazy("choice", "符合")), ("no", _("不符合"))],
                widget=forms.RadioSelect,
            )
            first[f"{code}_why"] = forms.CharField(
                label=_("“%(principle)s”的理由") % {"principle": _(title)}, max_length=300
            )
        self.fields = {**first, **self.fields}

    def clean(self) -> dict[str, Any]:
        data = dict(super().clean() or {})
        data["answers"] = {
            code: (data.pop(f"{code}_met", "") == "yes", data.pop(f"{code}_why", ""))
            for code in PRINCIPLES
        }
        return data
