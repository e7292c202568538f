"""一件公文从起草到归档: the whole way, returned, recalled, and who is told at every step."""

from __future__ import annotations

import pytest

from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import history_of
from oversight.documents import actions, queries
from oversight.documents.tests.builders import (
    Office,
    advance,
    at_state,
    make_office,
    make_paper,
    make_scan,
)
from oversight.inbox.models import Notice
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.fixture
def office() -> Office:
    return make_office()


def told(grant, title: str) -> bool:
    return Notice.rows.filter(account=grant.account, title__contains=title).exists()


def test_a_paper_goes_from_draft_to_archive(office: Office):
    paper = make_paper(office)
    assert (paper.state, paper.number_text) == ("draft", "待编号")
    paper = advance(office, paper, "cosigning")
    assert told(office.grants["reviewer"], "请核稿")
    assert told(office.grants["office"], "请会签")
    paper = actions.cosign(office.actor("office"), office.place, paper=paper)
    assert paper.state == "signing" and told(office.grants["chair"], "请签发")
    paper = actions.sign(office.actor("chair"), office.place, paper=paper)
    assert paper.number.endswith("〔" + str(paper.signed_on.year) + "〕1号")
    scan = make_scan(office)
    clerk = office.actor("clerk")
    paper = actions.attach_sealed_scan(clerk, office.place, paper=paper, file=scan)
    paper = actions.issue(clerk, office.place, paper=paper)
    assert told(office.grants["liaison"], "请确认收悉") and told(office.grants["unit_head"], "收到")
    receipt = paper.receipts.get()
    actions.acknowledge_receipt(office.actor("unit_head"), office.place, receipt=receipt)
    paper = actions.archive(clerk, office.place, paper=paper)
    assert paper.archive_entry.catalogue.startswith("WS·")
    parts = [part["part"] for part in paper.archive_entry.contents]
    assert parts == ["content", "scan", "receipt"]
    assert history_of(paper).count() == 8


def test_nobody_checks_cosigns_or_signs_a_draft_of_their_own(office: Office):
    account = office.grants["clerk"].account
    reviewer = make.make_actor(office.place, "reviewer", account=account)
    chair = make.make_actor(office.place, "chair", account=account)
    paper = advance(office, make_paper(office), "checking")
    with pytest.raises(Refused) as refused:
        actions.approve_check(reviewer, office.place, paper=paper)
    assert refused.value.code == "own_draft"
    actions.approve_check(office.actor("reviewer"), office.place, paper=paper)
    with pytest.raises(Refused) as refused:
        actions.sign(chair, office.place, paper=paper)
    assert refused.value.code == "own_draft"


def test_whoever_checked_does_not_sign(office: Office):
    account = office.grants["reviewer"].account
    chair = make.make_actor(office.place, "chair", account=account)
    paper = advance(office, make_paper(office), "signing")
    with pytest.raises(Refused) as refused:
        actions.sign(chair, office.place, paper=paper)
    assert refused.value.code == "same_person"


def test_in_a_small_office_the_chair_stands_for_the_second_person_and_the_record_says_so():
    office = make_office(small_office=True)
    account = office.grants["clerk"].account
    chair = make.make_actor(office.place, "chair", account=account)
    paper = advance(office, make_paper(office), "checking")
    paper = actions.approve_check(chair, office.place, paper=paper)
    paper = actions.sign(chair, office.place, paper=paper)
    assert paper.chair_confirmed
    facts = {entry.code: entry.facts for entry in history_of(paper)}
    assert facts["documents.sign"]["chair_confirms_in_small_office"]
    assert facts["documents.approve_check"]["chair_confirms_in_small_office"]


