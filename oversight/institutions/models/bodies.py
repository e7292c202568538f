"""机构与届次: congress, standing committee and the other bodies; terms; constituencies; delegations; stations."""

from __future__ import annotations

from django.db import models

from oversight.institutions.models.places import DatedPlaceRecord, PlaceRecord


class Body(DatedPlaceRecord):
    """机构: a body of the congress (procedures §1.1)."""

    KINDS = [
        ("congress", "人民代表大会"),
        ("standing_committee", "常务委员会"),
        ("chairpersons_meeting", "主任会议"),
        ("presidium", "主席团"),
        ("special_committee", "专门委员会"),
        ("working_office", "工作机构"),
        ("general_office", "办公室"),
        ("deputies_commission", "代表工作委员会"),
        ("party_group", "党组"),
        ("street_committee", "人大街道工委"),
    ]

    kind = models.CharField("类别", max_length=24, choices=KINDS)
    name = models.CharField("名称", max_length=100)
    short_name = models.CharField("简称", max_length=40, blank=True)
    parent = models.ForeignKey(
        "self", on_delete=models.PROTECT, null=True, blank=True, related_name="offices"
    )
    quota = models.PositiveSmallIntegerField("名额", null=True, blank=True)

    class Meta:
        verbose_name = "机构"
        ordering = ["kind", "name"]

    def __str__(self) -> str:
        return self.name


class Term(DatedPlaceRecord):
    """届: from the first meeting of one congress to the first of the next, five years (代表法 art. 2)."""

    term_no = models.PositiveSmallIntegerField("届")

    class Meta:
        verbose_name = "届次"
        ordering = ["-term_no"]
        constraints = [
            models.UniqueConstraint(fields=["jurisdiction", "term_no"], name="one_term_per_number")
        ]

    def __str__(self) -> str:
        return f"第{self.term_no}届"


class MeetingCounter(PlaceRecord):
    """次: the next meeting number of a body in a term; both counters restart with a term."""

    body = models.ForeignKey(Body, on_delete=models.PROTECT, related_name="counters")
    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="counters")
    next_meeting_no = models.PositiveSmallIntegerField("下一次", default=1)

    class Meta:
        verbose_name = "会议次数"
        constraints = [
            models.UniqueConstraint(fields=["body", "term"], name="one_counter_per_body_and_term")
        ]


class Constituency(PlaceRecord):
    """选区（直接选举）或选举单位（间接选举）: whom a deputy answers to (地方组织法 art. 43–44)."""

    KINDS = [("district", "选区"), ("electing_unit", "选举单位")]

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="constituencies")
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=16, choices=KINDS, default="district")
    seats = models.PositiveSmallIntegerField("名额", null=True, blank=True)

    class Meta:
        verbose_name = "选区"
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(fields=["term", "name"], name="one_constituency_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class Delegation(PlaceRecord):
    """代表团、代表小组: how deputies are grouped in a term."""

    KINDS = [("delegation", "代表团"), ("group", "代表小组")]

    term = models.ForeignKey(Term, on_delete=models.PROTECT, related_name="delegations")
    name = models.CharField("名称", max_length=100)
    kind = models.CharField("类别", max_length=12, choices=KINDS, default="delegation")

    class Meta:
        verbose_name = "代表团（小组）"
        ordering = ["kind", "name"]
        constraints = [
            models.UniqueConstraint(fields=["term", "kind", "name"], name="one_delegation_per_name")
        ]

    def __str__(self) -> str:
        return self.name


class LiaisonStation(DatedPlaceRecord):
    """代表联络站（家站室）: where citizens meet deputies."""

    name = models.CharField("名称", max_length=100)
    address = models.CharField("地址", max_length=200, blank=True)
    phone = models.CharField("电话", max_length=40, blank=True)
    opening = models.CharField("接待时间", max_length=200, blank=True)

    class Meta:
        verbose_name = "联络站"
        ordering = ["name"]

    def __str__(self) -> str:
        return self.name
