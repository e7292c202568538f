"""机构与届次: congress, standing committee and the other bodies; terms; constituencies; delegations; stations."""

from __future__ import annotations

from django.db import models
from django.utils.translation import gettext, pgettext_lazy
from django.utils.translation import gettext_lazy as _

from oversight.institutions.models.places import DatedPlaceRecord, PlaceRecord


class Body(DatedPlaceRecord):
    """机构: a body of the congress (procedures §1.1)."""

    KINDS = [
        ("congress", _("人民代表大会")),
        ("standing_committee", _("常务委员会")),
        ("chairpersons_meeting", _("主任会议")),
        ("presidium", _("主席团")),
        ("special_committee", _("专门委员会")),
        ("working_office", _("工作机构")),
        ("general_office", _("办公室")),
        ("deputies_commission", _("代表工作委员会")),
        ("party_group", pgettext_lazy("choice", "党组")),
        ("street_committee", _("人大街道工委")),
    ]

    # those with staff of their own who prepare and follow matters (procedures §1.1)
    OFFICES = frozenset(
        {
            "special_committee",
            "working_office",
            "general_office",
            "deputies_commission",
            "street_committee",
        }
    )

    kind = models.CharField(pgettext_lazy("field", "类别"), max_length=24, choices=KINDS)
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    short_name = models.CharField(pgettext_lazy("field", "简称"), max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="offices"
    )
    quota = models.PositiveSmallIntegerField(pgettext_lazy("field", "名额"), null=True, blank=True)

    # those that decide by a vote; a street committee never does (地方组织法 art. 59)
    DECIDING = frozenset({"congress", "standing_committee", "chairpersons_meeting", "presidium"})

    class Meta:
        verbose_name = pgettext_lazy("record", "机构")
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name

    @property
    def adopts_by_vote(self) -> bool:
        """Whether the body may adopt anything by vote."""
        return self.kind in self.DECIDING


class Term(DatedPlaceRecord):
    """届: from the first meeting of one congress to the first of the next, five years (代表法 art. 2)."""

    term_no = models.PositiveSmallIntegerField(pgettext_lazy("field", "届"))

    class Meta:
        verbose_name = pgettext_lazy("record", "届次")
        ordering = ["-term_no"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "term_no"], name="one_term_per_number")
        ]

    def __str__(self) -> str:
        return gettext("第%(number)d届") % {"number": self.term_no}


class MeetingCounter(PlaceRecord):
    """次: the next meeting number of a body in a term; both counters restart with a term."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="counters")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="counters")
    next_meeting_no = models.PositiveSmallIntegerField(_("下一次"), default=1)

    class Meta:
        verbose_name = _("会议次数")
        constraints = [
            models.UniqueConstraint(fields=["body", "term"], name="one_counter_per_body_and_term")
        ]


class Constituency(PlaceRecord):
    """选区（直接选举）或选举单位（间接选举）: whom a deputy answers to (地方组织法 art. 43–44)."""

    KINDS = [("district", pgettext_lazy("choice", "选区")), ("electing_unit", _("选举单位"))]

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="constituencies")
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    kind = models.CharField(
        pgettext_lazy("field", "类别"), max_length=16, choices=KINDS, default="district"
    )
    seats = models.PositiveSmallIntegerField(pgettext_lazy("field", "名额"), null=True, blank=True)

    class Meta:
        verbose_name = pgettext_lazy("record", "选区")
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["term", "name"], name="one_constituency_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Delegation(PlaceRecord):
    """代表团、代表小组: how deputies are grouped in a term."""

    KINDS = [("delegation", _("代表团")), ("group", _("代表小组"))]

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="delegations")
    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    kind = models.CharField(
        pgettext_lazy("field", "类别"), max_length=12, choices=KINDS, default="delegation"
    )

    class Meta:
        verbose_name = _("代表团（小组）")
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["term", "kind", "name"], name="one_delegation_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class LiaisonStation(DatedPlaceRecord):
    """代表联络站（家站室）: where citizens meet deputies."""

    name = models.CharField(pgettext_lazy("field", "名称"), max_length=100)
    address = models.CharField(pgettext_lazy("field", "地址"), max_length=200, blank=True)
    phone = models.CharField(pgettext_lazy("field", "电话"), max_length=40, blank=True)
    opening = models.CharField(_("接待时间"), max_length=200, blank=True)

    class Meta:
        verbose_name = _("联络站")
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
