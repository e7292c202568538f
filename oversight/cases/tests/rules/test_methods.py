"""监督方式: only what has a basis for a body of the place can be proposed; the others say why not."""

from __future__ import annotations

from oversight.cases.rules.methods import Basis, offer, offers

TITLES = (
    ("inquiry", "询问"),
    ("special_work_report", "专项工作报告"),
    ("thematic_research", "专题调研"),
)
BASES = (
    Basis("special_work_report", "standing_committee", "《监督法》第十二条"),
    Basis("thematic_research", "working_office", "《监督法》第十四条"),
    Basis("inquiry", "standing_committee", "《监督法》第四十六条", proposable=False),
)
CITY = frozenset({"standing_committee", "working_office"})


def test_methods_with_a_basis_come_first_and_say_their_article():
    found = offers(TITLES, BASES, CITY, True)
    assert [one.code for one in found] == ["special_work_report", "thematic_research", "inquiry"]
    assert found[0].basis == "《监督法》第十二条"
    assert found[0].hearing_bodies == {"standing_committee"} and found[0].reported
    assert not found[1].hearing_bodies


def test_a_street_has_nothing_that_is_heard_or_voted_on():
    street = frozenset({"street_committee"})
    bases = (*BASES, Basis("special_work_report", "street_committee", "某办法"))
    refused = offer("special_work_report", "专项工作报告", bases, street, False)
    assert (refused.allowed, refused.refusal) == (False, "street_has_no_vote")


def test_why_a_method_cannot_be_proposed():
    town = frozenset({"presidium"})
    assert offer("special_work_report", "", BASES, town, True).refusal == "no_body"
    assert offer("interpellation", "", BASES, CITY, True).refusal == "no_basis"
    assert offer("inquiry", "", BASES, CITY, True).refusal == "not_proposable"
    blank = (Basis("thematic_research", "working_office", " "),)
    assert offer("thematic_research", "", blank, CITY, True).refusal == "no_basis"
