"""表单: what a person types to sign in, to change the password, to make a token."""

from __future__ import annotations

from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from oversight.accounts.policy import HeldRole
from oversight.accounts.scopes import SCOPES


def password_field(label: Any, *, new: bool = False, help_text: Any = "") -> forms.CharField:
    """A password as typed: never trimmed, never filled in again."""
    kind = "new-password" if new else "current-password"
    widget = forms.PasswordInput(attrs={"autocomplete": kind})
    return forms.CharField(
        label=label, strip=False, max_length=200, widget=widget, help_text=help_text
    )


def plain_input(**attrs: str) -> forms.TextInput:
    """A line that the keyboard neither capitalises nor corrects."""
    return forms.TextInput(
        attrs={"autocapitalize": "none", "autocorrect": "off", "spellcheck": "false", **attrs}
    )


class SignInForm(forms.Form):
    """用户名和密码。"""

    username = forms.CharField(
        label=_("用户名"), max_length=150, widget=plain_input(autocomplete="username")
    )
    password = password_field(_("密码"))


class SecondStepForm(forms.Form):
    """动态码或备用码。"""

    code = forms.CharField(
        label=_("动态码"),
        max_length=20,
        help_text=_("手机验证器上现在显示的 6 位数字。手机不在身边，输入一个 8 位备用码。"),
        widget=plain_input(autocomplete="one-time-code", inputmode="numeric"),
    )


class CodeForm(forms.Form):
    """登录码。"""

    code = forms.CharField(
        label=_("登录码"),
        max_length=60,
        help_text=_("卡片上的 12 个字符，例如 7QK4-M2XD-9RTA。大小写、空格、横线都不要紧。"),
        widget=plain_input(autocomplete="off"),
    )


class PasswordForm(forms.Form):
    """再输一次密码，办理要紧的事之前。"""

    password = password_field(_("密码"))


class ChangePasswordForm(forms.Form):
    """修改密码。"""

    current_password = password_field(_("现在的密码"))
    new_password = password_field(
        _("新密码"), new=True, help_text=_("至少 10 个字符，不要只用数字，不要与用户名相近。")
    )
    again = password_field(_("再输一次新密码"), new=True)

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or {}
        if "again" in cleaned and cleaned["again"] != cleaned.get("new_password"):
            self.add_error("again", gettext("两次输入的新密码不一样。"))
        return cleaned


class EnrolForm(forms.Form):
    """启用双重验证。"""

    code = forms.CharField(
        label=_("动态码"),
        max_length=12,
        help_text=_("扫码以后，手机上显示的 6 位数字。"),
        widget=plain_input(autocomplete="one-time-code", inputmode="numeric"),
    )


class TokenForm(forms.Form):
    """生成接口令牌。"""

    DAYS = [(30, _("30 天")), (90, _("90 天")), (180, _("180 天")), (366, _("366 天"))]

    name = forms.CharField(
        label=_("用途"),
        max_length=100,
        help_text=_("哪个程序用，例如“月报取数”。"),
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    role = forms.ChoiceField(label=_("以哪项职务办理"))
    scopes = forms.MultipleChoiceField(
        label=_("可以办的事"), widget=forms.CheckboxSelectMultiple, help_text=_("只勾用得到的。")
    )
    days = forms.TypedChoiceField(label=_("有效期"), choices=DAYS, coerce=int, initial=90)
    password = password_field(_("密码"), help_text=_("令牌比登录更长久，所以再核对一次。"))

    def __init__(self, roles: list[HeldRole], *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.roles = {role.key: role for role in roles}
        self.fields["role"].choices = [(role.key, role.label) for role in roles]
        self.fields["scopes"].choices = [
            (scope, f"{gettext(words)}（{scope}）") for scope, words in SCOPES.items()
        ]

    def chosen_role(self) -> HeldRole:
        """The held role behind the choice."""
        return self.roles[self.cleaned_data["role"]]
