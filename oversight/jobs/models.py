"""任务的表。 One row a job: what to do, for whom, how far it is, who holds the lease, how it ended.

A job is no legal thing: it only carries out what a recorded act began, in whose transaction it was
enqueued. So it is no ``Record``; progress and heartbeats would fill the chain with noise. Stopping and
repeating a job are acts of somebody and are recorded (``actions``).
"""

from __future__ import annotations

from typing import Any

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.actors import Actor
from oversight.audit.records import new_public_id
from oversight.audit.scoping import ScopedManager


class Job(models.Model):
    """后台任务: one piece of work in the background."""

    WAITING, RUNNING, DONE, FAILED, CANCELLED = "waiting", "running", "done", "failed", "cancelled"
    STATES = [
        (WAITING, pgettext_lazy("field", "等候")),
        (RUNNING, _("进行中")),
        (DONE, pgettext_lazy("field", "完成")),
        (FAILED, _("没有完成")),
        (CANCELLED, _("已停止")),
    ]
    OPEN = (WAITING, RUNNING)
    ENDED = (DONE, FAILED, CANCELLED)

    scope_path = "place"
    recorded = False

    public_id = models.CharField(
        _("公开编号"), max_length=12, unique=True, default=new_public_id, editable=False
    )
    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=100)
    title = models.CharField(pgettext_lazy("field", "事项"), max_length=200, blank=True)
    url = models.CharField(_("有关页面"), max_length=300, blank=True)
    place = models.CharField(_("行政区划代码"), max_length=64, blank=True)
    owner_account = models.BigIntegerField(pgettext_lazy("field", "账号"), null=True)
    owner_label = models.CharField(pgettext_lazy("field", "经办"), max_length=100, blank=True)
    owner_role = models.CharField(pgettext_lazy("field", "职务"), max_length=32, blank=True)
    owner_place = models.CharField(_("任职地"), max_length=64, blank=True)
    owner_unit = models.BigIntegerField(pgettext_lazy("field", "单位"), null=True)
    owner_body = models.BigIntegerField(pgettext_lazy("field", "机构"), null=True)
    owner_scopes = models.JSONField(_("权限范围"), null=True)
    payload = models.JSONField(pgettext_lazy("field", "内容"), default=dict)

    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default=WAITING
    )
    priority = models.SmallIntegerField(pgettext_lazy("field", "先后"), default=0)
    unique_key = models.CharField(_("唯一键"), max_length=200, null=True)  # noqa: DJ001 (NULL is not unique)
    slot = models.CharField(_("定时的时刻"), max_length=200, null=True, unique=True)  # noqa: DJ001
    run_after = models.DateTimeField(_("不早于"), default=timezone.now)
    attempts = models.PositiveSmallIntegerField(pgettext_lazy("field", "次数"), default=0)
    max_attempts = models.PositiveSmallIntegerField(_("最多次数"), default=3)
    can_retry = models.BooleanField(_("可以重办"), default=True)
    cancel_requested = models.BooleanField(_("要求停止"), default=False)

    worker = models.CharField(_("承办进程"), max_length=100, blank=True)
    workers = models.JSONField(_("承办过的进程"), default=list)
    lease = models.CharField(pgettext_lazy("field", "租约"), max_length=32, blank=True)
    lease_until = models.DateTimeField(_("租约至"), null=True)
    heartbeat_at = models.DateTimeField(pgettext_lazy("field", "心跳"), null=True)

    done = models.BigIntegerField(pgettext_lazy("field", "已办"), default=0)
    total = models.BigIntegerField(pgettext_lazy("field", "共"), null=True)
    text = models.CharField(pgettext_lazy("field", "进度"), max_length=300, blank=True)
    result = models.JSONField(pgettext_lazy("field", "结果"), null=True)
    error_code = models.CharField(_("错误代码"), max_length=64, blank=True)
    error = models.TextField(pgettext_lazy("field", "错误"), blank=True)

    created_at = models.DateTimeField(pgettext_lazy("field", "提出"), default=timezone.now)
    started_at = models.DateTimeField(pgettext_lazy("field", "开始"), null=True)
    attempted_at = models.DateTimeField(_("最近一次开始"), null=True)
    ended_at = models.DateTimeField(pgettext_lazy("field", "结束"), null=True)

    objects = ScopedManager()
    rows = models.Manager()  # noqa: DJ012 (a manager, for the worker)

    class Meta:
        verbose_name = _("后台任务")
        constraints = [
            models.UniqueConstraint(
                fields=["unique_key"],
                condition=models.Q(state__in=["waiting", "running"]),
                name="one_open_job_per_key",
            )
        ]
        indexes = [
            models.Index(fields=["state", "run_after"]),
            models.Index(fields=["place", "-created_at"]),
            models.Index(fields=["ended_at"]),
        ]

    @property
    def is_open(self) -> bool:
        return self.state in self.OPEN

    @property
    def actor(self) -> Actor:
        """The role in whose name the job runs: that of the act which enqueued it."""
        scopes = None if self.owner_scopes is None else frozenset(self.owner_scopes)
        return Actor(
            self.owner_account,
            self.owner_label,
            self.owner_role,
            self.owner_place,
            self.owner_unit,
            scopes,
            self.owner_body,
        )

    def take_owner(self, actor: Actor) -> None:
        """Keep who enqueued the job, with the narrowing of the token used."""
        self.owner_account, self.owner_label = actor.account_id, actor.label[:100]
        self.owner_role, self.owner_place = actor.role, actor.place
        self.owner_unit, self.owner_body = actor.unit_id, actor.body_id
        self.owner_scopes = None if actor.scopes is None else sorted(actor.scopes)

    def facts(self) -> dict[str, Any]:
        """What an act about this job keeps."""
        return {"job": self.public_id, "kind": self.kind, "state": self.state}


class Worker(models.Model):
    """后台进程 that lives: its name in the jobs it holds, the parts whose kinds it takes ("" all), last sign of life."""

    recorded = False

    name = models.CharField(primary_key=True, max_length=100)
    kinds = models.CharField(max_length=200, blank=True)
    started_at = models.DateTimeField(auto_now_add=True)
    seen_at = models.DateTimeField()

    class Meta:
        verbose_name = _("后台进程")

    def __str__(self) -> str:
        return self.name
