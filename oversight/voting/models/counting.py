"""计票: two blind entries, corrections with their witness, the locked sheet and who signed it.

Nothing of a count may be seen before the chair announces it, so the record of acts keeps that something was
entered, corrected or locked, by whom and when, and never a figure; the sheet's check value is salted.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.voting.models.polls import Poll


class CountEntry(PlaceRecord):
    """录入: all figures of a sheet as one person entered them, unseen by the other; never changed."""

    audit_exclude = frozenset({"figures"})

    SIDES = [("first", pgettext_lazy("choice", "甲")), ("second", pgettext_lazy("choice", "乙"))]
    SOURCES = [
        ("hand", _("手工录入")),
        ("keypad_file", _("表决系统的文件")),
        ("reader_file", _("读票机的文件")),
    ]

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="entries")
    count_no = models.PositiveSmallIntegerField(_("第几次计票"))
    side = models.CharField(pgettext_lazy("field", "哪一方"), max_length=6, choices=SIDES)
    source = models.CharField(pgettext_lazy("field", "来源"), max_length=12, choices=SOURCES)
    file_name = models.CharField(_("文件名"), max_length=200, blank=True)
    figures = models.JSONField(_("票数"), default=dict)
    entered_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    entered_label = models.CharField(_("录入人"), max_length=100)
    entered_at = models.DateTimeField(_("录入时间"))

    class Meta:
        verbose_name = _("计票录入")
        ordering = ["count_no", "side"]
        constraints = [
            models.UniqueConstraint(
                fields=["poll", "count_no", "side"], name="one_entry_per_side_and_count"
            ),
            models.UniqueConstraint(
                fields=["poll", "count_no", "entered_by"], name="nobody_enters_a_count_twice"
            ),
        ]


class CountCorrection(PlaceRecord):
    """改动: one cell of one entry corrected by the ballots, with the reason and the witness; only ever added.

    Of one's own entry it counts at once; of another's once that person or a scrutineer has confirmed it.
    """

    audit_exclude = frozenset({"old", "new", "reason", "answer"})

    STATES = [("made", _("已改正")), ("proposed", _("待确认")), ("refused", _("没有确认"))]

    entry = models.ForeignKey(CountEntry, on_delete=models.PROTECT, related_name="corrections")
    cell = models.CharField(_("格"), max_length=40)
    old = models.PositiveIntegerField(_("原数"))
    new = models.PositiveIntegerField(_("改为"))
    reason = models.CharField(pgettext_lazy("field", "原因"), max_length=200)
    witness = models.CharField(_("在场监票人"), max_length=60)
    corrected_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    corrected_label = models.CharField(_("改动人"), max_length=100)
    corrected_at = models.DateTimeField(_("改动时间"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="made"
    )
    answered_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_label = models.CharField(_("确认人"), max_length=100, blank=True)
    answered_at = models.DateTimeField(_("确认时间"), null=True, blank=True)
    answer = models.CharField(_("不确认的原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("计票改动")
        ordering = ["pk"]


class CountSheet(PlaceRecord):
    """计票报告单, locked: figures, result, entries and corrections as JSON. A recount makes another; this one stays."""

    audit_exclude = frozenset({"content", "set_aside_reason"})

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="sheets")
    count_no = models.PositiveSmallIntegerField(_("第几次计票"))
    content = models.JSONField(_("计票报告单"), default=dict)
    sha256 = models.CharField(_("校验值"), max_length=64)
    locked_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    locked_label = models.CharField(_("锁定人"), max_length=100)
    locked_at = models.DateTimeField(_("锁定时间"))
    set_aside_reason = models.CharField(_("重新计票的原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("计票报告单")
        ordering = ["count_no"]
        constraints = [
            models.UniqueConstraint(fields=["poll", "count_no"], name="one_sheet_per_count")
        ]


class Signature(PlaceRecord):
    """签字: one person under something – by the own account, drawn on the own telephone, or on paper.

    ``drawing`` are the strokes as ``rules.drawing`` keeps them; ``signed_label`` of a telephone is who gave out
    its code. Drawn on the office's device (``drawn``) and a typed name (``device``) are in older votes only.
    """

    audit_exclude = frozenset({"drawing"})  # the act keeps its check value

    CAPACITIES = [
        ("chief_scrutineer", _("总监票人")),
        ("scrutineer", pgettext_lazy("signature", "监票人")),
        ("teller", pgettext_lazy("signature", "计票人")),
    ]
    WAYS = [
        ("own", _("本人账号确认")),
        ("phone", _("在本人手机上手写签字")),
        ("drawn", _("在办公设备上手写签字")),
        ("device", _("在办公设备上当面键入姓名")),
        ("scan", _("纸质签字扫描件")),
    ]

    capacity = models.CharField(pgettext_lazy("field", "身份"), max_length=16, choices=CAPACITIES)
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=100)
    way = models.CharField(_("签字方式"), max_length=6, choices=WAYS)
    drawing = models.JSONField(_("手写签字"), default=list, blank=True)
    signed_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    signed_label = models.CharField(_("操作账号"), max_length=100)
    signed_at = models.DateTimeField(_("签字时间"))

    class Meta:
        abstract = True


class SheetSignature(Signature):
    """计票报告单签字: one person under a locked sheet."""

    sheet = models.ForeignKey(CountSheet, on_delete=models.PROTECT, related_name="signatures")
    scan = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta:
        verbose_name = _("计票报告单签字")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["sheet", "capacity", "name"], name="one_signature_per_person_and_sheet"
            )
        ]


class SigningPhone(PlaceRecord):
    """签字手机: the one telephone or tablet on which a scrutineer without an account signs.

    ``digest`` is of the code that was given out, ``secret`` of what the browser keeps that used it; both
    keyed. A code is used once; another one given out ends it.
    """

    audit_exclude = frozenset({"digest", "secret"})

    poll = models.ForeignKey(Poll, on_delete=models.PROTECT, related_name="phones")
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=100)
    digest = models.CharField(_("签字码的校验值"), max_length=64, unique=True)
    secret = models.CharField(_("手机的校验值"), max_length=64, blank=True)
    issued_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    issued_label = models.CharField(_("发码人"), max_length=100)
    issued_at = models.DateTimeField(_("发码时间"))
    expires_at = models.DateTimeField(_("启用的期限"))
    claimed_at = models.DateTimeField(_("启用时间"), null=True, blank=True)
    ended_at = models.DateTimeField(_("作废时间"), null=True, blank=True)

    class Meta:
        verbose_name = _("签字手机")
        ordering = ["pk"]
