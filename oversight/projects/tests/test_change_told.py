"""调整怎样告诉代表: what stands and what shall be, wherever the item is shown; the promise stays the congress's own day."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.config.ballot_contents import of_item
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.meetings.hall.picture import picture
from oversight.projects.actions import changing
from oversight.projects.api.building_values import detail
from oversight.projects.forms.building import ChangeForm
from oversight.projects.models import ProjectChange
from oversight.projects.pages.work_acts import next_step
from oversight.projects.printing.plates import plate_data
from oversight.projects.tests import builders_building as b
from oversight.ui import formats
from oversight.voting.models import Poll

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
PROMISED = "2026年11月30日"


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town()


@pytest.fixture(scope="module")
def deputy(town: b.Town) -> Client:
    grant = make.make_grant(town.place, "deputy")
    institutions.link_account(operator(), town.place, person=town.people[0], account=grant.account)
    return make.signed_in(grant)


def asked(town: b.Town, project, **more) -> ProjectChange:
    values = {"due": registers.today() + timedelta(days=200), "budget_yuan": 650_000, **more}
    return changing.ask_change(
        town.actor("liaison"), town.place, project, kind="adjust", cause="policy_change",
        text="汛期不能施工。", **values,
    )  # fmt: skip


def page_of(client: Client, name: str, *keys: str) -> str:
    return client.get(reverse(name, args=keys)).content.decode()


def test_the_promise_stays_what_the_congress_decided_beside_the_units_own_day(town):
    with b.on(b.JULY):
        project = b.project_of(b.under_way(town))
        assert b.row(project).own_due_words == ""
        b.unfinished(town, project)
        row = b.row(project)
        own = formats.day(registers.today() + b.SOON)
        said = f"承办单位说明的新时限 {own}，未经大会决定"
        assert (formats.day(row.promised), row.own_due_words) == (PROMISED, said)
        keys = (town.place.code, project.public_id)
        public = page_of(Client(), "projects:public_work", *keys)
        work = page_of(b.client(town), "projects:work", *keys)
        for text in (public, work):
            assert PROMISED in text and said in text
        assert f"{PROMISED}前完工" in public and f"{own}前完工" not in public
        assert ["完工", f"{PROMISED}（{said}）"] in plate_data(row, "x")["rows"]
        shown = detail(town.place, project)
        assert (shown["due"], shown["own_due"]) == (row.promised, row.own_due)
        form = page_of(b.client(town, "liaison"), "projects:ask_change", *keys)
        assert f"{PROMISED}（{said}）" in form


def test_no_legal_reason_is_chosen_for_the_unit(town):
    form = ChangeForm(place=town.place, kinds=frozenset({"adjust"}))
    assert form["cause"].value() is None
    assert 'value="" selected' in str(form["cause"])
    data = {"kind": "adjust", "text": "汛期", "budget_yuan": "65", "cause": ""}
    assert "cause" in ChangeForm(data, place=town.place, kinds=frozenset({"adjust"})).errors


def test_who_votes_on_an_adjustment_sees_why_and_what_it_changes(town, deputy):
    project = b.project_of(b.under_way(town))
    b.unfinished(town, project)
    own, due = (formats.day(registers.today() + timedelta(days=n)) for n in (60, 200))
    meeting = b.to_congress(town, 1)
    change = changing.place_change(town.clerk, town.place, asked(town, project), meeting=meeting)
    item = meetings_read.item_by_id(town.place, change.item_id)
    moved = f"完工日期：计划 {PROMISED}（单位说明的新时限 {own}）改为 {due}。"
    told = ("理由：汛期不能施工。", moved, "改为 65 万元。")
    assert all(part in item.note for part in told)
    step = next_step(town.clerk, town.place, b.row(project))
    assert step is not None and "列入议程" in step.title  # nothing is put to the vote yet
    own_page = ("meetings:own_meeting", town.place.code, meeting.public_id)
    assert item.title not in page_of(deputy, *own_page)  # only proposed
    meetings.place_item(town.clerk, town.place, item)
    shown = page_of(deputy, *own_page)
    printed = page_of(deputy, "meetings:agenda_print", town.place.code, meeting.public_id)
    notice = Notice.rows.get(key=f"meeting:{meeting.public_id}:placed:{item.public_id}")
    item = meetings_read.item_by_id(town.place, change.item_id)
    meetings.show_on_wall(town.clerk, town.place, meeting, scene="item", item=item)
    wall = picture(meeting).show.note
    booth = of_item(Poll(jurisdiction=town.place, about_id=item.public_id, options=["同意调整"]))
    texts = (shown, printed, notice.text, wall, booth["同意调整"].note)
    assert all(part in text for text in texts for part in told)
    assert "<br>" in shown and "<br>" in printed


def test_what_is_only_proposed_is_named_before_the_meeting_ends_and_waits_for_another(town):
    project = b.project_of(b.under_way(town))
    meeting = b.to_congress(town, 2)
    change = changing.place_change(town.clerk, town.place, asked(town, project), meeting=meeting)
    agenda = meetings_read.items_of(meeting).get(kind="agenda")
    agenda = meetings.start_consideration(town.clerk, town.place, agenda)
    meetings.decide_item_without_vote(town.clerk, town.place, agenda, adopted=True, text="一致通过")
    keys = (town.place.code, meeting.public_id)
    step = b.client(town).get(reverse("meetings:meeting", args=keys)).context["step"]
    item = meetings_read.item_by_id(town.place, change.item_id)
    assert any(item.title in value for _label, value in step.facts)
    assert [act.url.split("/")[-2] for act in step.acts] == ["place", "close"]
    assert item.title in page_of(b.client(town), "meetings:close_meeting", *keys)
    meetings.close_meeting(town.clerk, town.place, meeting)
    b.react()
    change.refresh_from_db()
    assert (change.state, change.item_id) == ("asked", "")
