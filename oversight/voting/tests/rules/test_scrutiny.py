"""监票人的回避."""

from __future__ import annotations

from oversight.voting.rules.scrutiny import Scrutineer, objections


def codes(*scrutineers: Scrutineer, options=(), candidates=(), units=()) -> list[str]:
    found = objections(scrutineers, options=options, candidates=candidates, units=units)
    return [each.code for each in found]


CHIEF = Scrutineer("秦望川", "p1", chief=True)


def test_nobody_scrutinises_the_vote_on_themselves():
    assert codes(CHIEF, options=["秦望川"]) == ["scrutineer_is_candidate"]
    assert codes(CHIEF, candidates=["p1"]) == ["scrutineer_is_candidate"]


def test_nobody_of_the_unit_scrutinises():
    other = Scrutineer("沈清和", units=frozenset({"u1"}))
    assert codes(CHIEF, other, units=["u1"]) == ["scrutineer_of_the_unit"]
    assert codes(CHIEF, other, units=["u2"]) == []


def test_one_chief_and_nobody_twice():
    assert codes(Scrutineer("沈清和")) == ["no_chief_scrutineer"]
    second = Scrutineer("沈清和", chief=True)
    assert codes(CHIEF, second) == ["two_chief_scrutineers"]
    assert codes(CHIEF, Scrutineer("秦望川")) == ["scrutineer_twice"]
    assert codes() == []


def test_who_did_not_come_watches_nothing():
    found = objections([CHIEF], options=(), candidates=(), units=(), absent={"p1"})
    assert [each.code for each in found] == ["scrutineer_absent"]
    assert objections([CHIEF], options=(), candidates=(), units=(), absent={"秦望川"}) == []