def test_returned_says_who_to_whom_and_why_and_offices_are_asked_anew(office: Office):
    paper = advance(office, make_paper(office), "cosigning")
    actions.cosign(office.actor("office"), office.place, paper=paper)
    chair = office.actor("chair")
    paper = actions.return_paper(chair, office.place, paper=paper, reason="附件没有")
    assert (paper.state, paper.returned_reason) == ("returned", "附件没有")
    assert paper.returned_to == paper.drafted_label
    assert told(office.grants["clerk"], "退回给你")
    states = sorted(paper.cosignatures.values_list("state", flat=True))
    assert states == ["asked", "void"]
    clerk = office.actor("clerk")
    paper = actions.submit_for_check(clerk, office.place, paper=paper)
    paper = actions.approve_check(office.actor("reviewer"), office.place, paper=paper)
    assert paper.state == "cosigning"


def test_the_signer_may_send_it_back_to_the_checker(office: Office):
    paper = advance(office, make_paper(office), "signing")
    chair = office.actor("chair")
    paper = actions.return_paper(chair, office.place, paper=paper, reason="再核数字", to="checker")
    assert paper.state == "checking" and paper.checked_by is None


def test_returned_after_signing_it_keeps_its_number(office: Office):
    paper = advance(office, make_paper(office), "sealed")
    number, clerk = paper.number, office.actor("clerk")
    paper = actions.return_paper(clerk, office.place, paper=paper, reason="扫描发现错字")
    assert paper.state == "returned" and paper.number == number
    with pytest.raises(Invalid):
        actions.withdraw_draft(clerk, office.place, paper=paper, reason="不发了")
    paper = advance(office, paper, "signed")
    assert paper.number == number
    other = advance(office, make_paper(office), "signed")
    assert other.number.endswith("2号")


def test_recalled_tells_the_recipients_and_the_number_stays_used(office: Office):
    paper = at_state(office, "recalled")
    assert told(office.grants["liaison"], "已撤回")
    assert paper.recalled_reason == "会期有变"
    assert advance(office, make_paper(office), "signed").number.endswith("2号")
    paper = actions.archive(office.actor("clerk"), office.place, paper=paper)
    assert paper.state == "archived"


def test_a_unit_acknowledges_only_what_was_sent_to_it(office: Office):
    paper = advance(office, make_paper(office), "issued")
    stranger = make.make_actor(office.place, "liaison", unit=office.other_unit)
    with pytest.raises(Refused):
        actions.acknowledge_receipt(stranger, office.place, receipt=paper.receipts.get())
    assert list(queries.issued_to(stranger, office.place)) == []
    assert list(queries.issued_to(office.actor("liaison"), office.place)) == [paper]


def test_state_secrets_are_refused(office: Office):
    with pytest.raises(Invalid) as refused:
        make_paper(office, text="机密★5年\n有关情况如下。")
    assert refused.value.code == "state_secret"


def test_a_member_drafts_nothing(office: Office):
    with pytest.raises(NotPermitted):
        actions.draft_paper(
            office.actor("member"),
            office.place,
            kind="notice",
            issuer=office.issuer,
            title="通知",
            text="正文",
        )


def test_versions_are_kept_and_a_second_editor_is_warned(office: Office):
    paper, clerk = make_paper(office), office.actor("clerk")
    changed = {"title": paper.title, "text": "新的正文。"}
    paper = actions.edit_paper(clerk, office.place, paper=paper, expected_version=1, **changed)
    assert paper.version == 2 and paper.versions.count() == 2
    with pytest.raises(Invalid) as refused:
        actions.edit_paper(clerk, office.place, paper=paper, expected_version=1, **changed)
    assert refused.value.code == "changed_meanwhile"


def test_the_track_says_who_holds_the_paper(office: Office):
    paper = advance(office, make_paper(office), "cosigning")
    track = queries.track(paper)
    assert [segment.state for segment in track.segments][:4] == [
        "done", "done", "current", "future",
    ]  # fmt: skip
    assert office.office.name in track.words
    paper = actions.cosign(office.actor("office"), office.place, paper=paper)
    assert queries.track(paper).holder == str(office.grants["chair"].account)
