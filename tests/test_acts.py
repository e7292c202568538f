"""act(): permission, change and record in one transaction; the chain shows every tampering."""

from __future__ import annotations

import pytest
from django.db import connection

from oversight.audit import outbox, queries
from oversight.audit.actors import Actor, operator
from oversight.audit.acts import act
from oversight.audit.errors import NotPermitted, OutsideActError
from oversight.audit.models import AppendOnlyError, AuditEntry, Outbox
from oversight.audit.scoping import Scope, UnscopedReadError
from oversight.institutions import actions
from oversight.institutions.models import Jurisdiction, Unit

pytestmark = pytest.mark.django_db
CLERK = Actor(None, "周砚清", "clerk", place="linxi")


def make_place(code: str = "linxi", name: str = "临溪县") -> Jurisdiction:
    return actions.create_place(operator(), code=code, name=name, kind="county")


def units(place: Jurisdiction) -> list[str]:
    return sorted(Unit.objects.in_scope(Scope.of(place)).values_list("name", flat=True))


def chain_is_valid(place: str) -> bool:
    return all(state.valid for state in queries.verify_chains(place))


def codes_of_complaints(place: str) -> set[str]:
    return {reason["code"] for state in queries.verify_chains(place) for reason in state.reasons}


def test_an_act_leaves_change_and_entry_together():
    place = make_place()
    unit = actions.create_unit(CLERK, place, name="县水利局")
    entry = queries.history_of(unit).get()
    assert (entry.code, entry.actor_label, entry.actor_role) == (
        "institutions.create_unit",
        "周砚清",
        "clerk",
    )
    assert entry.changes[0]["before"] is None
    assert entry.changes[0]["after"]["name"] == "县水利局"


def test_a_change_keeps_only_the_fields_that_differ():
    place = make_place()
    unit = actions.create_unit(CLERK, place, name="县水利局")
    actions.correct_unit(CLERK, place, unit=unit, short_name="水利局")
    change = queries.history_of(unit)[0].changes[0]
    assert (change["before"], change["after"]) == ({"short_name": ""}, {"short_name": "水利局"})


def test_a_refused_act_changes_nothing_and_leaves_no_entry():
    place = make_place()
    before = AuditEntry.objects.count()
    stranger = Actor(None, "某人", "clerk", place="nanpu")
    with pytest.raises(NotPermitted):
        actions.create_unit(stranger, place, name="县水利局")
    assert units(place) == []
    assert AuditEntry.objects.count() == before


def test_an_act_that_fails_in_the_middle_leaves_nothing():
    place = make_place()
    before = AuditEntry.objects.count()
    with (
        pytest.raises(ZeroDivisionError),
        act("institutions.create_unit", actor=CLERK, place=place.code, permitted=True),
    ):
        Unit(jurisdiction=place, name="县水利局").save()
        raise ZeroDivisionError
    assert units(place) == []
    assert AuditEntry.objects.count() == before
    assert chain_is_valid(place.code)


def test_a_record_is_not_saved_outside_an_act():
    place = make_place()
    with pytest.raises(OutsideActError):
        Unit(jurisdiction=place, name="县水利局").save()
    with pytest.raises(OutsideActError):
        Unit.objects.in_scope(Scope.of(place)).update(name="另一个")


def test_a_read_without_a_scope_is_refused():
    make_place()
    for read in (list, lambda rows: rows.count(), lambda rows: rows.exists()):
        with pytest.raises(UnscopedReadError):
            read(Unit.objects.filter(name="县水利局"))


def test_a_scope_shows_only_its_own_place():
    linxi, nanpu = make_place(), make_place("nanpu", "南浦区")
    actions.create_unit(operator(), linxi, name="县水利局")
    actions.create_unit(operator(), nanpu, name="区水利局")
    assert (units(linxi), units(nanpu)) == (["县水利局"], ["区水利局"])


