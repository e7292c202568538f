"""案件的表单: one per act; what may be chosen comes from the place, its rulebook and its planned meetings."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.cases import origins, queries, queries_hearing
from oversight.cases.models import Case, CaseDecision, CaseEvidence, OfficeOpinion
from oversight.cases.standing import Standing, meeting_name
from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField
from oversight.institutions.models import Body
from oversight.ui import formats


def text_area(rows: int = 4) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


class ReasonForm(PlaceForm):
    """办理并写明原因。"""

    reason = forms.CharField(label=_("原因"), max_length=300, widget=text_area(2))


class BareForm(PlaceForm):
    """Nothing to fill in: the button alone."""


class OpenForm(PlaceForm):
    """立案: unit, subject, lead office, and the facts of the origin."""

    unit = RecordField(label=_("被监督单位"))
    subject = forms.CharField(
        label=_("案由"), max_length=200, help_text=_("一句话说明监督什么，例如“房屋渗漏投诉”。")
    )
    lead_office = RecordField(
        label=_("牵头委室"),
        required=False,
        empty_label=_("对口联系该单位的委室"),
        help_text=_("不选的，由对口联系该单位的委室牵头。"),
    )

    def __init__(self, *args: Any, origin: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = institutions.today()
        units = institutions.units_of(self.place).on(today).order_by("name")
        offices = institutions.bodies_of(self.place).on(today).filter(kind__in=Body.OFFICES)
        self.fields["unit"].among(units)  # type: ignore[attr-defined]
        self.fields["lead_office"].among(offices.order_by("name"))  # type: ignore[attr-defined]
        for field in origins.FIELDS[origin]:
            self.fields[field.key] = fact_field(field)


def fact_field(field: origins.Field) -> forms.Field:
    """The form's field for one fact of an origin."""
    common: dict[str, Any] = {
        "label": field.label,
        "required": field.required,
        "help_text": field.help,
    }
    if field.kind == "day":
        return DayField(**common)
    if field.kind == "number":
        return forms.IntegerField(min_value=1, max_value=999_999, **common)
    if field.kind == "choice":
        return forms.ChoiceField(choices=field.choices, **common)
    if field.kind in {"text", "lines"}:
        return forms.CharField(max_length=origins.MOST, widget=text_area(), **common)
    return forms.CharField(max_length=200, **common)


def method_choices(rules: Standing) -> list[tuple[str, str]]:
    """The methods with a basis here, each with its article, and none."""
    found = [
        (
            one.code,
            gettext("%(method)s（%(basis)s）") % {"method": gettext(one.title), "basis": one.basis},
        )
        for one in rules.offers
        if one.allowed
    ]
    return [*found, ("none", gettext("不采取监督措施"))]


