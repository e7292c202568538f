"""公开的表: a publication and its versions. What was published stays published (design §6).

The entry holds no personal name and no free text. Content and nonce stand beside it, so that a take-down
required by law can delete both while the entry, and its place in the later log, remain.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord


class Publication(PlaceRecord):
    """公开事项: one matter that is published, over all its versions. ``key`` is unique in its place."""

    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=40)
    key = models.CharField(pgettext_lazy("field", "事项"), max_length=100)
    title = models.CharField(pgettext_lazy("field", "标题"), max_length=200)

    class Meta:
        verbose_name = _("公开事项")
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "key"], name="one_publication_per_matter"
            )
        ]

    def __str__(self) -> str:
        return self.title


class PublicationVersion(PlaceRecord):
    """版本: proposed by one person, published by another; a correction is the next version."""

    STATES = [
        ("proposed", _("待审核")),
        ("returned", _("已退回")),
        ("published", _("已公开")),
        ("taken_down", _("已依法撤下")),
    ]
    audit_exclude = frozenset({"content", "nonce"})

    publication = models.ForeignKey(Publication, on_delete=models.PROTECT, related_name="versions")
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"))
    state = models.CharField(
        pgettext_lazy("field", "状态"), max_length=12, choices=STATES, default="proposed"
    )
    content = models.JSONField(pgettext_lazy("field", "内容"), null=True)
    content_digest = models.CharField(_("内容校验值"), max_length=64)
    note = models.CharField(_("更正说明"), max_length=300, blank=True)
    channel = models.CharField(pgettext_lazy("field", "渠道"), max_length=60, default=_("本网站"))
    prepared_by = models.BigIntegerField(_("拟稿账号"), null=True)
    prepared_label = models.CharField(_("拟稿人"), max_length=100)
    prepared_at = models.DateTimeField(_("拟稿时间"))
    approved_by = models.BigIntegerField(_("审核账号"), null=True)
    approved_label = models.CharField(_("审核人"), max_length=100, blank=True)
    confirmed_by_chair = models.BooleanField(_("小机关由主任（主席）确认"), default=False)
    returned_reason = models.CharField(_("退回原因"), max_length=300, blank=True)
    published_at = models.DateTimeField(_("公开时间"), null=True)
    entry = models.JSONField(pgettext_lazy("field", "条目"), null=True)
    entry_digest = models.CharField(_("条目校验值"), max_length=64, blank=True)
    nonce = models.CharField(_("随机数"), max_length=64, blank=True)
    blob = models.CharField(_("网页文件"), max_length=64, blank=True)
    taken_down_at = models.DateTimeField(_("撤下时间"), null=True)
    taken_down_basis = models.CharField(_("撤下依据"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("公开版本")
        ordering = ["publication", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["publication", "version"], name="one_version_per_number"
            ),
            models.UniqueConstraint(
                fields=["publication"],
                condition=models.Q(state="proposed"),
                name="one_open_proposal_at_a_time",
            ),
            models.CheckConstraint(
                condition=~models.Q(state="published") | models.Q(entry__isnull=False),
                name="a_published_version_has_its_entry",
            ),
        ]