def test_each_place_has_a_chain_of_its_own_that_verifies():
    linxi, nanpu = make_place(), make_place("nanpu", "南浦区")
    for number in range(5):
        actions.create_unit(operator(), linxi, name=f"单位{number}")
    states = {state.place: state for state in queries.verify_chains()}
    assert (states["linxi"].entries, states["nanpu"].entries) == (6, 1)
    assert all(state.valid for state in states.values())
    assert nanpu.code in states


@pytest.mark.parametrize(
    ("tampering", "code"),
    [
        ("UPDATE audit_auditentry SET actor_label = '别人' WHERE seq = 2", "altered"),
        ("DELETE FROM audit_auditentry WHERE seq = 2", "gap"),
        ("DELETE FROM audit_auditentry WHERE seq = 3", "head"),
        ("UPDATE audit_auditentry SET previous_hash = 'f' WHERE seq = 3", "broken_link"),
    ],
)
def test_tampering_below_the_application_is_seen(tampering: str, code: str):
    place = make_place()
    actions.create_unit(CLERK, place, name="县水利局")
    actions.create_unit(CLERK, place, name="县教育局")
    with connection.cursor() as cursor:
        cursor.execute("DELETE FROM audit_outbox")
        cursor.execute("DELETE FROM audit_auditsubject")
        cursor.execute(tampering)
    assert code in codes_of_complaints(place.code)


def test_an_entry_is_neither_changed_nor_deleted():
    make_place()
    entry = AuditEntry.objects.get()
    with pytest.raises(AppendOnlyError):
        entry.save()
    with pytest.raises(AppendOnlyError):
        entry.delete()


def test_every_entry_reaches_its_reactions_once_even_after_a_failure():
    place = make_place()
    actions.create_unit(CLERK, place, name="县水利局")
    seen: list[str] = []
    broken = [True]

    def first(entry: AuditEntry) -> None:
        seen.append(f"first {entry.code}")

    def second(entry: AuditEntry) -> None:
        if broken[0]:
            raise ConnectionError("down")
        seen.append(f"second {entry.code}")

    reactions = {"institutions.create_unit": [first, second]}
    outbox.run_pending(reactions)
    waiting = Outbox.objects.get()
    assert "ConnectionError" in waiting.error
    broken[0] = False
    Outbox.objects.update(run_after=None)
    outbox.run_pending(reactions)
    assert seen == ["first institutions.create_unit", "second institutions.create_unit"]
    assert not Outbox.objects.exists()


def test_an_inner_act_joins_the_transaction_and_leaves_its_own_entry():
    place = make_place()
    with act("institutions.outer", actor=CLERK, place=place.code, permitted=True):
        actions.create_unit(CLERK, place, name="县水利局")
    codes = [entry.code for entry in queries.entries_of(place.code)[:2]]
    assert codes == ["institutions.outer", "institutions.create_unit"]
    assert chain_is_valid(place.code)


@pytest.mark.django_db(transaction=True)
def test_the_log_calls_an_inner_act_kept_only_once_the_outer_one_is(caplog):
    place = make_place()
    caplog.set_level("INFO", logger="oversight.audit")
    caplog.clear()
    with (
        pytest.raises(ZeroDivisionError),
        act("institutions.outer", actor=CLERK, place=place.code, permitted=True),
    ):
        actions.create_unit(CLERK, place, name="县水利局")
        raise ZeroDivisionError
    assert caplog.messages == []
    actions.create_unit(CLERK, place, name="县水利局")
    assert caplog.messages == ["act institutions.create_unit place=linxi seq=2"]


def test_a_telephone_number_leaves_only_a_mark_in_the_chain():
    place = make_place()
    person = actions.create_person(CLERK, place, name="周砚清", phone="19900001234")
    actions.correct_person(CLERK, place, person=person, phone="19900005678")
    change = queries.history_of(person)[0].changes[0]
    assert change["before"]["phone"] != change["after"]["phone"]
    assert "1990000" not in str([entry.changes for entry in queries.history_of(person)])
