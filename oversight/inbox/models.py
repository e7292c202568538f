"""收件的表: notices to accounts, and how an account wants them.

A notice only points at a thing that was done elsewhere and recorded there; it is no legal thing itself
and no ``Record``. A notice to a role becomes one row for each account that holds the role that day, so
every reader has a mark of having read.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone

from oversight.audit.records import new_public_id
from oversight.audit.scoping import ScopedManager


class Notice(models.Model):
    """通知: one line in somebody's inbox."""

    KINDS = [
        ("matter", "事项"),
        ("deadline", "期限"),
        ("paper", "公文"),
        ("job", "后台任务"),
        ("account", "账号"),
        ("info", "通报"),
    ]

    scope_path = "account"
    recorded = False

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    place = models.CharField("行政区划代码", max_length=64, blank=True)
    kind = models.CharField("种类", max_length=10, choices=KINDS, default="info")
    key = models.CharField("唯一键", max_length=200)
    title = models.CharField("标题", max_length=200)
    text = models.TextField("内容", blank=True)
    url = models.CharField("有关页面", max_length=300, blank=True)
    created_at = models.DateTimeField("时间", default=timezone.now)
    read_at = models.DateTimeField("已读", null=True, blank=True)
    mailed_at = models.DateTimeField("已列入摘要", null=True, blank=True)

    objects = ScopedManager()
    rows = models.Manager()  # noqa: DJ012 (a manager, for writing)

    class Meta:
        verbose_name = "通知"
        constraints = [
            models.UniqueConstraint(
                fields=["account", "key"], name="one_notice_per_account_and_key"
            )
        ]
        indexes = [models.Index(fields=["account", "read_at", "-created_at"])]


class DigestChoice(models.Model):
    """每日摘要: whether the account wants one mail a day, and when the last one went."""

    account = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="digest_choice"
    )
    wanted = models.BooleanField("每天收一封摘要", default=True)
    sent_on = models.DateField("最近一封", null=True, blank=True)
