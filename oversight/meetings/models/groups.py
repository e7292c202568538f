"""代表团和小组审议的表: groups of a meeting and what was said in them."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.items import AgendaItem
from oversight.meetings.models.meetings import Meeting


class MeetingGroup(PlaceRecord):
    """代表团或小组: how those who attend are divided for group deliberation."""

    meeting = models.ForeignKey(Meeting, on_delete=models.PROTECT, related_name="groups")
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    delegation = models.ForeignKey(
        "institutions.Delegation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        verbose_name=_("代表团（小组）"),
    )
    convener = models.CharField(_("召集人"), max_length=60, blank=True)
    place_text = models.CharField(pgettext_lazy("field", "地点"), max_length=200, blank=True)
    recorder = models.CharField(_("记录人"), max_length=60, blank=True)

    class Meta:
        verbose_name = _("审议小组")
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["meeting", "name"], name="one_group_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class GroupNote(PlaceRecord):
    """审议发言: what somebody said in a group; never changed, a correction is another note."""

    group = models.ForeignKey(MeetingGroup, on_delete=models.PROTECT, related_name="notes")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="notes"
    )
    speaker = models.CharField(_("发言人"), max_length=60)
    text = models.TextField(pgettext_lazy("field", "内容"))
    noted_label = models.CharField(_("记录人"), max_length=100)
    at = models.DateTimeField(pgettext_lazy("field", "时间"), default=timezone.now)

    class Meta:
        verbose_name = _("审议发言")
        ordering = ["at", "pk"]
