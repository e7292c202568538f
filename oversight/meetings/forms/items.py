"""议题的表单: proposing, changing, putting to the vote or not, deciding without one, taking back."""

from __future__ import annotations

from typing import Any

from django import forms
from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import (
    LinesField,
    PlaceForm,
    PresiderField,
    RecordField,
    RecordsField,
)
from oversight.meetings import queries
from oversight.meetings.forms.meetings import text_area
from oversight.meetings.forms.scrutineers import WatchedForm
from oversight.meetings.models import AgendaItem, Meeting
from oversight.meetings.rules.item_stages import needs_consent
from oversight.meetings.rules.kinds import kind_of, kinds_for, matter_of_vote
from oversight.meetings.rules.quorum import refuse_rule, rule_for
from oversight.rulebooks.queries import ratings
from oversight.voting.pages import named
from oversight.voting.pages.words import rated_word
from oversight.voting.rules.registry import RULES
from oversight.voting.secret.offering import offer


class ItemWordsForm(PlaceForm):
    """改议题。"""

    title = forms.CharField(label=pgettext_lazy("field", "议题"), max_length=200)
    basis = forms.CharField(
        label=pgettext_lazy("field", "依据"),
        max_length=300,
        required=False,
        help_text=_("不填的，按议题种类的法律依据。"),
    )
    proposer = forms.CharField(label=_("提请人"), max_length=200, required=False)
    reporter = forms.CharField(label=_("报告人"), max_length=100, required=False)
    note = forms.CharField(
        label=pgettext_lazy("field", "说明"), max_length=1000, required=False, widget=text_area(2)
    )


class UnitsField(RecordField):
    """所关的单位: whose report or work it is; gives a list of public ids."""

    def __init__(self) -> None:
        super().__init__(
            label=_("所关的单位"),
            required=False,
            empty_label=pgettext_lazy("choice", "没有"),
            help_text=_(
                "听取哪个单位的报告、对哪个单位测评。这个单位的人不监票、不计票、不主持表决。"
            ),
        )

    def clean(self, value: Any) -> list[str]:
        found = super().clean(value)
        return [found.public_id] if found is not None else []


class UnitsOfItemField(RecordsField):
    """所关的单位: all whose report or work the item is about; gives their public ids."""

    def __init__(self) -> None:
        super().__init__(
            label=_("所关的单位"),
            required=False,
            help_text=_(
                "听取谁的报告、对谁测评，可以选几个。这些单位的人不监票、不计票、不主持表决。"
            ),
        )

    def clean(self, value: Any) -> list[str]:
        return [one.public_id for one in super().clean(value)]


def offer_units(form: PlaceForm) -> None:
    """Offer the units of today."""
    rows = institutions.units_of(form.place).on(institutions.today()).order_by("name")
    form.fields["units"].among(rows)  # type: ignore[attr-defined]


class ItemForm(ItemWordsForm):
    """提出议题。"""

    kind = forms.ChoiceField(label=pgettext_lazy("field", "种类"))
    units = UnitsOfItemField()
    plan_item = RecordField(
        label=_("年度计划事项"),
        required=False,
        empty_label=_("不在计划里"),
        help_text=_("选了的，议题和这一项自动关联，计划里看得到为它开的会。"),
    )
    field_order = ("title", "kind", "plan_item", "basis", "proposer", "reporter", "units", "note")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_units(self)
        lines = queries.plan_items_in(self.place).filter(plan__state="adopted")
        lines = lines.exclude(state__in=["done", "dropped"]).order_by("-plan__year", "order")
        self.fields["plan_item"].among(lines)  # type: ignore[attr-defined]
        self.fields["kind"].choices = [  # type: ignore[attr-defined]
            (one.code, gettext(one.title)) for one in kinds_for(meeting.body.kind)
        ]


class ChangeItemForm(ItemWordsForm):
    """改议题: its words, and all units that it is about."""

    units = UnitsOfItemField()
    field_order = ("title", "basis", "proposer", "reporter", "units", "note")

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        known = institutions.units_of(self.place)
        ids = known.on(institutions.today()).values("pk")
        rows = known.filter(models.Q(pk__in=ids) | models.Q(public_id__in=item.units))
        self.fields["units"].among(rows.order_by("name"))  # type: ignore[attr-defined]


class PlaceItemForm(PlaceForm):
    """列入议程。"""

    placed_by = forms.ChoiceField(
        label=_("决定列入的机构"), widget=forms.RadioSelect, required=False
    )

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer_placers(self, "placed_by", meeting)


class PlaceItemsForm(PlaceItemForm):
    """一并列入议程: several proposed items by one decision."""

    items = RecordsField(label=pgettext_lazy("field", "议题"))
    field_order = ("items", "placed_by")

    def __init__(self, *args: Any, meeting: Meeting, **kwargs: Any) -> None:
        super().__init__(*args, meeting=meeting, **kwargs)
        rows = queries.items_of(meeting).filter(state="proposed")
        self.fields["items"].among(rows)  # type: ignore[attr-defined]

    def clean_items(self) -> list[str]:
        return [one.public_id for one in self.cleaned_data["items"]]


def offer_placers(form: PlaceForm, field: str, meeting: Meeting) -> None:
    """Offer the bodies that decide on the agenda of the meeting, the usual one chosen."""
    offered = [(one.kind, one.name) for one in queries.placers_of(meeting)]
    form.fields[field].choices = offered  # type: ignore[attr-defined]
    form.fields[field].initial = offered[0][0]


