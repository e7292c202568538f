"""账号、设备会话、登录码、接口令牌。 An account signs in; who the person is, `institutions` knows."""

from __future__ import annotations

from django.contrib.auth.models import AbstractUser, UserManager
from django.db import models

from oversight.audit.records import Record, new_public_id


class Account(AbstractUser):
    """账号: a way to sign in. A person is not an account; one may outlive the other."""

    KINDS = [("staff", "工作人员"), ("deputy", "代表")]

    first_name = last_name = None  # type: ignore[assignment]
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    display_name = models.CharField("姓名", max_length=100, blank=True)
    kind = models.CharField("类别", max_length=10, choices=KINDS, default="staff")
    must_change_password = models.BooleanField("首次登录改密码", default=False)

    objects = UserManager()
    REQUIRED_FIELDS: list[str] = []

    class Meta:
        verbose_name = "账号"
        verbose_name_plural = "账号"

    def __str__(self) -> str:
        return self.display_name or self.username


class DeviceSession(models.Model):
    """设备会话: one signed-in device, shown to its owner and revocable. Kept beside Django's session."""

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="devices")
    public_id = models.CharField(max_length=12, unique=True, default=new_public_id)
    session_key = models.CharField(max_length=40, unique=True)
    device = models.CharField("设备", max_length=200, blank=True)
    method = models.CharField("登录方式", max_length=20, default="password")
    created_at = models.DateTimeField("登录时间", auto_now_add=True)
    seen_at = models.DateTimeField("最近使用", auto_now_add=True)
    revoked_at = models.DateTimeField("注销时间", null=True, blank=True)

    class Meta:
        ordering = ["-seen_at"]


class LoginCode(Record):
    """登录码: a printed code (and QR) with which a deputy signs in on one device (代表扫码登录).

    Only a keyed hash of the code is kept. A new code revokes the older one of the same account.
    """

    scope_path = "place"
    audit_exclude = frozenset({"digest"})

    place = models.CharField("行政区划代码", max_length=64)
    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="login_codes")
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField("末四位", max_length=4)
    created_at = models.DateTimeField("印发时间", auto_now_add=True)
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("首次使用", null=True, blank=True)
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)


class ApiToken(Record):
    """接口令牌: a program's right to act in one role for one place, narrowed to named scopes."""

    scope_path = "place"
    audit_exclude = frozenset({"digest"})

    account = models.ForeignKey(Account, on_delete=models.CASCADE, related_name="tokens")
    name = models.CharField("用途", max_length=100)
    digest = models.CharField(max_length=64, unique=True)
    hint = models.CharField("末四位", max_length=4)
    place = models.CharField("行政区划代码", max_length=64)
    role = models.CharField("职务", max_length=32)
    unit_key = models.BigIntegerField("单位", null=True, blank=True)
    scopes = models.JSONField("权限范围", default=list)
    created_at = models.DateTimeField("生成时间", auto_now_add=True)
    expires_at = models.DateTimeField("有效期至")
    last_used_at = models.DateTimeField("最近使用", null=True, blank=True)
    revoked_at = models.DateTimeField("作废时间", null=True, blank=True)
