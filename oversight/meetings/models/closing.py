"""闭会归档的表: the packet of a meeting's papers and the catalogue of what was kept."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.meetings import Meeting


class MeetingArchive(PlaceRecord):
    """会议归档: the catalogue in order, each line with title, pages and checksum; written once."""

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="archive")
    catalogue = models.JSONField(_("卷内目录"), default=list)
    retention = models.CharField(_("保管期限"), max_length=20)
    packet = models.ForeignKey(
        "files.StoredFile", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    packet_sha256 = models.CharField(_("文件汇编校验值"), max_length=64, blank=True)
    archived_label = models.CharField(_("归档人"), max_length=100)
    archived_on = models.DateField(_("归档日期"))

    class Meta:
        verbose_name = pgettext_lazy("record", "会议归档")