class VoteForm(WatchedForm, PlaceForm):
    """付表决。"""

    field_order = ("kind", "options", "rule", "method", "k", "secret", "measure", "units", "chair")

    KINDS = (
        ("vote", _("赞成、反对、弃权")),
        ("satisfaction", _("满意度测评")),
        ("choose", _("从若干项中选几项")),
        ("ranking", _("排序")),
    )
    METHODS = (
        ("paper", _("纸质票")),
        ("keypad", _("表决器")),
        ("hands", pgettext_lazy("choice", "举手")),
        ("mixed", _("会场按表决器、视频参加人员举手")),
        ("named", _("记名表决")),
    )

    kind = forms.ChoiceField(label=_("表决种类"), choices=KINDS, widget=forms.RadioSelect)
    options = LinesField(
        label=_("表决的各项"),
        required=False,
        help_text=_("一行一项；只表决这项议题的不填。"),
    )
    rule = forms.ChoiceField(label=_("计票规则"))
    method = forms.ChoiceField(
        label=_("表决方式"), choices=METHODS, widget=forms.RadioSelect, help_text=named.HELP
    )
    k = forms.IntegerField(
        label=_("选几项"),
        required=False,
        min_value=1,
        max_value=99,
        help_text=_("只有“从若干项中选几项”和“排序”要填。"),
    )
    secret = forms.BooleanField(label=_("无记名"), required=False)
    measure = forms.CharField(
        label=_("表决办法"),
        max_length=200,
        required=False,
        help_text=_("通过的票决、测评、选举办法的名称和条款。"),
    )
    units = UnitsField()
    chair = PresiderField(
        label=_("主持表决"),
        help_text=_("人选本人、被表决单位的人不能主持，写明另一人（执行主席、副主任等）。"),
    )

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        kwargs["initial"] = first_vote(item) | dict(kwargs.get("initial") or {})
        super().__init__(*args, **kwargs)
        self.offer(item)
        self.fields["chair"].offer(self.place)  # type: ignore[attr-defined]
        offer_units(self)
        self.fields["rule"].choices = rules_of(item)  # type: ignore[attr-defined]
        if kind_of(item.kind).secret:
            ways = [one for one in self.METHODS if one[0] != "named"]
            self.fields["method"].choices = ways  # type: ignore[attr-defined]
            self.fields["method"].help_text = ""
        offer_cards(self.fields["method"], item)


def offer_cards(method: Any, item: AgendaItem) -> None:
    """Offer cards where the rulebook and the hall allow them; say what they need, or why there are none."""
    matters = {
        matter_of_vote(item.kind, item.about_kind, kind) for kind in ("vote", "satisfaction")
    }
    there = queries.quorum_of(item.meeting)
    in_hall = there.present - there.by_video
    found = offer(item.jurisdiction, sorted(matters), in_hall=in_hall, by_video=there.by_video)
    method.choices = found.choices(method.choices)
    method.help_text = " ".join(str(one) for one in (method.help_text, found.text) if one)


def rules_of(item: AgendaItem) -> list[tuple[str, str]]:
    """The rules that the body may count by: its own majority, and the rating rules that it adopted."""
    body, kind = item.meeting.body.kind, item.meeting.kind
    adopted = {row.code: row for row in ratings(item.jurisdiction).of_body(body)}
    found = []
    for one in RULES.values():
        rated = "satisfaction" in one.kinds
        if not one.offered or (rated and one.code not in adopted):
            continue
        if not refuse_rule(one.code, body, kind).allowed:
            continue
        title = rated_word(one.code, adopted[one.code].parameters if rated else {})
        values = {"rule": title, "basis": gettext(one.basis)}
        found.append((one.code, gettext("%(rule)s（%(basis)s）") % values))
    return found


def first_vote(item: AgendaItem) -> dict[str, Any]:
    """How such an item is usually put to the vote."""
    meeting = item.meeting
    return {
        "kind": "vote",
        "rule": rule_for(meeting.body.kind, meeting.kind).code,
        "method": "paper",
        "secret": True,
        "units": next(iter(item.units), ""),
        "chair": meeting.chair,
    }


class DecideForm(PlaceForm):
    """不经票决作出决定。"""

    adopted = forms.TypedChoiceField(
        label=pgettext_lazy("field", "结果"),
        choices=(
            ("yes", pgettext_lazy("choice", "通过")),
            ("no", pgettext_lazy("choice", "未通过")),
        ),
        coerce=lambda value: value == "yes",
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=pgettext_lazy("field", "决定"),
        max_length=300,
        widget=text_area(3),
        help_text=_("写明怎样形成的，例如“会议听取了报告，没有不同意见”。"),
    )


class WithdrawForm(PlaceForm):
    """撤回议题。"""

    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"), max_length=300, widget=text_area(2)
    )
    consent = forms.ChoiceField(label=_("由谁同意撤回"), widget=forms.RadioSelect, required=False)

    def __init__(self, *args: Any, item: AgendaItem, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if needs_consent(item.state):
            self.fields["consent"].required = True
            self.fields["consent"].help_text = _("已列入议程的，须经主席团或主任会议同意。")
            offer_placers(self, "consent", item.meeting)
        else:
            del self.fields["consent"]
