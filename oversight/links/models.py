"""关联的表: one link between two records of a place, each named by kind and public id."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import PlaceRecord


class Link(PlaceRecord):
    """关联: read from the first end with the word of its kind, from the other with the inverse word."""

    from_kind = models.CharField(_("一端的种类"), max_length=32)
    from_id = models.CharField(_("一端的编号"), max_length=64)
    to_kind = models.CharField(_("另一端的种类"), max_length=32)
    to_id = models.CharField(_("另一端的编号"), max_length=64)
    kind = models.CharField(_("关联的种类"), max_length=16)
    note = models.CharField(pgettext_lazy("field", "说明"), max_length=200, blank=True)
    made_on = models.DateField(_("建立日期"))
    ended_on = models.DateField(_("解除日期"), null=True, blank=True)
    end_reason = models.CharField(_("解除的原因"), max_length=200, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "关联")
        ordering = ["made_on", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "from_kind", "from_id", "to_kind", "to_id", "kind"],
                condition=models.Q(ended_on=None),
                name="one_link_of_a_kind_per_pair",
            ),
            models.CheckConstraint(
                condition=~models.Q(from_kind=models.F("to_kind"), from_id=models.F("to_id")),
                name="a_record_is_not_linked_to_itself",
            ),
        ]
        indexes = [
            models.Index(fields=["jurisdiction", "from_kind", "from_id"], name="links_from"),
            models.Index(fields=["jurisdiction", "to_kind", "to_id"], name="links_to"),
        ]
