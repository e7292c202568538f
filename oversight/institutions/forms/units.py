"""单位的表单: registering, mending, renaming, merging, splitting, abolishing; liaison and correspondence."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries
from oversight.institutions.forms.base import (
    DayField,
    LinesField,
    PersonField,
    PlaceForm,
    RecordField,
    RecordsField,
)
from oversight.institutions.models import Body, LiaisonOfficer, Unit, UnitSuccession


class UnitForm(PlaceForm):
    """登记或更正单位。"""

    name = forms.CharField(label=_("单位名称"), max_length=100)
    short_name = forms.CharField(label=_("简称"), max_length=40, required=False)
    kind = forms.ChoiceField(label=_("类别"), choices=Unit.KINDS, initial="department")
    aliases = LinesField(
        label=_("别名"), required=False, help_text=_("热线数据里的其他写法，每行一个。")
    )
    valid_from = DayField(label=_("设立日期"), required=False)
    valid_to = DayField(label=_("终止日期"), required=False, help_text=_("仍存在的不填。"))


class DecisionForm(PlaceForm):
    """A change in law: from when, on what paper."""

    on = DayField(label=_("自哪一天起"))
    basis = forms.CharField(
        label=_("依据文件"), max_length=200, help_text=_("机构改革方案或编制文件的名称、文号。")
    )


class RenameForm(DecisionForm):
    """更名。"""

    name = forms.CharField(label=_("新名称"), max_length=100)
    field_order = ["name", "on", "basis"]


class MergeForm(DecisionForm):
    """合并。"""

    units = RecordsField(label=_("同时并入的其他单位"), required=False)
    into = RecordField(
        label=_("并入哪个单位"), required=False, empty_label=_("组建新单位（在下面写名称）")
    )
    name = forms.CharField(label=_("新单位名称"), max_length=100, required=False)
    carry_people = forms.BooleanField(label=_("现任职务和联络员转到新单位"), required=False)
    field_order = ["into", "name", "units", "on", "basis", "carry_people"]

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.units_of(self.place).filter(valid_to=None).exclude(pk=unit.pk)
        self.fields["units"].among(rows)  # type: ignore[attr-defined]
        self.fields["into"].among(rows)  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or {}
        if bool(cleaned.get("into")) == bool(cleaned.get("name")):
            self.add_error("into", _("选一个现有单位，或者写新单位的名称，只用一种。"))
        return cleaned


class SplitForm(DecisionForm):
    """分设。"""

    names = LinesField(
        label=_("分设为"), help_text=_("每行一个单位，至少两个；已登记的按名称对上。")
    )
    field_order = ["names", "on", "basis"]


class AbolishForm(DecisionForm):
    """撤销。"""

    reason = forms.CharField(label=_("说明"), max_length=300, required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["on"].label = _("存在到哪一天")


class SuccessionForm(DecisionForm):
    """登记与另一单位的沿革。"""

    successor = RecordField(label=_("现单位（接办职责的单位）"))
    kind = forms.ChoiceField(label=_("方式"), choices=UnitSuccession.KINDS, initial="moved")
    field_order = ["successor", "kind", "on", "basis"]

    def __init__(self, *args: Any, unit: Unit, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.units_of(self.place).exclude(pk=unit.pk)
        self.fields["successor"].among(rows)  # type: ignore[attr-defined]


class LiaisonForm(PlaceForm):
    """确定联络员。"""

    person = PersonField(label=_("人员"))
    rank = forms.ChoiceField(label=_("角色"), choices=LiaisonOfficer.RANKS)
    valid_from = DayField(label=_("自哪一天起"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].among(queries.people_of(self.place))  # type: ignore[attr-defined]


class HandOverForm(PlaceForm):
    """联络员交接。"""

    person = PersonField(label=_("交给谁"))
    on = DayField(label=_("自哪一天起"))
    note = forms.CharField(
        label=_("交接说明"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("在办的事项、期限、材料放在哪里。"),
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].among(queries.people_of(self.place))  # type: ignore[attr-defined]


class CorrespondenceForm(PlaceForm):
    """确定对口联系。"""

    office = RecordField(label=_("对口的机构"))
    valid_from = DayField(label=_("自哪一天起"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = queries.bodies_of(self.place).exclude(kind__in=[*Body.DECIDING, "party_group"])
        self.fields["office"].among(rows)  # type: ignore[attr-defined]


class UnitPostForm(PlaceForm):
    """登记单位里的职务。"""

    person = PersonField(label=_("人员"))
    title = forms.CharField(label=_("职务"), max_length=60)
    is_head = forms.BooleanField(label=_("主要负责人"), required=False)
    valid_from = DayField(label=_("自哪一天起"), required=False)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["person"].among(queries.people_of(self.place))  # type: ignore[attr-defined]
