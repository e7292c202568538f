"""会场大屏的表: what the office has put on the wall of a meeting."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord
from oversight.meetings.models.items import AgendaItem
from oversight.meetings.models.meetings import Meeting


class HallScreen(PlaceRecord):
    """会场大屏: one row a meeting that the office has directed by hand; ``auto`` follows the meeting again.

    ``item`` is the item that an item, question, vote or result is shown of; empty takes the one at hand.
    """

    SCENES = [
        ("auto", _("跟随会议进程")),
        ("agenda", pgettext_lazy("scene", "议程")),
        ("attendance", pgettext_lazy("scene", "到会情况")),
        ("item", pgettext_lazy("scene", "议题")),
        ("question", pgettext_lazy("scene", "询问")),
        ("vote", pgettext_lazy("scene", "表决")),
        ("result", pgettext_lazy("scene", "表决结果")),
    ]

    meeting = models.OneToOneField(Meeting, on_delete=models.PROTECT, related_name="hall_screen")
    scene = models.CharField(_("大屏内容"), max_length=10, choices=SCENES, default="auto")
    item = models.ForeignKey(
        AgendaItem, on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    shown_label = models.CharField(_("操作人"), max_length=100, blank=True)
    shown_at = models.DateTimeField(pgettext_lazy("field", "时间"))

    class Meta:
        verbose_name = _("会场大屏")
