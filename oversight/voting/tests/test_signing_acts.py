"""签字的行为: by the own account, on the own telephone, by a scan; how each was given is kept honestly."""

from __future__ import annotations

from io import BytesIO

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.documents.tests.builders import PDF
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions.tests import builders as make
from oversight.voting import actions, queries, rolls
from oversight.voting.tests import builders as b

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db) -> b.Office:
    return b.make_office()


def refused(code: str, error: pytest.ExceptionInfo[Refused]) -> bool:
    return error.value.code == code


def last(office: b.Office, code: str):
    entry = audit.last_entry(office.place.code, code)
    assert entry is not None
    return entry


def test_everybody_signs_and_how_is_kept_honestly(office: b.Office):
    poll = b.at_state(office, "locked")
    clerk, reviewer, place = office.actor("clerk"), office.actor("reviewer"), office.place
    with pytest.raises(Invalid) as error:
        actions.sign_sheet(clerk, place, poll, capacity="scrutineer", name="秦望川")
    assert refused("not_a_signer", error)
    with pytest.raises(NotPermitted):
        actions.sign_sheet(clerk, place, poll, capacity="teller", name=reviewer.label)
    with pytest.raises(NotPermitted):
        actions.sign_sheet(
            office.actor("member"), place, poll, capacity="scrutineer", name="沈清和"
        )
    upload = ("签字.pdf", BytesIO(PDF))
    with pytest.raises(NotPermitted):
        actions.sign_sheet(clerk, place, poll, capacity="scrutineer", name="沈清和")
    for drawing in ([], [[[1, 1]]], [[[1, 1], [90, 1]]]):
        with pytest.raises(Invalid):
            actions.sign_by_code(clerk, place, poll, name="沈清和", drawing=drawing)
    signed = [
        actions.sign_sheet(
            clerk, place, poll, capacity="chief_scrutineer", name="秦望川", upload=upload
        ),
        actions.sign_by_code(clerk, place, poll, name="沈清和", drawing=b.DRAWING),
    ]
    entry = last(office, "voting.sign_on_phone")
    assert entry.facts["entered_by"] == clerk.label and len(entry.facts["drawing"]) == 64
    assert entry.actor_label == "沈清和"
    assert "drawing" not in {name for each in entry.changes for name in each["after"]}
    signed.append(actions.sign_sheet(clerk, place, poll, capacity="teller", name=clerk.label))
    assert [one.way for one in signed] == ["scan", "phone", "own"]
    assert signed[1].drawing == b.DRAWING
    assert signed[0].scan.confined
    with pytest.raises(Invalid) as error:
        actions.sign_sheet(clerk, place, poll, capacity="teller", name=clerk.label)
    assert refused("signed_already", error)
    assert b.fresh(poll).state == "locked"
    actions.sign_sheet(reviewer, place, poll, capacity="teller", name=reviewer.label)
    assert b.fresh(poll).state == "signed"
    assert last(office, "voting.sign_sheet").facts["way"] == "own"


def test_a_scrutineer_signs_with_the_own_account(office: b.Office):
    grant = office.grants["member"]
    person = make.make_person(office.place, grant.account.display_name)
    institutions.link_account(operator(), office.place, person=person, account=grant.account)
    rows = rolls.scrutineers_of(office.place, [person.name])
    poll = b.make_poll(office, scrutineers=rows)
    poll = b.collected(office, poll)
    b.entered(office, poll, b.figures(poll, [(22, 10, 4, 2)]))
    actions.lock_sheet(office.actor("clerk"), office.place, poll)
    poll = b.fresh(poll)
    member = office.actor("member")
    told = Notice.rows.filter(key=f"voting:{poll.public_id}:sign:1", account=member.account_id)
    assert told.exists() and queries.may_see_count(member, poll)
    signer = {"capacity": "chief_scrutineer", "name": person.name}
    with pytest.raises(NotPermitted):
        actions.sign_sheet(office.actor("clerk"), office.place, poll, **signer)
    with pytest.raises(Invalid) as error:
        actions.issue_signing_code(office.actor("clerk"), office.place, poll, name=person.name)
    assert refused("not_by_phone", error)
    url = reverse("voting:sign_sheet", args=[office.place.code, poll.public_id])
    asked = {"signer": f"chief_scrutineer:{person.name}"}
    page = make.signed_in(office.grants["clerk"]).get(url, asked)
    assert page.context["ways"] == {"scan"}
    one = actions.sign_sheet(
        member, office.place, poll, capacity="chief_scrutineer", name=person.name
    )
    assert one.way == "own"
