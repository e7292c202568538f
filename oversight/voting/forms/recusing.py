"""回避和主持人的表单."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.forms.base import PlaceForm, PresiderField
from oversight.voting.models import Poll
from oversight.voting.queries import recusals_of


def reason_field(help_text: Any = "") -> forms.CharField:
    return forms.CharField(
        label=pgettext_lazy("field", "原因"),
        max_length=200,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=help_text,
    )


class RecusalForm(PlaceForm):
    """登记回避: who, from which options, why."""

    name = forms.ChoiceField(label=_("回避的人"))
    options = forms.MultipleChoiceField(
        label=_("对哪些测评对象回避"),
        widget=forms.CheckboxSelectMultiple(attrs={"class": "choices__many"}),
    )
    reason = reason_field(_("例如“近亲属任该单位主要负责人”。"))

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        rows = [row for row in poll.roll.rows if row.counts_in_base]
        named = sorted((row.name, row.person or row.name) for row in rows)
        choices: Any = [("", _("选一个")), *((key, name) for name, key in named)]
        self.fields["name"].choices = choices  # type: ignore[attr-defined]
        self.fields["options"].choices = [(one, one) for one in poll.options]  # type: ignore[attr-defined]


class WithdrawRecusalForm(PlaceForm):
    """撤回登记的回避: one of those declared."""

    one = forms.ChoiceField(label=_("撤回哪一条"), widget=forms.RadioSelect)
    reason = reason_field()

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        declared = [each for each in recusals_of(poll) if not each.by_rule]
        self.rows = {f"{each.person or each.name}:{each.option}": each for each in declared}
        self.fields["one"].choices = [  # type: ignore[attr-defined]
            (key, f"{each.name} – {each.option}") for key, each in self.rows.items()
        ]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        found = self.rows.get(data.pop("one", ""))
        if found is not None:
            data |= {"name": found.person or found.name, "option": found.option}
        return data


class PresiderForm(PlaceForm):
    """登记主持人."""

    name = PresiderField(
        label=_("主持人"),
        required=True,
        help_text=_("主席团的执行主席、副主任等。人选本人、被表决单位的人不能主持。"),
    )
    reason = forms.CharField(
        label=pgettext_lazy("field", "原因"),
        max_length=200,
        help_text=_("表决开始以后改主持人的，须写原因。"),
    )

    def __init__(self, *args: Any, poll: Poll, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].offer(self.place)  # type: ignore[attr-defined]
        self.fields["reason"].required = poll.state != "prepared"
