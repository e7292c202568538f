"""边界: versions of a place's boundaries as its office imported them, and the area of each part."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import Jurisdiction, PlaceRecord


class BoundarySet(PlaceRecord):
    """一版边界: what one import holds; the newest is in force, the earlier ones stay.

    ``outline`` is the whole as it is drawn. The record of acts keeps the file's digest, not its coordinates.
    """

    audit_exclude = frozenset({"outline"})

    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"))
    source = models.CharField(pgettext_lazy("field", "来源"), max_length=200)
    file_name = models.CharField(_("文件名"), max_length=200)
    sha256 = models.CharField(_("文件校验值"), max_length=64)
    unmatched = models.JSONField(_("没有对上的图形"), default=list, blank=True)
    outline = models.JSONField(_("轮廓"))
    imported_at = models.DateTimeField(_("导入时间"))
    by_label = models.CharField(_("导入人"), max_length=100)

    class Meta:
        verbose_name = _("边界版本")
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "version"], name="one_boundary_set_per_version"
            )
        ]


class Boundary(PlaceRecord):
    """一处边界: the area of the place itself or of one right below it, exact, as drawn, and where its name stands."""

    audit_exclude = frozenset({"shape", "outline"})

    boundary_set = models.ForeignKey(
        BoundarySet, on_delete=models.PROTECT, related_name="boundaries"
    )
    area = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="+")
    name = models.CharField(_("文件里的名称"), max_length=100)
    shape = models.JSONField(pgettext_lazy("field", "边界"))
    outline = models.JSONField(_("轮廓"), null=True, blank=True)
    label_longitude = models.FloatField(_("名称所在经度"), null=True, blank=True)
    label_latitude = models.FloatField(_("名称所在纬度"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "边界")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["boundary_set", "area"], name="one_boundary_per_area")
        ]
