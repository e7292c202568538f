"""收件的表: notices to accounts, and how an account wants them.

A notice only points at a thing that was done elsewhere and recorded there; it is no legal thing itself
and no ``Record``. A notice to a role becomes one row for each account that holds the role that day, so
every reader has a mark of having read.
"""

from __future__ import annotations

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.records import new_public_id
from oversight.audit.scoping import ScopedManager


class Notice(models.Model):
    """通知: one line in somebody's inbox."""

    KINDS = [
        ("matter", pgettext_lazy("field", "事项")),
        ("deadline", pgettext_lazy("field", "期限")),
        ("paper", pgettext_lazy("field", "公文")),
        ("job", _("后台任务")),
        ("account", pgettext_lazy("field", "账号")),
        ("info", pgettext_lazy("field", "通报")),
    ]

    scope_path = "account"
    recorded = False

    public_id = models.CharField(max_length=12, unique=True, default=new_public_id, editable=False)
    account = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    place = models.CharField(_("行政区划代码"), max_length=64, blank=True)
    kind = models.CharField(
        pgettext_lazy("field", "种类"), max_length=10, choices=KINDS, default="info"
    )
    key = models.CharField(_("唯一键"), max_length=200)
    title = models.CharField(pgettext_lazy("field", "标题"), max_length=200)
    text = models.TextField(pgettext_lazy("field", "内容"), blank=True)
    url = models.CharField(_("有关页面"), max_length=300, blank=True)
    created_at = models.DateTimeField(pgettext_lazy("field", "时间"), default=timezone.now)
    read_at = models.DateTimeField(pgettext_lazy("field", "已读"), null=True, blank=True)
    mailed_at = models.DateTimeField(_("已列入摘要"), null=True, blank=True)

    objects = ScopedManager()
    rows = models.Manager()  # noqa: DJ012 (a manager, for writing)

    class Meta:
        verbose_name = pgettext_lazy("field", "通知")
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
    wanted = models.BooleanField(_("每天收一封摘要"), default=True)
    sent_on = models.DateField(_("最近一封"), null=True, blank=True)
