"""年度计划的表单."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import DayField, PlaceForm, RecordField, SuggestingInput
from oversight.institutions.models import Body, Jurisdiction
from oversight.meetings.actions.plan_meetings import ADOPTING, Met
from oversight.meetings.forms.meetings import text_area
from oversight.meetings.forms.people import SCAN
from oversight.meetings.models import PlanChange, PlanItem
from oversight.meetings.rules.plan_text import MOST, PlanLine


class PlanFileForm(PlaceForm):
    """工作要点的文件。"""

    file = forms.FileField(
        label=_("工作要点"),
        widget=forms.FileInput(attrs={"accept": ".docx,.xlsx"}),
        help_text=_(
            "Word（.docx）按“一、”“1.”编号、标题样式或表格读；Excel（.xlsx）按表头读，"
            "要有“内容”“议题”“监督项目”这样的一列。"
        ),
    )


class PlanForm(PlaceForm):
    """导入年度计划: what it is called and who made it; its lines stand in ``PlanLines``."""

    body = RecordField(label=_("制定机构"), empty_label=None)
    year = forms.IntegerField(label=pgettext_lazy("field", "年份"), min_value=1990, max_value=2100)
    title = forms.CharField(label=pgettext_lazy("field", "名称"), max_length=200)
    source_name = forms.CharField(required=False, max_length=200, widget=forms.HiddenInput)
    source_sha256 = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = institutions.bodies_of(self.place).on(institutions.today())
        deciding = rows.filter(kind__in=[*Body.DECIDING, "street_committee"]).order_by("pk")
        self.fields["body"].among(deciding)  # type: ignore[attr-defined]


class PlanLineForm(forms.Form):
    """读出的一项, to be looked over; an empty row is none."""

    keep = forms.BooleanField(label=_("导入"), required=False, initial=True)
    section = forms.CharField(label=pgettext_lazy("field", "部分"), max_length=200, required=False)
    text = forms.CharField(
        label=pgettext_lazy("field", "内容"), max_length=1000, required=False, widget=text_area(2)
    )
    office = forms.CharField(
        label=_("责任委室"), max_length=200, required=False, widget=SuggestingInput
    )
    when = forms.CharField(label=_("时间安排"), max_length=100, required=False)

    def clean(self) -> dict[str, Any]:
        found = super().clean() or {}
        said = found.get("section") or found.get("office") or found.get("when")
        if found.get("keep") and said and not found.get("text") and "text" not in self.errors:
            self.add_error("text", _("没有写内容；不要这一行的，去掉前面的勾。"))
        return found

    @property
    def line(self) -> PlanLine | None:
        """The row as a line of the plan; None where it is not to be imported."""
        found = self.cleaned_data
        if not found.get("keep") or not found.get("text"):
            return None
        return PlanLine(*(found.get(name, "") for name in ("section", "text", "office", "when")))


class PlanLinesBase(forms.BaseFormSet):
    """读出的各项: at least one is imported. Offices are offered by name."""

    def __init__(self, *args: Any, offices: Sequence[str] = (), **kwargs: Any) -> None:
        self.offices = list(offices)
        super().__init__(*args, prefix="line", **kwargs)

    def add_fields(self, form: Any, index: int | None) -> None:
        super().add_fields(form, index)
        form.fields["office"].widget.names = self.offices
        for name, field in form.fields.items():
            label = gettext("第 %(number)d 行：%(name)s")
            values = {"number": (index or 0) + 1, "name": field.label}
            field.widget.attrs["aria-label"] = label % values
            form.fields[name].required = False

    def clean(self) -> None:
        if not any(self.errors) and not self.lines:
            raise forms.ValidationError(gettext("没有导入。至少留一项。"))

    @property
    def lines(self) -> list[PlanLine]:
        """What is to be imported."""
        return [form.line for form in self.forms if form.line is not None]


PlanLines = forms.formset_factory(
    PlanLineForm,
    formset=PlanLinesBase,
    extra=2,
    max_num=MOST + 20,
    absolute_max=MOST + 20,
)


class AdoptForm(PlaceForm):
    """登记年度计划通过。"""

    on = DayField(label=_("通过日期"))
    adopted_by = forms.CharField(
        label=_("通过的会议"), max_length=200, help_text=_("一般是主任会议；乡镇是主席团会议。")
    )


class MetForm(PlaceForm):
    """由哪次会议决定: the body that adopts plans, its term, number and day."""

    body = RecordField(label=_("作出决定的机构"), empty_label=None)
    term_no = forms.IntegerField(label=_("第几届"), min_value=1, max_value=99)
    meeting_no = forms.IntegerField(label=_("第几次会议"), min_value=1, max_value=999)
    on = DayField(label=_("会议日期"))
    paper = forms.FileField(
        label=_("会议纪要"),
        required=False,
        widget=forms.FileInput(attrs={"accept": SCAN}),
        help_text=_(
            "系统里有的会议自动对应，不用附；以往的会议附纪要（PDF、OFD 或照片），或写文号。"
        ),
    )
    paper_ref = forms.CharField(label=_("会议纪要文号"), max_length=200, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if "body" in self.fields:
            rows = institutions.bodies_of(self.place).on(institutions.today())
            self.fields["body"].among(rows.filter(kind__in=ADOPTING).order_by("pk"))  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """The meeting as one value, ``met``."""
        found = super().clean() or {}
        names = ("body", "term_no", "meeting_no", "on")
        values = {name: found.pop(name, None) for name in names}
        paper, paper_ref = found.pop("paper", None), found.pop("paper_ref", "")
        if all(values.values()):
            found["met"] = Met(**values, paper=paper, paper_ref=paper_ref)
        return found


class LineForm(PlaceForm):
    """改计划事项: every word of a draft's line; of an adopted plan's only which office carries it."""

    section = forms.CharField(label=pgettext_lazy("field", "部分"), max_length=200, required=False)
    text = forms.CharField(
        label=pgettext_lazy("field", "内容"), max_length=1000, widget=text_area(3)
    )
    office = RecordField(label=_("责任委室"), required=False, empty_label=_("没有"))
    when = forms.CharField(label=_("时间安排"), max_length=100, required=False)

    def __init__(self, *args: Any, adopted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if adopted:
            for name in ("section", "text", "when"):
                del self.fields[name]
        self.fields["office"].among(offices_of(self.place))  # type: ignore[attr-defined]


class AddItemForm(MetForm):
    """增加计划事项: to an adopted plan as a meeting decided; to a draft without one."""

    section = forms.CharField(label=pgettext_lazy("field", "部分"), max_length=200, required=False)
    text = forms.CharField(
        label=pgettext_lazy("field", "内容"), max_length=1000, widget=text_area(3)
    )
    office = RecordField(label=_("责任委室"), required=False)
    when = forms.CharField(label=_("时间安排"), max_length=100, required=False)
    reason = forms.CharField(
        label=_("调整的原因和依据"),
        max_length=300,
        widget=text_area(2),
        help_text=_("监督法第六十三条：计划可以调整。"),
    )
    field_order = ("section", "text", "office", "when", "reason")

    def __init__(self, *args: Any, adopted: bool, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not adopted:
            for name in (*MetForm.base_fields, "reason"):
                del self.fields[name]
        self.fields["office"].among(offices_of(self.place))  # type: ignore[attr-defined]


def offices_of(place: Jurisdiction) -> Any:
    """The offices of today."""
    rows = institutions.bodies_of(place).on(institutions.today())
    return rows.filter(kind__in=Body.OFFICES).order_by("name")


class ProposeChangeForm(PlaceForm):
    """提出调整计划。"""

    kind = forms.ChoiceField(
        label=pgettext_lazy("field", "种类"), choices=PlanChange.KINDS[:2], widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("调整以后的内容"),
        max_length=1000,
        required=False,
        widget=text_area(3),
        help_text=_("不再进行的不填。"),
    )
    reason = forms.CharField(label=_("调整的原因和依据"), max_length=300, widget=text_area(2))


class DecideChangeForm(MetForm, ProposeChangeForm):
    """登记调整计划的决定。"""

    adopted = forms.ChoiceField(
        label=pgettext_lazy("field", "决定"),
        choices=[("yes", _("同意调整")), ("no", _("不同意调整"))],
        widget=forms.RadioSelect,
    )
    field_order = ("kind", "text", "reason", *MetForm.base_fields, "adopted")

    def clean_adopted(self) -> bool:
        return self.cleaned_data["adopted"] == "yes"


class ItemStateForm(PlaceForm):
    """登记计划事项的进展。"""

    state = forms.ChoiceField(
        label=pgettext_lazy("field", "状态"), choices=PlanItem.STATES[:3], widget=forms.RadioSelect
    )
    on = DayField(label=pgettext_lazy("field", "日期"), required=False)
    note = forms.CharField(
        label=_("完成情况"),
        max_length=1000,
        required=False,
        widget=text_area(3),
        help_text=_("完成的写做了什么。调整或者不再进行，由会议决定，另行提出。"),
    )
