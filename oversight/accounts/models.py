"""账号、设备会话、登录码、接口令牌。 An account signs in; who the person is, `institutions` knows.

What is kept about a device is two words (browser, system), not the header it sent; addresses are kept only
as keyed hashes of failed attempts, for a day.
"""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import gettext_noop, pgettext_lazy

from oversight.audit.records import Record, new_public_id


class Account(AbstractUser):
    """账号: a way to sign in. A person is not an account; one may outlive the other."""

    KINDS = [("staff", _("工作人员")), ("deputy", pgettext_lazy("field", "代表"))]
    audit_exclude = frozenset({"password", "last_login", "is_superuser", "is_staff", "email"})

    first_name = last_name = None  # type: ignore[assignment]
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    display_name = models.CharField(pgettext_lazy("field", "姓名"), max_length=100, blank=True)
    kind = models.CharField(
        pgettext_lazy("field", "类别"), max_length=10, choices=KINDS, default="staff"
    )
    place = models.CharField(_("开户地"), max_length=64, blank=True)
    must_change_password = models.BooleanField(_("首次登录改密码"), default=False)

    objects = UserManager()
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = pgettext_lazy("field", "账号")
        verbose_name_plural = pgettext_lazy("field", "账号")

    def __str__(self) -> str:
        return self.display_name or self.username


class LoginCode(Record):
    """登录码: a printed code (and QR) with which a deputy signs in on one device (代表扫码登录).

    Only a keyed hash of the code is kept. A new code revokes the older one of the same account.
    """

    scope_path = "place"
    audit_exclude = frozenset({"digest", "used_at"})

    place = models.CharField(_("行政区划代码"), max_length=64)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="login_codes")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(_("末四位"), max_length=4)
    created_at = models.DateTimeField(_("印发时间"), auto_now_add=True)
    expires_at = models.DateTimeField(_("有效期至"))
    used_at = models.DateTimeField(_("首次使用"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("登录码")
        ordering = ["-created_at", "-pk"]


class DeviceSession(models.Model):
    """设备会话: one signed-in device, shown to its owner and revocable. Kept beside Django's session."""

    METHODS = [
        ("password", gettext_noop("密码")),
        ("totp", gettext_noop("密码和动态码")),
        ("code", gettext_noop("登录码")),
    ]
    ENDINGS = [
        ("signed_out", gettext_noop("在本机退出")),
        ("revoked", gettext_noop("由本人在另一台设备上退出")),
        ("replaced", gettext_noop("同一登录码已在另一台设备上登录")),
        ("code_revoked", gettext_noop("登录码已作废")),
        ("password", gettext_noop("密码已更改")),
        ("disabled", gettext_noop("账号已停用")),
    ]

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField(pgettext_lazy("field", "设备"), max_length=60, blank=True)
    method = models.CharField(_("登录方式"), max_length=20, default="password", choices=METHODS)
    login_code = models.ForeignKey(
        LoginCode, on_delete=models.SET_NULL, null=True, blank=True, related_name="devices"
    )
    created_at = models.DateTimeField(_("登录时间"), auto_now_add=True)
    seen_at = models.DateTimeField(_("最近使用"), auto_now_add=True)
    revoked_at = models.DateTimeField(_("结束时间"), null=True, blank=True)
    ending = models.CharField(_("结束原因"), max_length=12, blank=True, choices=ENDINGS)

    class Meta:
        verbose_name = _("设备会话")
        ordering = ["-seen_at", "-pk"]
        indexes = [models.Index(fields=["account", "-seen_at"])]


class ApiToken(Record):
    """接口令牌: a program's right to act in one role for one place, narrowed to named scopes."""

    scope_path = "place"
    audit_exclude = frozenset({"digest", "last_used_at"})

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField(pgettext_lazy("field", "用途"), max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField(_("末四位"), max_length=4)
    place = models.CharField(_("行政区划代码"), max_length=64)
    role = models.CharField(pgettext_lazy("field", "职务"), max_length=32)
    unit_key = models.BigIntegerField(pgettext_lazy("field", "单位"), null=True, blank=True)
    body_key = models.BigIntegerField(pgettext_lazy("field", "委室"), null=True, blank=True)
    scopes = models.JSONField(_("权限范围"), default=list)
    created_at = models.DateTimeField(_("生成时间"), auto_now_add=True)
    expires_at = models.DateTimeField(_("有效期至"))
    last_used_at = models.DateTimeField(_("最近使用"), null=True, blank=True)
    revoked_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("接口令牌")
        ordering = ["-created_at", "-pk"]


class FailedAttempt(models.Model):
    """失败的尝试: counts wrong codes by kind and origin; rows older than a day are dropped."""

    kind = models.CharField(max_length=16)
    origin = models.CharField(max_length=64)
    at = models.DateTimeField(auto_now_add=True)

    class Meta:
        verbose_name = _("失败的尝试")
        indexes = [models.Index(fields=["kind", "origin", "at"])]
