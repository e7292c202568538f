"""公文、文稿版本与附件. The state is changed by acts alone; the texts are append-only versions."""

from __future__ import annotations

import hashlib
from typing import Any

import rfc8785
from django.db import models
from django.utils.translation import gettext as now_
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.documents import addressing
from oversight.documents.kind_values import PaperKind
from oversight.documents.kinds import WORKING, choices, kind_of
from oversight.institutions.models.places import PlaceRecord


class AppendOnlyVersionError(RuntimeError):
    """A version of a text is never changed: a mistake of the programmer."""


def content_sha256(title: str, text: str, addressees: Any, copies: Any) -> str:
    """SHA-256 over the RFC 8785 form of what is signed: title, text, addressees, copies."""
    content = {"title": title, "text": text, "addressees": addressees, "copies": copies}
    return hashlib.sha256(rfc8785.dumps(content)).hexdigest()


class Paper(PlaceRecord):
    """公文: one official paper from draft to archive.

    ``addressees`` and ``copies`` are lists of {kind: unit|body|place|text, id, name}. ``number`` is the
    complete 发文字号, empty until it is signed. ``about_kind``/``about_id`` name the record it belongs to.
    """

    STATES = [
        ("draft", pgettext_lazy("paper", "起草")),
        ("checking", _("待核稿")),
        ("cosigning", pgettext_lazy("paper", "会签")),
        ("signing", _("待签发")),
        ("signed", _("待用印")),
        ("sealed", _("待印发")),
        ("issued", _("已印发")),
        ("archived", _("已归档")),
        ("returned", _("已退回")),
        ("recalled", _("已撤回")),
        ("withdrawn", _("已作废")),
    ]
    URGENCIES = [("", _("无")), ("加急", "加急"), ("特急", "特急")]
    SECURITIES = [("", _("无")), ("内部", "内部")]
    audit_exclude = frozenset({"text"})

    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=24, choices=choices())
    issuer = models.ForeignKey(
        "institutions.Body",
        on_delete=models.PROTECT,
        related_name="papers",
        verbose_name=_("发文机关"),
    )
    title = models.CharField(pgettext_lazy("field", "标题"), max_length=200)
    text = models.TextField(_("正文"))
    addressees = models.JSONField(_("主送"), default=list, blank=True)
    copies = models.JSONField(_("抄送"), default=list, blank=True)
    copies_label = models.CharField(
        _("抄送写法"),
        max_length=4,
        default="抄送",
        choices=[("抄送", "抄送"), ("抄报", "抄报"), ("分送", "分送")],
    )
    urgency = models.CharField(
        _("紧急程度"), max_length=4, blank=True, choices=URGENCIES, default=""
    )
    security = models.CharField(
        pgettext_lazy("field", "范围"), max_length=4, blank=True, choices=SECURITIES, default=""
    )
    contact = models.CharField(_("联系人和电话"), max_length=100, blank=True)
    about_kind = models.CharField(_("所属事项种类"), max_length=24, blank=True)
    about_id = models.CharField(_("所属事项"), max_length=40, blank=True)
    facts = models.JSONField(pgettext_lazy("field", "事实"), default=dict, blank=True)

    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=10, choices=STATES, default="draft"
    )
    number = models.CharField(_("发文字号"), max_length=60, blank=True)
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"), default=1)
    content_sha256 = models.CharField(_("文稿校验值"), max_length=64)
    rounds = models.PositiveIntegerField(_("送核次数"), default=0)

    drafted_by = models.BigIntegerField(_("拟稿账号"), null=True)
    drafted_label = models.CharField(_("拟稿人"), max_length=100)
    drafted_at = models.DateTimeField(_("起草时间"))
    checked_by = models.BigIntegerField(_("核稿账号"), null=True)
    checked_label = models.CharField(_("核稿人"), max_length=100, blank=True)
    checked_at = models.DateTimeField(_("核稿时间"), null=True)
    cosigned_at = models.DateTimeField(_("会签时间"), null=True)
    signed_by = models.BigIntegerField(_("签发账号"), null=True)
    signed_label = models.CharField(_("签发人"), max_length=100, blank=True)
    signed_at = models.DateTimeField(_("签发时间"), null=True)
    signed_on = models.DateField(_("成文日期"), null=True)
    sealed_at = models.DateTimeField(_("用印时间"), null=True)
    sealed_label = models.CharField(_("用印人"), max_length=100, blank=True)
    issued_at = models.DateTimeField(_("印发时间"), null=True)
    issued_label = models.CharField(_("印发人"), max_length=100, blank=True)
    returned_at = models.DateTimeField(_("退回时间"), null=True)
    returned_label = models.CharField(_("退回人"), max_length=100, blank=True)
    returned_to = models.CharField(_("退给"), max_length=100, blank=True)
    returned_reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    recalled_at = models.DateTimeField(_("撤回时间"), null=True)
    recalled_label = models.CharField(_("撤回人"), max_length=100, blank=True)
    recalled_reason = models.CharField(_("撤回原因"), max_length=300, blank=True)
    chair_confirmed = models.BooleanField(_("小机关由主任（主席）确认"), default=False)

    class Meta:
        verbose_name = pgettext_lazy("record", "公文")
        ordering = ["-drafted_at", "-pk"]
        indexes = [
            models.Index(fields=["jurisdiction", "state"]),
            models.Index(fields=["jurisdiction", "about_kind", "about_id"]),
            models.Index(fields=["jurisdiction", "-drafted_at"]),
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "number"],
                condition=~models.Q(number=""),
                name="one_paper_per_number",
            ),
            models.CheckConstraint(
                condition=models.Q(
                    state__in=["draft", "checking", "cosigning", "signing", "returned", "withdrawn"]
                )
                | models.Q(kind__in=WORKING)
                | ~models.Q(number=""),
                name="a_signed_paper_has_a_number",
            ),
        ]

    def __str__(self) -> str:
        return self.title

    @property
    def audit_masked(self) -> frozenset[str]:  # type: ignore[override]
        """The auditor reads the record of acts, but no word of a report to the Party committee."""
        words = {"title", "facts", "returned_reason", "recalled_reason"}
        return frozenset(words) if self.paper_kind.restricted else frozenset()

    @property
    def paper_kind(self) -> PaperKind:
        return kind_of(self.kind)

    @property
    def copy_lines(self) -> tuple[tuple[str, str], ...]:
        """抄报、抄送 with their names, as at the foot of the paper."""
        return addressing.copy_lines(self.copies, self.copies_label)

    @property
    def number_text(self) -> str:
        """云人常办〔2026〕12号, or 待编号 while unsigned."""
        return self.number or now_("待编号")


