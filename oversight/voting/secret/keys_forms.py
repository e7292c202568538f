"""监票密钥的表单: who is nominated, who was elected, and what a holder who works by files uploads."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy
from secret_ballot.v1.suites import BELENIOS_2048, ED25519

from oversight.institutions.forms.base import LinesField, PlaceForm
from oversight.voting.models import KeyHolder
from oversight.voting.rules.key_stages import MOST_HOLDERS

GROUPS = (
    (BELENIOS_2048, _("BELENIOS-2048（用通行的独立软件也能验证）")),
    (ED25519, _("Ed25519（手机上快约三倍）")),
)


class MakeKeySetForm(PlaceForm):
    """建立监票密钥."""

    title = forms.CharField(
        label=pgettext_lazy("field", "名称"), max_length=200,
        help_text=_("写明哪次会议，例如“第十八届人民代表大会第二次会议监票密钥”。"),
    )  # fmt: skip
    names = LinesField(
        label=_("被提名的监票人"), required=True,
        help_text=_("一行一人，第一人是总监票人，至少三人。会议通过的须是这些人，一个不差。"),
    )  # fmt: skip
    threshold = forms.IntegerField(
        label=_("开启要几人"), min_value=1, max_value=MOST_HOLDERS, initial=2,
        help_text=_("至少两人，并且少于监票人数：一人不能提前看到结果，缺一人也开得了票。"),
    )  # fmt: skip
    group = forms.ChoiceField(label=_("密码群"), choices=GROUPS, initial=BELENIOS_2048)


class ActivateKeysForm(PlaceForm):
    """启用监票密钥."""

    elected_by = forms.CharField(
        label=_("通过监票人的会议和方式"), max_length=200,
        help_text=_("例如“第十八届人民代表大会第二次会议第一次全体会议，举手表决，全体通过”。"),
    )  # fmt: skip
    present = forms.TypedMultipleChoiceField(
        label=_("在场核对的监票人"), coerce=int, widget=forms.CheckboxSelectMultiple,
        help_text=_("会议通过的正是这些人；各人听宣读，与自己工具上的指纹逐组相同，才勾选。"),
    )  # fmt: skip
    compared = forms.BooleanField(label=_("指纹已经当众宣读，没有人说不同"))

    def __init__(self, *args: Any, holders: list[KeyHolder], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["present"].choices = [(one.number, one.name) for one in holders]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        data: dict[str, Any] = super().clean() or {}
        data.pop("compared", None)
        return data


class CeremonyCodeForm(forms.Form):
    """输入仪式码."""

    code = forms.CharField(
        label=_("仪式码"),
        max_length=60,
        help_text=_("12 个字符，每 4 个一组；大小写都可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )


class PartFileForm(forms.Form):
    """交一个文件: what the tool has written."""

    file = forms.FileField(
        label=pgettext_lazy("field", "文件"), widget=forms.FileInput(attrs={"accept": ".json,.txt"})
    )


class CommitmentForm(forms.Form):
    """报校验值: the line that the tool prints."""

    commitment = forms.CharField(
        label=_("校验值"), max_length=200, strip=True,
        help_text=_("工具显示的 64 个字符。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "spellcheck": "false"}),
    )  # fmt: skip


class RecoveryForm(forms.Form):
    """交恢复份额: the number that the tool prints."""

    share = forms.CharField(label=_("恢复份额"), max_length=2000, strip=True)
