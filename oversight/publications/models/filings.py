"""报送的表: reports up to the Party committee and filings for the record, who got them, who replied, who read.

Their words are masked in the record of acts: the auditor reads that record and may know that a filing
exists, when, to whom and who opened it, never what it says (procedures §9).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord


class Filing(PlaceRecord):
    """报送: one report up (报告) or filing for the record (备案) about one action (procedures §1.5).

    ``about_kind`` and ``about_id`` name the record that the action belongs to, ``action_key`` the action in
    it; ``action`` says the action in words. ``paper_id`` is the public id of the official paper, if any.
    """

    KINDS = [("report_up", pgettext_lazy("choice", "报告")), ("filing", _("备案"))]
    STATES = [
        ("draft", pgettext_lazy("filing", "拟稿")),
        ("sent", _("已报送")),
        ("acknowledged", _("已签收")),
        ("replied", _("已有批示")),
        ("filed", _("已备案")),
        ("returned", _("已退回")),
        ("withdrawn", _("不再报送")),
    ]
    audit_masked = frozenset({"title", "action", "text", "facts", "returned_reason"})

    kind = models.CharField(
        pgettext_lazy("field", "种类"), max_length=12, choices=KINDS, default="report_up"
    )
    title = models.CharField(pgettext_lazy("field", "标题"), max_length=200)
    issuer = models.ForeignKey(
        "institutions.Body", on_delete=models.PROTECT, related_name="+", verbose_name=_("报送机关")
    )
    number = models.CharField(_("文号"), max_length=60, blank=True)
    about_kind = models.CharField(_("所报事项种类"), max_length=20, blank=True)
    about_id = models.CharField(_("所报事项编号"), max_length=12, blank=True)
    action_key = models.CharField(_("所报行动代码"), max_length=60, blank=True)
    action = models.CharField(_("所报行动"), max_length=200)
    action_on = models.DateField(_("行动日期"), null=True, blank=True)
    paper_id = models.CharField(_("公文编号"), max_length=12, blank=True)
    text = models.TextField(pgettext_lazy("field", "内容"), blank=True)
    facts = models.JSONField(pgettext_lazy("field", "事实"), default=dict, blank=True)
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="draft"
    )
    prepared_by = models.BigIntegerField(_("拟稿账号"), null=True)
    prepared_label = models.CharField(_("拟稿人"), max_length=100)
    prepared_at = models.DateTimeField(_("拟稿时间"))
    signed_by = models.CharField(_("签发人"), max_length=60, blank=True)
    sent_on = models.DateField(_("报送日期"), null=True, blank=True)
    sent_by = models.CharField(_("送达方式"), max_length=60, blank=True)
    returned_reason = models.CharField(_("退回原因"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("报送")
        ordering = ["-prepared_at", "-pk"]
        indexes = [models.Index(fields=["jurisdiction", "about_kind", "about_id"])]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(state__in=["draft", "withdrawn"])
                | models.Q(sent_on__isnull=False),
                name="a_filing_was_sent_on_a_day",
            )
        ]

    def __str__(self) -> str:
        return self.number or str(_("待编号"))


class FilingRecipient(PlaceRecord):
    """报送对象: whom the filing goes to, in which role (报告、抄报、抄送), and when it was signed for."""

    ROLES = [
        ("report_to", pgettext_lazy("recipient", "报告")),
        ("copy_up", pgettext_lazy("recipient", "抄报")),
        ("copy_to", pgettext_lazy("recipient", "抄送")),
    ]

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="recipients")
    rank = models.PositiveSmallIntegerField(pgettext_lazy("field", "顺序"), default=0)
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    role = models.CharField(pgettext_lazy("field", "类别"), max_length=10, choices=ROLES)
    acknowledged_on = models.DateField(_("签收日期"), null=True, blank=True)
    acknowledged_by = models.CharField(_("签收人"), max_length=60, blank=True)
    recorded_label = models.CharField(_("登记人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("报送对象")
        ordering = ["filing", "rank", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["filing", "name"], name="a_recipient_once_per_filing")
        ]

    def __str__(self) -> str:
        return self.name


class FilingReply(PlaceRecord):
    """批示: the committee's reply – who, holding which office, what, when, and the tasks it sets.

    ``tasks`` is a list of ``{"text", "unit" (public id or ""), "due" (ISO day or "")}``.
    """

    SECRECY = [("internal", _("内部")), ("work_secret", _("工作秘密"))]
    audit_masked = frozenset({"who", "office", "text", "tasks"})

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="replies")
    who = models.CharField(_("批示人"), max_length=60)
    office = models.CharField(pgettext_lazy("field", "职务"), max_length=100, blank=True)
    text = models.TextField(_("批示内容"))
    on = models.DateField(_("批示日期"))
    secrecy = models.CharField(_("保密要求"), max_length=12, choices=SECRECY, default="internal")
    tasks = models.JSONField(_("批示的任务"), default=list, blank=True)
    recorded_label = models.CharField(_("登记人"), max_length=100)
    recorded_at = models.DateTimeField(_("登记时间"))

    class Meta:
        verbose_name = _("批示")
        ordering = ["on", "pk"]

    def __str__(self) -> str:
        return str(_("批示"))


class FilingAccess(PlaceRecord):
    """查阅: one opening of a filing – by whom, in which role, when, how. Only added to."""

    WAYS = [
        ("page", pgettext_lazy("access", "网页")),
        ("print", pgettext_lazy("access", "打印页")),
        ("form", pgettext_lazy("access", "办理表单")),
        ("api", pgettext_lazy("access", "接口")),
    ]

    filing = models.ForeignKey(Filing, on_delete=models.PROTECT, related_name="accesses")
    account = models.BigIntegerField(pgettext_lazy("field", "账号"), null=True)
    label = models.CharField(pgettext_lazy("field", "姓名"), max_length=100)
    role = models.CharField(pgettext_lazy("field", "职务"), max_length=32)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))
    way = models.CharField(_("查阅方式"), max_length=6, choices=WAYS, default="page")
    with_content = models.BooleanField(_("含内容"), default=True)

    class Meta:
        verbose_name = _("查阅")
        ordering = ["-at", "-pk"]

    def __str__(self) -> str:
        return self.label
