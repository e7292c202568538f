"""被监督单位: departments, court, procuratorate, supervisory commission; renaming, merging, splitting.

Duties follow the unit through its successors (procedures §3 e); a liaison officer has a deputy (A/B角).
"""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.models.places import DatedPlaceRecord, PlaceRecord


class Unit(DatedPlaceRecord):
    """单位: one supervised unit with the time it existed."""

    KINDS = [
        ("government", _("人民政府")),
        ("department", _("政府部门")),
        ("supervisory_commission", _("监察委员会")),
        ("court", _("人民法院")),
        ("procuratorate", _("人民检察院")),
        ("lower_government", _("下级人民政府")),
        ("enterprise", _("公用企业")),
        ("institution", _("事业单位")),
        ("association", _("人民团体、社会组织")),
        ("village", _("村（居）民委员会")),
        ("other", pgettext_lazy("choice", "其他")),
    ]

    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    short_name = models.CharField(pgettext_lazy("field", "简称"), max_length=40, blank=True)
    kind = models.CharField(
        pgettext_lazy("field", "类别"), max_length=24, choices=KINDS, default="department"
    )
    aliases = models.JSONField(pgettext_lazy("field", "别名"), default=list, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "单位")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "name"], name="one_unit_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class UnitSuccession(PlaceRecord):
    """沿革: what became of a unit on a day. The pair is one edge; a merger has several."""

    KINDS = [
        ("renamed", pgettext_lazy("choice", "更名")),
        ("merged", pgettext_lazy("choice", "并入")),
        ("split", pgettext_lazy("choice", "分设")),
        ("moved", _("职责划转")),
    ]

    predecessor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="became")
    successor = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="came_from")
    on = models.DateField(pgettext_lazy("field", "日期"))
    kind = models.CharField(pgettext_lazy("field", "方式"), max_length=8, choices=KINDS)
    basis = models.CharField(_("依据文件"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("单位沿革")
        constraints = [
            models.UniqueConstraint(
                fields=["predecessor", "successor"], name="one_succession_per_pair"
            ),
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="a_unit_does_not_succeed_itself",
            ),
        ]


class LiaisonOfficer(DatedPlaceRecord):
    """联络员: A角 or B角 of a unit, with handover from one to the next."""

    RANKS = [("A", pgettext_lazy("choice", "A角")), ("B", pgettext_lazy("choice", "B角"))]

    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="liaisons")
    person = models.ForeignKey(
        "institutions.Person", on_delete=models.PROTECT, related_name="liaisons"
    )
    rank = models.CharField(
        pgettext_lazy("field", "角色"), max_length=1, choices=RANKS, default="A"
    )
    handover_note = models.CharField(_("交接说明"), max_length=500, blank=True)

    class Meta:
        verbose_name = _("联络员")
        ordering = ["unit__name", "rank"]


class OfficeCorrespondence(DatedPlaceRecord):
    """对口联系: which committee office follows which unit."""

    office = models.ForeignKey(
        "institutions.Body", on_delete=models.PROTECT, related_name="followed_units"
    )
    unit = models.ForeignKey(Unit, on_delete=models.PROTECT, related_name="followed_by")

    class Meta:
        verbose_name = _("对口联系")
        ordering = ["office__name", "unit__name"]
