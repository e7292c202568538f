"""工单库目录: sources, the list of store files at every revision, and the imports that made them.

A revision is a number per place. A file belongs to the list of every revision from ``added_in`` up to,
but not including, ``removed_in``; so an old revision can be read again, and one transaction swaps the list.
"""

from __future__ import annotations

from typing import Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.audit.scoping import ScopedManager, ScopedQuerySet
from oversight.institutions.models.places import PlaceRecord


class StoreState(models.Model):
    """库状态: which revision of the list, and which generation of the cubes, readers see."""

    jurisdiction = models.OneToOneField(
        "institutions.Jurisdiction", on_delete=models.PROTECT, related_name="+"
    )
    revision = models.PositiveIntegerField(_("修订号"), default=0)
    cube_revision = models.PositiveIntegerField(_("汇总所据修订号"), default=0)
    cube_generation = models.PositiveIntegerField(_("汇总代次"), default=0)

    objects = ScopedManager()
    derived = models.Manager()  # noqa: DJ012 (a manager, for builds)

    class Meta:
        verbose_name = _("库状态")


class Source(PlaceRecord):
    """数据来源: one kind of file of a place with the mapping last used and the columns it has."""

    name = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    mapping = models.TextField(pgettext_lazy("field", "映射"))
    present = models.JSONField(_("有的列"), default=list)
    timezone = models.CharField(
        pgettext_lazy("field", "时区"), max_length=64, default="Asia/Shanghai"
    )

    class Meta:
        verbose_name = _("数据来源")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="one_source_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class StoreFileQuerySet(ScopedQuerySet):
    """Files as they stood at a revision."""

    def at(self, revision: int) -> Self:
        return self.filter(
            models.Q(removed_in=None) | models.Q(removed_in__gt=revision), added_in__lte=revision
        )


StoreFileManager = models.Manager.from_queryset(StoreFileQuerySet, "StoreFileManager")


class StoreFile(models.Model):
    """库文件: one immutable Parquet file, named by content, in the lists of some revisions."""

    ROLES = [("current", _("现行")), ("superseded", _("旧版"))]

    jurisdiction = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, related_name="+"
    )
    month = models.IntegerField(_("月份序号"))
    sha256 = models.CharField(_("校验值"), max_length=64)
    path = models.CharField(_("库内路径"), max_length=300)
    rows = models.PositiveIntegerField(pgettext_lazy("field", "行数"))
    role = models.CharField(
        pgettext_lazy("field", "角色"), max_length=10, choices=ROLES, default="current"
    )
    added_in = models.PositiveIntegerField(_("自修订"))
    removed_in = models.PositiveIntegerField(_("至修订"), null=True)
    removed_at = models.DateTimeField(_("撤下时间"), null=True)

    objects = StoreFileManager()

    class Meta:
        verbose_name = _("库文件")
        indexes = [
            models.Index(fields=["jurisdiction", "removed_in", "month"]),
            models.Index(fields=["jurisdiction", "path"]),
        ]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(removed_in=None) | models.Q(removed_in__gt=models.F("added_in")),
                name="a_file_is_removed_after_it_was_added",
            )
        ]


class ImportBatch(PlaceRecord):
    """导入批次: one file taken in, with its counts and what was set aside."""

    source = models.ForeignKey(Source, on_delete=models.PROTECT, related_name="batches")
    file_name = models.CharField(_("文件名"), max_length=255)
    file_sha256 = models.CharField(_("文件校验值"), max_length=64)
    file_bytes = models.PositiveBigIntegerField(_("文件大小"), default=0)
    read = models.PositiveIntegerField(pgettext_lazy("field", "读到"), default=0)
    accepted = models.PositiveIntegerField(pgettext_lazy("field", "新收"), default=0)
    duplicates = models.PositiveIntegerField(pgettext_lazy("field", "重复"), default=0)
    updated = models.PositiveIntegerField(pgettext_lazy("field", "更新"), default=0)
    quarantined = models.PositiveIntegerField(pgettext_lazy("field", "隔离"), default=0)
    quarantine_file = models.CharField(_("隔离文件"), max_length=500, blank=True)
    notes = models.JSONField(pgettext_lazy("field", "说明"), default=list)
    months = models.JSONField(_("涉及月份"), default=list)
    revision = models.PositiveIntegerField(_("修订号"))
    imported_by = models.CharField(_("导入人"), max_length=100)
    imported_at = models.DateTimeField(_("导入时间"))

    class Meta:
        verbose_name = _("导入批次")
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    read=models.F("accepted")
                    + models.F("duplicates")
                    + models.F("updated")
                    + models.F("quarantined")
                ),
                name="every_row_read_is_accounted_for",
            )
        ]
