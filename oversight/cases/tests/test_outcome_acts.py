"""会后的行为: opinions and the reply to them, deputies' views, calls, closing, publication, with what is refused."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, Refused
from oversight.audit.queries import entries_of
from oversight.cases import actions, queries_deputies, queries_hearing
from oversight.cases.models import Case
from oversight.cases.pages.course import Course
from oversight.cases.pages.file import record
from oversight.cases.publishing import WHATS, content_of
from oversight.cases.tests import builders as b
from oversight.cases.tests import builders_hearing as h
from oversight.documents.tests.builders import PDF
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions import queries as institutions_read
from oversight.institutions.queries import today
from oversight.institutions.tests.builders import make_grant, make_person, signed_in

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def office(module_db: None) -> b.Office:
    found = b.make_office()
    for role in ("deputy", "member"):
        found.grants[role] = make_grant(found.place, role)
        h.joined(found.place, found.grants[role])
    return found


@pytest.fixture(scope="module")
def tracking(office: b.Office) -> Case:
    return h.tracking(office)


def test_opinions_are_due_by_the_rulebook_and_deputies_are_asked(office, tracking):
    opinions = queries_hearing.opinions_now(tracking)
    assert opinions is not None and opinions.sent_on == today()
    paper = b.paper_of(office.place, opinions.paper_id)
    assert "1.加快返修。" in paper.text and "3个月内" in paper.text
    account = office.grants["deputy"].account
    assert Notice.rows.filter(account=account, title__contains="请说说").exists()


def test_who_entered_the_paper_report_does_not_verify_it(office, tracking):
    clerk, place = office.actor("clerk"), office.place
    actions.enter_report(
        clerk,
        place,
        tracking,
        received_on=today(),
        submitted_label="局长",
        upload=("报告.pdf", BytesIO(PDF)),
    )
    asked: dict[str, Any] = {"text": "属实。", "outcomes": ["done", "not_done"]}
    with pytest.raises(Refused) as refused:
        actions.verify_reply(clerk, place, tracking, **asked)
    assert refused.value.code == "same_person"
    with pytest.raises(Invalid):
        actions.verify_reply(
            office.actor("reviewer"), place, tracking, text="属实。", outcomes=["done"]
        )
    actions.verify_reply(office.actor("reviewer"), place, tracking, **asked)
    h.view(office, tracking)
    with pytest.raises(Refused) as refused:
        actions.propose_closing(clerk, place, tracking, text="解决了。")
    assert refused.value.code == "not_done" and "会议" in refused.value.text


def test_a_reply_sent_back_is_owed_again(office, tracking):
    h.report(office, tracking, "已落实。")
    actions.return_report(office.actor("office"), office.place, tracking, reason="没有逐条写")
    opinions = queries_hearing.opinions_now(b.fresh(tracking))
    assert opinions is not None and opinions.state == "sent"


def test_the_newest_view_of_a_deputy_counts(office, tracking):
    deputy, place = office.actor("deputy"), office.place
    actions.give_view(deputy, place, tracking, view="unsolved")
    actions.give_view(deputy, place, tracking, view="solved", text="返修好了。")
    said = queries_deputies.by_phone(tracking).said
    assert (said.total, said.solved) == (1, 1)


@pytest.fixture(scope="module")
def verified(module_db, office) -> Case:
    """A case of its own whose reply was verified."""
    return h.verified(office)


def outcome_page(office: b.Office, case: Case) -> str:
    """What the clerk reads of opinions and closing."""
    client, address = signed_in(office.grants["clerk"]), [office.place.code, case.public_id]
    return str(client.get(reverse("cases:outcome", args=address)).content.decode())


def test_what_a_deputy_says_is_neither_shown_nor_recorded_by_name(office, verified):
    case, clerk, place = b.fresh(verified), office.actor("clerk"), office.place
    name = h.joined(place, office.grants["deputy"]).name
    actions.give_view(office.actor("deputy"), place, case, view="unsolved", text="楼道还在漏水。")
    page = outcome_page(office, case)
    assert "不足 3 人的不计" in page and "楼道还在漏水" not in page and name in page
    with pytest.raises(Refused) as refused:
        actions.propose_closing(clerk, place, case, text="解决了。")
    assert refused.value.code == "deputies_few"
    with pytest.raises(Refused) as refused:
        h.view(office, case, "partly", 2)
    assert refused.value.code == "too_few_sheets"
    h.view(office, case, "partly", 3)
    page = outcome_page(office, case)
    assert "说了看法的代表 4 人，提出结案时计数" in page and "部分解决 3 人" not in page
    assert content_of(case, WHATS["followup"])["deputies"] == {"total": 4}
    made = actions.propose_closing(clerk, place, case, text="解决了。")
    h.view(office, case, "solved", 3)
    case = b.fresh(case)
    page = outcome_page(office, case)
    assert "解决 0 人，部分解决 3 人，没有解决 0 人" in page and "楼道还在漏水" not in page
    public = {"total": 3, "solved": 0, "partly": 3, "unsolved": 0}
    assert content_of(case, WHATS["followup"])["deputies"] == public
    assert "phone" not in made.deputies
    kept = [one for one in entries_of(place.code) if one.code.endswith("_view")]
    assert len(kept) == 3
    for entry in kept:
        words = f"{entry.facts}{entry.changes}"
        assert "solved" not in words and "partly" not in words and "漏水" not in words
    actions.verify_closing(office.actor("reviewer"), place, case, text="属实。")
    case = b.fresh(case)
    assert content_of(case, WHATS["followup"])["deputies"] == public
    assert "代表说看法" not in str(record(Course(place, case), clerk))


def test_two_counts_never_tell_what_one_deputy_has_changed(office, verified):
    case, clerk, place = b.fresh(verified), office.actor("clerk"), office.place
    grants = [make_grant(place, "deputy") for _one in range(3)]
    actors = [institutions_read.actor_for(one) for one in grants]
    for grant, one in zip(grants, actors, strict=True):
        h.joined(place, grant)
        actions.give_view(one, place, case, view="solved", text="好了。")
    actions.propose_closing(clerk, place, case, text="解决了。")
    actions.refuse_closing(office.actor("reviewer"), place, b.fresh(case), reason="再看")
    actions.give_view(actors[0], place, case, view="unsolved", text="又漏了。")
    made = actions.propose_closing(clerk, place, b.fresh(case), text="解决了。")
    assert (made.deputies["solved"], made.deputies["unsolved"]) == (3, 0)
    assert made.deputies["remarks"] == ["好了。"] * 3
    actions.refuse_closing(office.actor("reviewer"), place, b.fresh(case), reason="再看")
    for one in actors:
        actions.give_view(one, place, case, view="partly")
    made = actions.propose_closing(clerk, place, b.fresh(case), text="解决了。")
    assert (made.deputies["solved"], made.deputies["partly"]) == (0, 3)


def test_a_deputy_counts_once_by_phone_or_on_paper(office, tracking):
    place, clerk = office.place, office.actor("clerk")
    first, (second, *more) = h.joined(place, office.grants["deputy"]), h.deputies(office, 3)
    sheets: dict[str, Any] = {"solved": 3, "file": h.scan(office)}
    made = actions.enter_view(
        clerk, place, tracking, people=[first, more[0], more[0], more[1]], **sheets
    )
    assert made.handed_in.count() == 3
    with pytest.raises(Refused) as refused:
        actions.give_view(office.actor("deputy"), place, tracking, view="unsolved")
    assert refused.value.code == "answered_on_paper"
    with pytest.raises(Refused) as refused:
        actions.enter_view(clerk, place, tracking, people=[second, first], **sheets)
    assert refused.value.code == "already_answered" and first.name in refused.value.text
    with pytest.raises(Refused) as refused:
        actions.enter_view(clerk, place, tracking, people=[second], **sheets)
    assert refused.value.code == "sheets_do_not_add_up"
    with pytest.raises(Refused) as refused:
        actions.enter_view(clerk, place, tracking, people=[make_person(place, "路人")], **sheets)
    assert refused.value.code == "not_a_deputy"
    institutions.add_post(operator(), place, person=second, unit=tracking.unit, title="科长")
    with pytest.raises(Refused) as refused:
        actions.enter_view(clerk, place, tracking, people=[second], **sheets)
    assert refused.value.code == "own_unit" and "科长" in refused.value.text
    names = [one.name for one in (first, *more)]
    assert queries_deputies.answered(tracking) == sorted(names)


@pytest.mark.parametrize("text", ["请回电13800138000", "证件370302199001011234"])
def test_calls_and_views_keep_no_number_of_a_person(office, tracking, text: str):
    counts = {"called": 3, "reached": 2, "solved": 1, "partly": 1, "unsolved": 0}
    with pytest.raises(Invalid) as refused:
        actions.record_calls(office.actor("clerk"), office.place, tracking, **counts, text=text)
    assert refused.value.code == "personal_data"
    with pytest.raises(Invalid):
        actions.give_view(office.actor("deputy"), office.place, tracking, view="solved", text=text)


def test_return_calls_add_up(office, tracking):
    counts = {"called": 3, "reached": 2, "solved": 1, "partly": 1, "unsolved": 1}
    with pytest.raises(Invalid) as refused:
        actions.record_calls(office.actor("clerk"), office.place, tracking, **counts)
    assert refused.value.code == "calls_do_not_add_up"


def test_what_is_published_names_nobody(office, tracking):
    h.report(office, tracking, "已落实，联系人13800138000。")
    actions.verify_reply(
        office.actor("reviewer"), office.place, tracking, text="属实。", outcomes=["done", "done"]
    )
    clerk = office.actor("clerk")
    with pytest.raises(Invalid) as refused:
        actions.propose_publication(clerk, office.place, tracking, what="followup")
    assert refused.value.code == "personal_data"
    made = actions.propose_publication(clerk, office.place, tracking, what="opinions")
    assert made.content is not None and made.content["items"] == ["加快返修。", "公开进度。"]


def test_nobody_gives_a_view_on_the_unit_of_their_own_post(office, tracking):
    place, person = office.place, h.joined(office.place, office.grants["member"])
    institutions.add_post(operator(), place, person=person, unit=tracking.unit, title="副局长")
    with pytest.raises(Refused) as refused:
        actions.give_view(office.actor("member"), place, tracking, view="solved")
    assert refused.value.code == "own_unit" and "副局长" in refused.value.text
    nobody = institutions_read.actor_for(make_grant(place, "deputy"))
    with pytest.raises(Refused) as refused:
        actions.give_view(nobody, place, tracking, view="solved")
    assert refused.value.code == "account_without_person"


def test_a_deputy_says_on_the_phone_how_it_stands(office, tracking):
    client, place = signed_in(office.grants["deputy"]), office.place
    keys = [place.code, tracking.public_id]
    page = client.get(reverse("cases:views_asked", args=[place.code]))
    assert tracking.public_id in page.content.decode()
    page = client.get(reverse("cases:give_view", args=keys))
    assert 'name="view"' in page.content.decode() and "加快返修" in page.content.decode()
    answer = client.post(reverse("cases:give_view", args=keys), {"view": "partly"})
    assert answer.status_code == 302
    assert client.get(reverse("cases:case", args=keys)).status_code == 403


def test_the_unit_sees_the_opinions_without_what_a_closing_rests_on(office, tracking):
    client, code = signed_in(office.grants["liaison"]), office.place.code
    page = client.get(reverse("cases:outcome", args=[code, tracking.public_id])).content.decode()
    assert "加快返修" in page and "结案所据" not in page


def test_who_proposed_the_closing_is_told_who_may_verify_it(office, verified):
    case, place, keys = b.fresh(verified), office.place, [office.place.code, verified.public_id]
    h.view(office, case, "solved", 3)
    actions.propose_closing(office.actor("clerk"), place, case, text="解决了。")
    clerk, reviewer = (signed_in(office.grants[role]) for role in ("clerk", "reviewer"))
    page, address = reverse("cases:case", args=keys), reverse("cases:verify_closing", args=keys)
    told = clerk.get(page).content.decode()
    assert address not in told and "由你提出的结案，由另一人核实：" in told
    assert str(office.grants["reviewer"].account) in told
    refused = clerk.get(address)
    assert refused.status_code == 409 and 'name="text"' not in refused.content.decode()
    assert address in reviewer.get(page).content.decode()
    assert clerk.post(address, {"text": "属实。"}).status_code == 409
    assert reviewer.post(address, {"text": "属实。"}).status_code == 302
