"""行政区划: the tree province–city–county–town–village and each place's profile.

A sub-district (街道) has no congress of its own (地方组织法 art. 59); a village or community neither.
"""

from __future__ import annotations

from datetime import date
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext, pgettext_lazy

from oversight.audit.records import Record
from oversight.audit.scoping import ScopedManager, ScopedQuerySet


class DatedQuerySet(ScopedQuerySet):
    """Rows with validity: ``valid_from`` inclusive, ``valid_to`` inclusive, open ends are empty."""

    def on(self, day: date) -> Self:
        return self.filter(
            models.Q(valid_from=None) | models.Q(valid_from__lte=day),
            models.Q(valid_to=None) | models.Q(valid_to__gte=day),
        )


DatedManager = models.Manager.from_queryset(DatedQuerySet, "DatedManager")


class DatedRecord(Record):
    """A record that holds from a day to a day."""

    valid_from = models.DateField(pgettext_lazy("field", "自"), null=True, blank=True)
    valid_to = models.DateField(pgettext_lazy("field", "至"), null=True, blank=True)

    objects = DatedManager()

    class Meta:
        abstract = True

    def holds_on(self, day: date) -> bool:
        """Whether the record is in force on that day."""
        return (self.valid_from is None or self.valid_from <= day) and (
            self.valid_to is None or day <= self.valid_to
        )


class Jurisdiction(DatedRecord):
    """行政区划: one place. ``code`` is its address in URLs, files and audit chains."""

    LEVELS = [
        ("province", pgettext_lazy("choice", "省级")),
        ("city", pgettext_lazy("choice", "市级")),
        ("county", pgettext_lazy("choice", "县级")),
        ("town", pgettext_lazy("choice", "乡级")),
        ("village", pgettext_lazy("choice", "村级")),
    ]
    KINDS = [
        ("province", pgettext_lazy("choice", "省")),
        ("city", pgettext_lazy("choice", "市")),
        ("county", pgettext_lazy("choice", "县")),
        ("district", pgettext_lazy("choice", "区")),
        ("county_city", _("县级市")),
        ("town", pgettext_lazy("choice", "镇")),
        ("township", pgettext_lazy("choice", "乡")),
        ("subdistrict", pgettext_lazy("choice", "街道")),
        ("village", pgettext_lazy("choice", "村")),
        ("community", pgettext_lazy("choice", "社区")),
        ("other", pgettext_lazy("choice", "其他")),
    ]
    LEVEL_OF_KIND = {
        "province": "province",
        "city": "city",
        "county": "county",
        "district": "county",
        "county_city": "county",
        "town": "town",
        "township": "town",
        "subdistrict": "town",
        "village": "village",
        "community": "village",
    }
    WITHOUT_CONGRESS = frozenset({"subdistrict", "village", "community"})

    scope_path = "pk"

    code = models.SlugField(
        pgettext_lazy("field", "代码"), max_length=64, unique=True, allow_unicode=False
    )
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    level = models.CharField(pgettext_lazy("field", "级别"), max_length=10, choices=LEVELS)
    kind = models.CharField(pgettext_lazy("field", "类别"), max_length=12, choices=KINDS)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="children"
    )

    class Meta:
        verbose_name = _("行政区划")
        ordering = ["code"]

    def __str__(self) -> str:
        return self.name

    @property
    def has_congress(self) -> bool:
        return self.kind not in self.WITHOUT_CONGRESS

    @property
    def has_standing_committee(self) -> bool:
        """Towns have a presidium instead (地方组织法 art. 19)."""
        return self.has_congress and self.level in {"province", "city", "county"}

    @property
    def leader(self) -> str:
        """Who leads the congress's office here: the 主席 of a presidium, elsewhere the 主任."""
        of_presidium = self.has_congress and not self.has_standing_committee
        return pgettext("post", "主席") if of_presidium else pgettext("post", "主任")

    def ancestors(self) -> list[Jurisdiction]:
        """From the parent upwards."""
        chain: list[Jurisdiction] = []
        above = self.parent
        while above is not None:
            chain.append(above)
            above = above.parent
        return chain


class PlaceRecord(Record):
    """A record that belongs to a jurisdiction."""

    jurisdiction = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, related_name="+"
    )

    objects = ScopedManager()

    class Meta:
        abstract = True


class PlaceSuccession(PlaceRecord):
    """撤并: a place that ended and the one that carries its matters on from ``on`` (procedures §4 e).

    ``jurisdiction`` is the place above, which records the decision. Nothing of the ended place moves: its votes,
    lists and results stay its own.
    """

    predecessor = models.OneToOneField(
        Jurisdiction, on_delete=models.PROTECT, related_name="succession"
    )
    successor = models.ForeignKey(Jurisdiction, on_delete=models.PROTECT, related_name="took_over")
    on = models.DateField(_("撤并日期"))
    basis = models.CharField(_("批准文件"), max_length=200)
    decided_on = models.DateField(_("批准日期"))

    class Meta:
        verbose_name = _("地方撤并")
        ordering = ["on", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=~models.Q(predecessor=models.F("successor")),
                name="a_place_does_not_succeed_itself",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.predecessor} → {self.successor}"


class DatedPlaceRecord(DatedRecord):
    """A dated record that belongs to a jurisdiction."""

    jurisdiction = models.ForeignKey(
        "institutions.Jurisdiction", on_delete=models.PROTECT, related_name="+"
    )

    class Meta:
        abstract = True


class PlaceProfile(PlaceRecord):
    """办公设置: how this office works; set by the wizard, changed by a recorded act."""

    MODULES = [
        ("hotline", _("热线监督")),
        ("people", _("代表与机构")),
        ("publications", pgettext_lazy("choice", "公开")),
    ]

    jurisdiction = models.OneToOneField(
        Jurisdiction, on_delete=models.PROTECT, related_name="profile"
    )
    screen_name = models.CharField(_("平台名称"), max_length=60, blank=True)
    body_name = models.CharField(_("机关全称"), max_length=100, blank=True)
    small_office = models.BooleanField(_("小机关办理"), default=False)
    require_totp = models.BooleanField(_("工作人员须双重验证"), default=True)
    demo = models.BooleanField(_("演示数据"), default=False)
    modules = models.JSONField(_("启用的模块"), default=list, blank=True)
    timezone = models.CharField(
        pgettext_lazy("field", "时区"), max_length=64, default="Asia/Shanghai"
    )

    class Meta:
        verbose_name = _("办公设置")

    def clean_modules(self) -> list[str]:
        known: Any = dict(self.MODULES)
        return [name for name in self.modules if name in known]
