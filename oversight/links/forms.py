"""关联的表单: which record, how the two belong together, and why a link is undone."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from oversight.links.kinds import choices
from oversight.links.resolving import Linked, label


class LinkForm(forms.Form):
    """建立关联: one of the records found, and the word between the two."""

    target = forms.ChoiceField(label=_("找到的记录"), widget=forms.RadioSelect)
    kind = forms.ChoiceField(label=_("与它的关系"))
    note = forms.CharField(label=_("说明"), max_length=200, required=False)

    def __init__(self, *args: Any, found: Sequence[Linked], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["target"].choices = [(key_of(one), words_of(one)) for one in found]  # type: ignore[attr-defined]
        self.fields["kind"].choices = choices()  # type: ignore[attr-defined]


class UnlinkForm(forms.Form):
    """解除关联。"""

    reason = forms.CharField(label=_("解除的原因"), max_length=200)


def key_of(one: Linked) -> str:
    """``unit:ab12…``."""
    return f"{one.kind}:{one.public_id}"


def words_of(one: Linked) -> str:
    """``单位　县水利局（政府部门）``."""
    note = f"（{one.note}）" if one.note else ""
    return f"{label(one.kind)}　{one.title}{note}"