class OpinionForm(PlaceForm):
    """研判意见。"""

    causes = forms.MultipleChoiceField(
        label=pgettext_lazy("field", "原因"),
        choices=OfficeOpinion.CAUSES,
        widget=forms.CheckboxSelectMultiple,
    )
    cause_text = forms.CharField(label=_("原因分析"), max_length=4000, widget=text_area(5))
    comparison_text = forms.CharField(
        label=_("与未入选单位比较"), max_length=2000, required=False, widget=text_area(3)
    )
    other_matters_text = forms.CharField(
        label=_("本年其他安排"),
        max_length=2000,
        required=False,
        widget=text_area(3),
        help_text=_("该单位今年的其他案件、已定会期和关联事项，避免重复安排。"),
    )
    method = forms.ChoiceField(
        label=_("建议方式"),
        widget=forms.RadioSelect,
        help_text=_("只列规则簿中有依据的方式；其他方式及不能提出的原因见上方。"),
    )
    text = forms.CharField(
        label=pgettext_lazy("field", "意见"), max_length=4000, widget=text_area(4)
    )

    def __init__(self, *args: Any, rules: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["method"].choices = method_choices(rules)  # type: ignore[attr-defined]


class DecisionForm(PlaceForm):
    """登记决定。"""

    kind = forms.ChoiceField(label=pgettext_lazy("field", "决定"), choices=CaseDecision.KINDS)
    body = RecordField(label=_("作出决定的机构"), empty_label=None)
    term_no = forms.IntegerField(label=_("第几届"), min_value=1, max_value=99)
    meeting_no = forms.IntegerField(label=_("第几次会议"), min_value=1, max_value=999)
    on = DayField(label=_("会议日期"))
    members = forms.IntegerField(label=_("应到人数（全体组成人员）"), min_value=1, max_value=999)
    present = forms.IntegerField(label=_("实到人数"), min_value=0, max_value=999)
    yes = forms.IntegerField(
        label=_("赞成人数"),
        min_value=0,
        max_value=999,
        required=False,
        help_text=_("主任会议一致同意、没有表决的不填；主席团必填。"),
    )
    method = forms.ChoiceField(
        label=_("监督方式"), required=False, help_text=_("采取监督措施的必选。")
    )
    heard_at = forms.ChoiceField(
        label=_("在哪次会议听取"),
        required=False,
        help_text=_("在会议上进行的方式必选。会期在“会期”里登记。"),
    )
    waiver_reason = forms.CharField(
        label=_("不受会前时限限制的理由"),
        max_length=300,
        required=False,
        help_text=_("规则簿规定临时确定的议题可以不受限制的，才可以填写。"),
    )
    merge_into = RecordField(label=_("并入哪个案件"), required=False, empty_label=_("不并案"))
    text = forms.CharField(
        label=_("决定内容"), max_length=4000, widget=text_area(4), help_text=_("照会议纪要写。")
    )

    def __init__(self, *args: Any, case: Case, rules: Standing, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        deciding = institutions.bodies_of(self.place).filter(
            kind__in=["chairpersons_meeting", "presidium"]
        )
        self.fields["body"].among(deciding.on(institutions.today()))  # type: ignore[attr-defined]
        methods = method_choices(rules)[:-1]
        self.fields["method"].choices = [("", gettext("不选")), *methods]  # type: ignore[attr-defined]
        self.fields["heard_at"].choices = self.meetings(rules)  # type: ignore[attr-defined]
        others = queries.cases_of(self.place).filter(state__in=queries.OPEN_STATES)
        self.fields["merge_into"].among(others.exclude(pk=case.pk))  # type: ignore[attr-defined]
        if not rules.waiver:
            del self.fields["waiver_reason"]

    def meetings(self, rules: Standing) -> list[tuple[str, str]]:
        """The meetings to come with their day; what comes too early for a report says so."""
        found = [("", gettext("不选"))]
        today = institutions.today()
        for meeting in queries_hearing.meetings_ahead(self.place):
            if meeting.body.kind not in {"standing_committee", "presidium", "congress"}:
                continue
            words = {"name": meeting_name(meeting), "day": formats.day(meeting.on)}
            text = gettext("%(name)s，%(day)s")
            if not rules.plan(self.place, meeting.on, today).feasible:
                text = gettext("%(name)s，%(day)s（报告会前 20 日已赶不上）")
            found.append((meeting.public_id, text % words))
        return found


class RemindForm(PlaceForm):
    """催办。"""

    text = forms.CharField(label=_("催办内容"), max_length=300, widget=text_area(2))


class EvidenceForm(PlaceForm):
    """添加证据。"""

    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "种类"), choices=CaseEvidence.KINDS, initial="document"
    )
    title = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=200)
    on = DayField(label=pgettext_lazy("field", "日期"))
    note = forms.CharField(
        label=pgettext_lazy("field", "说明"), max_length=1000, required=False, widget=text_area(3)
    )
    file = forms.FileField(
        label=pgettext_lazy("field", "文件"),
        required=False,
        help_text=_("照片、PDF 或表格；照片里的拍摄位置会去除。"),
    )


class ReassignForm(PlaceForm):
    """改派牵头委室。"""

    lead_office = RecordField(label=_("新的牵头委室"), empty_label=None)
    reason = forms.CharField(label=_("原因"), max_length=300, widget=text_area(2))

    def __init__(self, *args: Any, case: Case, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.bodies_of(self.place).on(institutions.today())
        offices = rows.filter(kind__in=Body.OFFICES).exclude(pk=case.lead_office_id)
        self.fields["lead_office"].among(offices.order_by("name"))  # type: ignore[attr-defined]


def facts_from(origin: str, data: dict[str, Any]) -> dict[str, Any]:
    """The facts among what a form gave."""
    keys: Sequence[str] = [field.key for field in origins.FIELDS[origin]]
    return {key: data[key] for key in keys if key in data}
