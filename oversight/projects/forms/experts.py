"""专家在手机上的表单: the code, the checks that are the expert's to enter."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _


class ExpertCodeForm(forms.Form):
    """输入邀请码."""

    code = forms.CharField(
        label=_("邀请码"),
        max_length=60,
        help_text=_("12 个字符，每 4 个一组；大小写都可以。"),
        widget=forms.TextInput(attrs={"autocomplete": "off", "autocapitalize": "characters"}),
    )
