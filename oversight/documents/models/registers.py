"""发文字号登记簿: one register per issuer, year and series. A number is drawn once and never given back."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.documents.kind_values import SERIES
from oversight.institutions.models.places import PlaceRecord


class NumberRegister(PlaceRecord):
    """登记簿: ``prefix`` is the 机关代字 with the series' word; ``carried`` the last number used before the system."""

    issuer = models.ForeignKey(
        "institutions.Body", on_delete=models.PROTECT, related_name="number_registers"
    )
    year = models.PositiveSmallIntegerField(pgettext_lazy("field", "年份"))
    series = models.CharField(
        pgettext_lazy("field", "序列"),
        max_length=16,
        choices=[(series.code, series.title) for series in SERIES.values()],
    )
    prefix = models.CharField(_("机关代字"), max_length=30)
    carried = models.PositiveIntegerField(_("启用前已用到"), default=0)
    carried_reason = models.CharField(_("带入说明"), max_length=200, blank=True)
    last = models.PositiveIntegerField(_("最后一个号"), default=0)

    class Meta:
        verbose_name = _("发文字号登记簿")
        ordering = ["-year", "issuer__name", "series"]
        constraints = [
            models.UniqueConstraint(
                fields=["issuer", "year", "series"], name="one_register_per_issuer_year_series"
            ),
            models.UniqueConstraint(
                fields=["jurisdiction", "year", "prefix"], name="one_register_per_prefix_and_year"
            ),
            models.CheckConstraint(
                condition=models.Q(last__gte=models.F("carried")),
                name="a_register_never_falls_behind_what_was_carried_in",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.prefix}〔{self.year}〕"

    def text(self, number: int) -> str:
        """云人常办〔2026〕12号: full year, hexagonal brackets, no leading zero, no 第 (GB/T 9704)."""
        return f"{self.prefix}〔{self.year}〕{number}号"


class DrawnNumber(PlaceRecord):
    """已编的号: which paper has it, who drew it by signing, when."""

    register = models.ForeignKey(NumberRegister, on_delete=models.PROTECT, related_name="drawn")
    number = models.PositiveIntegerField(pgettext_lazy("field", "号"))
    paper = models.ForeignKey(
        "documents.Paper", on_delete=models.PROTECT, related_name="drawn_numbers"
    )
    drawn_at = models.DateTimeField(_("编号时间"))
    drawn_label = models.CharField(_("签发人"), max_length=100)

    class Meta:
        verbose_name = _("已编的号")
        ordering = ["register", "number"]
        constraints = [
            models.UniqueConstraint(fields=["register", "number"], name="a_number_is_drawn_once"),
            models.UniqueConstraint(
                fields=["register", "paper"], name="a_paper_has_one_number_in_a_register"
            ),
        ]
