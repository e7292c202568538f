"""单位自己的模板: one row per upload, append-only; the newest that is not ended is used."""

from __future__ import annotations

from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.documents.kinds import choices
from oversight.institutions.models.places import PlaceRecord


class PaperTemplate(PlaceRecord):
    """公文模板: a DOCX for one kind of paper, of one issuer or (without issuer) of all of the place.

    ``ended_at`` is set when a newer one is uploaded or the shipped one is taken again; nothing is deleted.
    """

    kind = models.CharField(pgettext_lazy("field", "种类"), max_length=24, choices=choices())
    issuer = models.ForeignKey(
        "institutions.Body",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="paper_templates",
        verbose_name=_("发文机关"),
    )
    issuer_key = models.CharField(max_length=12, blank=True, editable=False)  # its public id, or ""
    version = models.PositiveIntegerField(pgettext_lazy("field", "版本"))
    file = models.ForeignKey("files.StoredFile", on_delete=models.PROTECT, related_name="+")
    note = models.CharField(_("说明"), max_length=200, blank=True)
    uploaded_label = models.CharField(_("上传人"), max_length=100)
    uploaded_at = models.DateTimeField(_("上传时间"), default=timezone.now)
    ended_at = models.DateTimeField(_("停用时间"), null=True, blank=True)
    ended_label = models.CharField(_("停用人"), max_length=100, blank=True)

    class Meta:
        verbose_name = _("公文模板")
        ordering = ["kind", "issuer__name", "-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "issuer_key", "version"],
                name="one_paper_template_per_version",
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "kind", "issuer_key"],
                condition=models.Q(ended_at__isnull=True),
                name="one_paper_template_in_use",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.get_kind_display()} {self.version}"

    @property
    def in_use(self) -> bool:
        return self.ended_at is None
