"""结案所据: how the deputies and those who complained see it, figures after the hearing, the closing itself."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.cases.models.cases import Case
from oversight.institutions.models.places import PlaceRecord

VIEWS = [
    ("solved", _("解决了")),
    ("partly", _("部分解决")),
    ("unsolved", _("没有解决")),
]


class ViewSheets(PlaceRecord):
    """书面意见: unsigned sheets entered together as counts and remarks; who handed one in is a ``DeputyView`` each.

    Like a count, what the sheets say stays out of the record of acts. ``scan`` is the signed list of
    those who handed in, never a sheet.
    """

    audit_exclude = frozenset({"solved", "partly", "unsolved", "remarks"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="view_sheets")
    solved = models.PositiveSmallIntegerField(_("说解决了"))
    partly = models.PositiveSmallIntegerField(_("说部分解决"))
    unsolved = models.PositiveSmallIntegerField(_("说没有解决"))
    remarks = models.JSONField(_("写下的话"), default=list, blank=True)
    scan = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    at = models.DateTimeField(pgettext_lazy("field", "时间"))
    entered_label = models.CharField(_("代录人"), max_length=100)

    class Meta:
        verbose_name = _("代表的书面意见")
        ordering = ["pk"]


class DeputyView(PlaceRecord):
    """代表的看法: one row a deputy and case – that they answered, and what only where it came by phone.

    ``view`` and ``text`` are read as counts and as remarks without names, by the deputy alone as their
    own; the record of acts keeps neither. On paper both are empty and ``sheets`` says with which.
    """

    audit_exclude = frozenset({"view", "text"})

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="deputy_views")
    person = models.ForeignKey(
        "institutions.Person", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    account = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    name = models.CharField(pgettext_lazy("field", "姓名"), max_length=60)
    view = models.CharField(_("看法"), max_length=8, choices=VIEWS, blank=True)
    text = models.TextField(pgettext_lazy("field", "说明"), blank=True)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))
    sheets = models.ForeignKey(
        ViewSheets, on_delete=models.PROTECT, null=True, blank=True, related_name="handed_in"
    )

    class Meta:
        verbose_name = _("代表的看法")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["case", "person"], name="one_view_per_person_and_case"),
            models.UniqueConstraint(
                fields=["case", "account"], name="one_view_per_account_and_case"
            ),
            models.CheckConstraint(
                condition=(models.Q(sheets__isnull=True) & ~models.Q(view=""))
                | models.Q(sheets__isnull=False, view="", text=""),
                name="a_view_by_phone_or_on_paper",
            ),
        ]


class ReturnCalls(PlaceRecord):
    """回访: those who complained were called back; counts and the gist of answers, never who said it."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="return_calls")
    on = models.DateField(pgettext_lazy("field", "日期"))
    called = models.PositiveIntegerField(_("拨打"))
    reached = models.PositiveIntegerField(_("接通"))
    solved = models.PositiveIntegerField(_("说解决了"))
    partly = models.PositiveIntegerField(_("说部分解决"))
    unsolved = models.PositiveIntegerField(_("说没有解决"))
    text = models.TextField(_("回答摘要"), blank=True)
    entered_label = models.CharField(_("登记人"), max_length=100)

    class Meta:
        verbose_name = _("回访")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(reached__lte=models.F("called"))
                & models.Q(reached=models.F("solved") + models.F("partly") + models.F("unsolved")),
                name="return_calls_add_up",
            )
        ]


class CaseFigures(PlaceRecord):
    """会后数字: frozen months after the hearing beside what was expected without action; each taking stays."""

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="later_figures")
    heard_on = models.DateField(_("听取日期"))
    rows = models.JSONField(_("各月"), default=list)
    verdict = models.CharField(_("比较结果"), max_length=8)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    taken_at = models.DateTimeField(_("取数时间"))
    taken_label = models.CharField(_("取数人"), max_length=100)

    class Meta:
        verbose_name = _("会后数字")
        ordering = ["pk"]


class CaseClosing(PlaceRecord):
    """结案: proposed by one person with what it rests on, verified or refused by another (procedures §9).

    ``deputies`` is the count of the deputies' views when it was proposed – counts and remarks, no names.
    """

    audit_exclude = frozenset({"deputies"})

    STATES = [
        ("proposed", _("待另一人核实")),
        ("verified", _("已核实结案")),
        ("refused", _("没有核实通过")),
    ]

    case = models.ForeignKey(Case, on_delete=models.PROTECT, related_name="closings")
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=8, choices=STATES, default="proposed"
    )
    text = models.TextField(_("结案理由"))
    checks = models.JSONField(_("所据事实"), default=list)
    deputies = models.JSONField(_("代表的看法"), default=dict, blank=True)
    rule = models.CharField(pgettext_lazy("field", "规则"), max_length=64)
    proposed_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, related_name="+"
    )
    proposed_label = models.CharField(_("提出人"), max_length=100)
    proposed_on = models.DateField(_("提出日期"))
    verified_by = models.ForeignKey(
        "accounts.Account", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    verified_label = models.CharField(_("核实人"), max_length=100, blank=True)
    verified_on = models.DateField(_("核实日期"), null=True, blank=True)
    verified_text = models.TextField(_("核实情况"), blank=True)
    by_chair = models.BooleanField(_("小机关由主任确认"), default=False)

    class Meta:
        verbose_name = _("结案")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["case"],
                condition=models.Q(state="proposed"),
                name="one_closing_waits_per_case",
            )
        ]
