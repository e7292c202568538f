"""对照表 (saved mappings): which column of a place's files is which of ours, made on a page and kept.

A ``Source`` keeps the mapping last used by an import; a saved mapping may exist before any import.
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord


class SavedMapping(PlaceRecord):
    """对照表: for files of tickets or for monthly tables, as TOML."""

    SUBJECTS = [("tickets", _("工单")), ("table", _("月报表"))]

    subject = models.CharField(
        pgettext_lazy("field", "用于"), max_length=8, choices=SUBJECTS, default="tickets"
    )
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=200)
    text = models.TextField(pgettext_lazy("field", "内容"))
    saved_by = models.CharField(_("保存人"), max_length=100)
    saved_at = models.DateTimeField(_("保存时间"))

    class Meta:
        verbose_name = _("对照表")
        ordering = ["subject", "name"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "subject", "name"], name="one_saved_mapping_per_name"
            )
        ]

    def __str__(self) -> str:
        return self.name
