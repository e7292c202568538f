"""公开: two people, a fixed entry, corrections as versions, take-down that leaves its stub."""

from __future__ import annotations

import hashlib
from typing import Any

import pytest
import rfc8785
from django.utils.translation import override

from oversight.audit import queries as audit
from oversight.audit.actors import Actor, operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.files import blobs
from oversight.institutions import actions as institutions
from oversight.institutions.models import Jurisdiction
from oversight.publications import actions, entries, queries
from oversight.publications.models import PublicationVersion

pytestmark = pytest.mark.django_db(transaction=True)
CLERK = Actor(1, "周砚清", "clerk", place="linxi")
CHAIR = Actor(2, "陆景行", "chair", place="linxi")
REVIEWER = Actor(3, "沈知微", "reviewer", place="linxi")


def make_place(**profile: Any) -> Jurisdiction:
    return institutions.create_place(
        operator(), code="linxi", name="临溪县", kind="county", **profile
    )


def make_proposal(place: Jurisdiction, tickets: int = 3068, note: str = "") -> PublicationVersion:
    return actions.propose(
        CLERK,
        place,
        kind="hotline_summary",
        key="2026-06",
        title="2026年6月热线办理情况",
        content={"month": "2026-06", "tickets": tickets, "units": [], "quality": []},
        note=note,
    )


def test_a_second_person_publishes_what_a_clerk_proposed():
    place = make_place()
    version = actions.publish(CHAIR, place, make_proposal(place))
    assert (version.state, version.version, version.approved_label) == ("published", 1, "陆景行")
    assert queries.latest_public(place).get() == version
    assert audit.last_entry("linxi", "publications.publish").actor_label == "陆景行"


def test_the_entry_can_be_recomputed_from_the_bundle_alone():
    place = make_place()
    bundle = queries.bundle(actions.publish(CHAIR, place, make_proposal(place)))
    content = rfc8785.dumps(bundle["content"])
    digest = hashlib.sha256(bytes.fromhex(bundle["nonce"]) + content).hexdigest()
    assert digest == bundle["entry"]["digest"]
    assert set(bundle["entry"]) == {
        "format",
        "kind",
        "id",
        "version",
        "issuer",
        "time",
        "digest",
    }
    assert entries.check_bundle(bundle) == []


@pytest.mark.parametrize("part", ["content", "nonce"])
def test_an_altered_bundle_is_noticed(part: str):
    place = make_place()
    bundle = queries.bundle(actions.publish(CHAIR, place, make_proposal(place)))
    bundle[part] = {"month": "2026-06", "tickets": 9} if part == "content" else "00" * 32
    assert entries.check_bundle(bundle)[0]["code"] == "altered"


def test_nobody_publishes_a_proposal_of_their_own():
    place = make_place()
    version = make_proposal(place)
    same_person = Actor(CLERK.account_id, "周砚清", "reviewer", place="linxi")
    with pytest.raises(Refused) as refusal:
        actions.publish(same_person, place, version)
    assert refusal.value.code == "own_proposal"
    assert queries.latest_public(place).count() == 0


def test_in_a_small_office_the_chair_confirms_and_it_is_written_down():
    place = make_place(small_office=True)
    chair = Actor(CLERK.account_id, "周砚清", "chair", place="linxi")
    version = actions.publish(chair, place, make_proposal(place))
    assert version.confirmed_by_chair
    facts = audit.last_entry("linxi", "publications.publish").facts
    assert facts["chair_confirms_in_small_office"] is True


@pytest.mark.parametrize(
    "actor", [CLERK, Actor(9, "外地", "chair", place="nanpu"), Actor(8, "委员", "member", "linxi")]
)
def test_other_roles_and_places_may_not_publish(actor: Actor):
    place = make_place()
    version = make_proposal(place)
    with pytest.raises(NotPermitted):
        actions.publish(actor, place, version)


def test_a_correction_is_a_new_version_that_says_what_changed():
    place = make_place()
    actions.publish(CHAIR, place, make_proposal(place))
    with pytest.raises(Refused) as same:
        make_proposal(place)
    with pytest.raises(Invalid) as silent:
        make_proposal(place, tickets=3070)
    second = actions.publish(CHAIR, place, make_proposal(place, 3070, note="补录两件"))
    assert (same.value.code, silent.value.code) == ("unchanged", "note_missing")
    assert [v.version for v in queries.history(second)] == [2, 1]
    assert queries.public_version(place, second.publication.public_id, 1).content["tickets"] == 3068


def test_one_proposal_waits_at_a_time_and_may_come_back():
    place = make_place()
    first = make_proposal(place)
    with pytest.raises(Refused) as waiting:
        make_proposal(place, tickets=1)
    actions.send_back(REVIEWER, place, first, "单位名称有误")
    again = make_proposal(place)
    assert waiting.value.code == "already_proposed"
    assert again.version == 2
    with pytest.raises(Refused) as wrong:
        actions.publish(CHAIR, place, first)
    assert wrong.value.code == "wrong_state"


def test_a_take_down_deletes_the_content_and_leaves_entry_and_basis():
    place = make_place()
    version = actions.publish(CHAIR, place, make_proposal(place))
    blob = version.blob
    gone = actions.take_down(CHAIR, place, version, "《个人信息保护法》第四十七条")
    assert (gone.content, gone.nonce, gone.blob) == (None, "", "")
    assert gone.entry is not None and gone.entry_digest
    assert not blobs.exists(blob)
    assert queries.latest_public(place).get().state == "taken_down"


def test_content_and_nonce_stay_out_of_the_record_of_acts():
    place = make_place()
    version = actions.publish(CHAIR, place, make_proposal(place))
    said = str([entry.changes for entry in audit.history_of(version)])
    assert version.nonce not in said
    assert "'units'" not in said


def test_public_pages_show_versions_without_an_account(client: Any):
    place = make_place()
    version = actions.publish(CHAIR, place, make_proposal(place))
    address = f"/p/linxi/publications/{version.publication.public_id}/"
    page = client.get(address)
    assert page.status_code == 200
    assert "2026年6月热线办理情况" in page.content.decode()
    assert client.get(address + "v1/bundle.json").json()["entry"]["version"] == 1
    assert client.get(address + "v2/").status_code == 404
    assert client.get("/p/linxi/publications/").status_code == 200


def test_what_is_published_from_an_english_interface_reads_the_same(client: Any):
    place = make_place()
    proposal = make_proposal(place)
    kept = actions.render(proposal)
    with override("en"):
        version = actions.publish(CHAIR, place, proposal)
    assert blobs.read(version.blob).decode() == kept
    client.get("/ui/language/", {"to": "en"})
    page = client.get(f"/p/linxi/publications/{version.publication.public_id}/").content.decode()
    assert '<div class="published" lang="zh-CN">' in page and '<p class="hint">' in page


def test_a_proposal_is_not_public(client: Any):
    place = make_place()
    version = make_proposal(place)
    address = f"/p/linxi/publications/{version.publication.public_id}/"
    assert client.get(address).status_code == 404
    assert (
        client.get(f"/api/v1/publications/linxi/{version.publication.public_id}").status_code == 404
    )