class PaperVersion(PlaceRecord):
    """文稿版本: what the paper said after each change; never changed itself."""

    audit_exclude = frozenset({"text"})

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"))
    title = models.CharField(pgettext_lazy("field", "标题"), max_length=200)
    text = models.TextField(_("正文"))
    addressees = models.JSONField(_("主送"), default=list, blank=True)
    copies = models.JSONField(_("抄送"), default=list, blank=True)
    content_sha256 = models.CharField(_("文稿校验值"), max_length=64)
    author = models.BigIntegerField(_("修改账号"), null=True)
    author_label = models.CharField(_("修改人"), max_length=100)
    at = models.DateTimeField(pgettext_lazy("field", "时间"))
    note = models.CharField(_("修改说明"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("文稿版本")
        ordering = ["paper", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper", "version"], name="one_text_per_version_of_a_paper"
            )
        ]

    @property
    def audit_masked(self) -> frozenset[str]:  # type: ignore[override]
        return frozenset({"title", "note"}) if self.paper.paper_kind.restricted else frozenset()

    def save(self, *args: Any, **kwargs: Any) -> None:
        if not self._state.adding:
            raise AppendOnlyVersionError("a version of a paper is never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        raise AppendOnlyVersionError("a version of a paper is never deleted")


class PaperFile(PlaceRecord):
    """公文的文件: an attachment (附件) or the sealed scan, the official version. Kept when replaced."""

    ROLES = [("attachment", _("附件")), ("scan", _("用印扫描件"))]

    paper = models.ForeignKey(Paper, on_delete=models.PROTECT, related_name="files")
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    role = models.CharField(
        pgettext_lazy("field", "用途"), max_length=12, choices=ROLES, default="attachment"
    )
    label = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    dropped = models.BooleanField(_("不再使用"), default=False)

    class Meta:
        verbose_name = _("公文的文件")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["paper"],
                condition=models.Q(role="scan", dropped=False),
                name="one_official_version_per_paper",
            )
        ]

    @property
    def audit_masked(self) -> frozenset[str]:  # type: ignore[override]
        return frozenset({"label"}) if self.paper.paper_kind.restricted else frozenset()
