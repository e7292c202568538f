"""准备表决、确定监票人、再次表决的表单: what is voted on, by which rule, who is there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions import queries as institutions
from oversight.institutions.forms.base import LinesField, PlaceForm, PresiderField, RecordField
from oversight.institutions.models import Body, Jurisdiction
from oversight.rulebooks.sections.secret_ballots import MATTERS, OF_PERSONS
from oversight.voting.models import Poll
from oversight.voting.pages import named
from oversight.voting.rules.registry import RULES
from oversight.voting.secret.offering import offer

ABSENT_HELP = _("一行一人。没有写的都算到场。")
VIDEO_HELP = _("一行一人。以视频参加的人不用表决器，举手表决并分开登记。")
SCRUTINEER_HELP = _("一行一人，第一人是总监票人。人选本人、被表决单位的人不能担任。")


def lines(label: Any, help_text: Any = "", required: bool = False) -> LinesField:
    return LinesField(label=label, help_text=help_text, required=required)


class ScrutineersForm(PlaceForm):
    """确定监票人: by name; a name of the register is found there, with the units it holds posts in."""

    chair = PresiderField(label=_("主持人"))
    names = lines(_("监票人"), SCRUTINEER_HELP)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].offer(self.place)  # type: ignore[attr-defined]


class RollForm(PlaceForm):
    """到场情况, as the roll is frozen by."""

    absent = lines(_("没有到场的人"), ABSENT_HELP)
    video = lines(_("以视频参加的人"), VIDEO_HELP)


class PrepareForm(RollForm):
    """准备表决."""

    title = forms.CharField(label=_("表决事项"), max_length=200)
    kind = forms.ChoiceField(label=_("表决种类"), choices=Poll.KINDS)
    options = lines(
        _("表决的各项"), _("一行一项，最多 100 项；只表决一件事的，照表决事项写一行。"), True
    )
    k = forms.IntegerField(
        label=_("应选几项"), min_value=1, max_value=100, required=False,
        help_text=_("差额选择、排序票才填。"),
    )  # fmt: skip
    rule = forms.ChoiceField(label=_("计票规则"))
    method = forms.ChoiceField(label=_("表决方式"), choices=Poll.METHODS, help_text=named.HELP)
    secret = forms.BooleanField(label=_("无记名"), required=False, initial=True)
    measure = forms.CharField(
        label=_("所依据的表决办法"), max_length=200, required=False,
        help_text=_("本次会议或者本机关通过的办法，例如“《满意度测评办法》第五条”。"),
    )  # fmt: skip
    body = RecordField(
        label=_("由哪个机构表决"),
        required=False,
        empty_label=_("不是一个机构（例如群众代表测评）"),
        help_text=_(
            "名册取这个机构今天的组成人员（人民代表大会取本届代表），法定人数按这个机构；"
            "不是机构的，没有法定人数，下面写明是谁。"
        ),
    )
    voters = forms.CharField(
        label=_("参加的是谁"), max_length=100, required=False,
        help_text=_("不是机构的才填，例如“群众代表”。"),
    )  # fmt: skip
    raters = lines(_("参加人员名单"), _("不是机构的才填，一行一人。"))
    units = RecordField(
        label=_("被表决的单位"), required=False, empty_label=pgettext_lazy("choice", "没有")
    )
    chair = PresiderField(label=_("主持人"))
    names = lines(_("监票人"), SCRUTINEER_HELP)
    field_order: Sequence[str] = (
        "title", "kind", "options", "k", "rule", "method", "secret", "measure", "units", "body",
        "voters", "raters", "absent", "video", "chair", "names",
    )  # fmt: skip

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["chair"].offer(self.place)  # type: ignore[attr-defined]
        kinds = dict(Poll.KINDS)
        self.fields["rule"].choices = [  # type: ignore[attr-defined]
            (gettext("、").join(str(kinds[kind]) for kind in kinds if kind in group), rules)
            for group, rules in rules_by_kinds()
        ]
        today = institutions.today()
        bodies = institutions.bodies_of(self.place).on(today).filter(kind__in=Body.DECIDING)
        self.fields["body"].among(bodies)  # type: ignore[attr-defined]
        usual = bodies.filter(kind__in=("standing_committee", "presidium"))
        self.fields["body"].initial = usual.first() or bodies.first()
        units = institutions.units_of(self.place).on(today).order_by("name")
        self.fields["units"].among(units)  # type: ignore[attr-defined]
        offer_cards(self.fields["method"], self.place)

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        if data.get("body") is None and not self.errors:
            for name in ("voters", "raters"):
                if not data.get(name):
                    self.add_error(name, gettext("不由机构表决的，写明参加的是谁和名单。"))
        return data


def rules_by_kinds() -> list[tuple[frozenset[str], list[tuple[str, str]]]]:
    """The rules grouped by the kinds they count."""
    found: dict[frozenset[str], list[tuple[str, str]]] = {}
    for rule in RULES.values():
        if not rule.offered:
            continue
        found.setdefault(rule.kinds, []).append((rule.code, gettext(rule.title)))
    return list(found.items())


def offer_cards(method: Any, place: Jurisdiction) -> None:
    """Offer cards where the rulebook allows them for anything but persons; say what they need."""
    found = offer(place, [one for one, _word in MATTERS if one not in OF_PERSONS])
    method.choices = found.choices(method.choices)
    method.help_text = " ".join(str(one) for one in (method.help_text, found.text) if one)


class AgainForm(RollForm):
    """再次表决: the same matter with a fresh roll."""

    body = RecordField(
        label=_("名册"), required=False, empty_label=_("照上一轮的名册，到场情况重新登记"),
        help_text=_("人员有变动的，选机构重取今天的组成人员。"),
    )  # fmt: skip
    method = forms.ChoiceField(label=_("表决方式"), choices=Poll.METHODS)
    field_order: Sequence[str] = ("body", "method", "absent", "video")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        today = institutions.today()
        bodies = institutions.bodies_of(self.place).on(today).filter(kind__in=Body.DECIDING)
        self.fields["body"].among(bodies)  # type: ignore[attr-defined]
        offer_cards(self.fields["method"], self.place)
