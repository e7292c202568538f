"""镇撤并 (procedures §4 e "Town merged: projects move to the successor"): carried on, supervised, decided, counted once."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from oversight.audit.actors import Actor, anyone
from oversight.audit.errors import NotPermitted, Refused
from oversight.config import place_running
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.models import Unit
from oversight.institutions.sheets.workbook import Sheet, write_workbook
from oversight.institutions.tests import builders as make
from oversight.meetings import actions as meetings
from oversight.meetings import queries as meetings_read
from oversight.projects import queries
from oversight.projects.actions import (
    building_sheets,
    changing,
    collecting,
    finishing,
    rollup,
    supervising,
    supervision_groups,
    years,
)
from oversight.projects.actions import rating as rate
from oversight.projects.actions.drafting import Wish
from oversight.projects.models import LivelihoodProject, ProjectYear
from oversight.projects.pages.work_acts import change_acts
from oversight.projects.pages.works import rows_of
from oversight.projects.queries import building as read
from oversight.projects.queries import rating as rated
from oversight.projects.queries import rollup as county
from oversight.projects.queries.inherited import listed_in
from oversight.projects.rules.rollup import total
from oversight.projects.tables import building as tables
from oversight.projects.tests import builders_building as b
from oversight.projects.tests.builders_voting import take_up, watchers
from oversight.publications import actions as publications
from oversight.publications import queries as publications_read
from oversight.voting import queries as voting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
OWN = "集市雨棚"


@dataclass
class Merged:
    """青石镇 with three projects, one of them accepted; 桥北镇 beside it with one, and its government."""

    old: b.Town
    heir: b.Town
    year: ProjectYear
    own: ProjectYear
    government: Unit
    speaker: Actor

    def project(self, number: int = 1) -> LivelihoodProject:
        return b.project_of(self.year, number)

    def end(self) -> None:
        institutions.end_place(
            self.old.receiver, self.old.county, predecessor=self.old.place,
            successor=self.heir.place, on=date(2026, 7, 8), basis="云政字〔2026〕18号",
            decided_on=date(2026, 7, 1),
        )  # fmt: skip
        self.old.place.refresh_from_db()


@pytest.fixture(scope="module")
def merged(module_db: None) -> Merged:
    old, heir = b.build_town(1), b.build_town(3)
    with b.act("institutions.create_place", actor=b.operator(), place="x", permitted=True):
        heir.place.parent, heir.place.name = old.county, "桥北镇"
        old.place.name = "青石镇"
        heir.place.save()
        old.place.save()
    with b.on(date(2026, 7, 5)):
        year, own = b.under_way(old), b.under_way(heir, (OWN,))
        done = b.project_of(year, 3)
        b.verified(old, done)
    with b.on(date(2026, 7, 6)):
        finishing.accept(
            old.actor("chair"), old.place, done, certificate="青验〔2026〕3号", on=date(2026, 7, 6),
            text="验收合格。",
        )  # fmt: skip
    with b.on(date(2026, 1, 5)):
        government, grant = b.another_unit(heir, "桥北镇人民政府", "government")
    return Merged(old, heir, year, own, government, registers.actor_for(grant))


@pytest.fixture(autouse=True)
def july():
    with b.on(b.JULY):
        yield


def publish(town: b.Town, year: ProjectYear, note: str = "") -> None:
    made = rollup.propose_rollup(town.clerk, town.place, year, note=note)
    publications.publish(town.actor("reviewer"), town.place, made)


def test_town_merged_projects_move_to_the_successor(merged):
    before = list(LivelihoodProject.objects.in_scope(read.Scope.of(merged.old.place)).values())
    assert [one.title for one in listed_in(merged.own)] == [OWN]
    merged.end()
    rows = rows_of(merged.heir.place, listed_in(merged.own))
    assert [row.project.title for row in rows] == [OWN, *b.NAMES[:2]]  # the third was done before
    assert [row.origin for row in rows] == ["", *["原青石镇 2026 年票决项目"] * 2]
    assert [one.title for one in rated.to_rate(merged.own)] == [OWN, *b.NAMES[:2]]
    names = [rate.option_of(merged.heir.place, row.project) for row in rows]
    assert names[1] == f"（原青石镇）2026-01 {b.NAMES[0]}" and len(set(names)) == 3
    after = list(LivelihoodProject.objects.in_scope(read.Scope.of(merged.old.place)).values())
    assert before == after  # place, year, number and state stay as they were voted
    page = Client().get(reverse("projects:public_projects", args=[merged.heir.place.code]))
    text = page.content.decode()
    assert "今年答应 1 件。承接撤并乡镇 2 件。" in text and "原青石镇 2026 年票决项目" in text
    assert (
        reverse("projects:public_work", args=[merged.old.place.code, before[0]["public_id"]])
        in text
    )
    later = b.chosen_year(merged.heir, ("乙",), 2027)
    assert [one.title for one in listed_in(later)] == [OWN, "乙", *b.NAMES[:2]]


def test_the_ended_town_takes_nothing_new_and_its_pages_lead_on(merged):
    merged.end()
    town = merged.old
    for attempt in (
        lambda: years.set_up_year(town.clerk, town.place, year=2027),
        lambda: meetings.plan_meeting(
            town.clerk, town.place, body=town.bodies["congress"], meeting_no=9, starts_on=b.JULY
        ),
    ):
        with pytest.raises(Refused, match="并入桥北镇") as refused:
            attempt()
        assert refused.value.code == "place_ended"
    heirs = reverse("portal:public_home", args=[merged.heir.place.code])
    for name in ("portal:public_home", "projects:public_projects"):
        text = Client().get(reverse(name, args=[town.place.code])).content.decode()
        assert "青石镇自2026年7月8日起并入桥北镇" in text and heirs in text
    assert "并入桥北镇" not in Client().get(heirs).content.decode()


def test_the_ended_town_takes_no_proposal_while_its_collecting_still_runs(merged):
    town = merged.old
    year = b.chosen_year(town, ("丁",), 2027, state="collecting")
    with b.act("projects.set_up_year", actor=b.operator(), place=town.place.code, permitted=True):
        year.collecting_from, year.collecting_to = date(2026, 7, 1), date(2026, 8, 31)
        year.opened_at = timezone.now()
        year.save()
    address = reverse("projects:propose", args=[town.place.code, 2027])
    assert Client().get(address).status_code == 200
    merged.end()
    page = Client().get(address)
    assert page.status_code == 409 and "新的事项请到桥北镇办理" in page.content.decode()
    with pytest.raises(Refused) as refused:
        collecting.propose(
            anyone(), town.place, year, wish=Wish("修一盏路灯"), sender=collecting.Sender()
        )
    assert refused.value.code == "place_ended"
    assert queries.collecting_year(town.place, b.JULY) is None


def test_each_project_counts_once_in_the_county(merged):
    publish(merged.old, merged.year)
    merged.end()
    found = county.rollups_of(merged.old.county, 2026)
    assert (
        total(one.content for one in found if one.content).chosen == 3
    )  # the heir says nothing yet
    publish(merged.heir, merged.own)
    found = county.rollups_of(merged.old.county, 2026)
    sums = total(one.content for one in found)
    assert (sums.chosen, sums.accepted, sums.under_way) == (4, 1, 3)
    keys = [line.key for one in found for line in one.lines]
    assert len(keys) == len(set(keys)) == 4
    assert sums.budget_yuan == 4 * 600_000
    by_place = {one.place: one.content["totals"]["chosen"] for one in found}
    assert by_place == {merged.old.place: 1, merged.heir.place: 3}
    front = Client().get(reverse("portal:public_home", args=[merged.old.county.code]))
    assert sum(line.chosen for line in front.context["towns"].lines) == 4


def test_the_successors_people_supervise_report_and_verify(merged):
    old, heir, project = merged.old.place, merged.heir, merged.project()
    deputy = b.deputy_of(heir)
    with pytest.raises(NotPermitted):
        finishing.report_done(merged.speaker, old, project, text="完工", files=[b.photo()])
    merged.end()
    group = supervision_groups.form_supervision_group(
        heir.clerk, old, merged.year, name="接续组", formed_on=b.JULY, projects=[project]
    )
    supervision_groups.add_supervisor(
        heir.clerk, old, group, capacity="镇人大代表", person=heir.people[0]
    )
    finishing.report_done(merged.speaker, old, project, text="完工", files=[b.photo()])
    desk = b.client(heir).get(reverse("portal:today", args=[heir.place.code])).content.decode()
    assert f"{project.title}自报完成，等核实" in desk
    with pytest.raises(
        NotPermitted
    ):  # another department of the successor answers for nothing here
        finishing.declare_unfinished(
            heir.actor("liaison"),
            old,
            merged.project(2),
            text="x",
            percent=1,
            new_due=date(2027, 1, 1),
        )
    finishing.verify(deputy, old, project, text="到场看过。")
    assert merged.project().state == "verified_done"
    assert project.title in [
        one.title for one in listed_in(merged.own)
    ]  # settled with the successor
    stranger = b.build_town(1)
    with pytest.raises(NotPermitted):
        finishing.send_back(stranger.clerk, old, project, reason="不实")


def test_the_successors_congress_decides_on_a_change(merged):
    old, heir = merged.old.place, merged.heir
    merged.end()
    change = changing.ask_change(
        merged.speaker, old, merged.project(2), kind="terminate", cause="force_majeure",
        text="河道改线。",
    )  # fmt: skip
    meeting = b.to_congress(heir, 1)
    change = changing.place_change(heir.clerk, old, change, meeting=meeting)
    (act,) = change_acts(heir.clerk, old, change)
    assert (
        act.url.startswith(f"/w/{heir.place.code}/")
        and b.client(heir).get(act.url).status_code == 200
    )
    b.decided(heir, meetings_read.item_by_id(heir.place, change.item_id))
    b.react()
    change.refresh_from_db()
    assert (change.state, merged.project(2).state) == ("decided", "terminated")
    publication = reverse("projects:propose_change_publication", args=[old.code, change.public_id])
    sent = b.client(heir).get(publication)
    assert sent.status_code == 200
    assert b.client(heir).post(publication, {}).status_code == 302
    version = publications_read.waiting(heir.place).get()
    assert version.publication.title.startswith("桥北镇关于终止原青石镇2026年民生实事项目")
    made = publications.publish(heir.actor("reviewer"), heir.place, version)
    assert (made.content["place"], made.content["origin"]) == (heir.place.code, "青石镇")
    with pytest.raises(NotPermitted):
        changing.propose_change_publication(merged.old.clerk, old, change)


def test_sheets_and_groups_of_the_successor_hold_what_it_took_over(merged):
    old, heir, own = merged.old.place, merged.heir, merged.own
    merged.end()
    rows = rows_of(heir.place, listed_in(own))
    sheet = tables.progress_sheet(heir.place, "2026-06", rows)
    codes = [line[0] for line in sheet.rows]
    assert codes[1] == f"（原青石镇）{merged.project().code}" and len(set(codes)) == 3
    lines = [list(line) for line in sheet.rows]
    lines[1][4:8] = [55, 30, "护栏装好一半。", "汛期停工"]
    content = write_workbook([Sheet(sheet.title, sheet.headings, lines)])
    done = building_sheets.import_progress(heir.clerk, heir.place, own, content=content)
    assert [row.outcome.state for row in done] == ["unchanged", "new", "unchanged"]
    assert read.built_one(old, merged.project()).done_percent == 55
    group = supervision_groups.form_supervision_group(
        heir.clerk, heir.place, own, name="全镇组", formed_on=b.JULY, projects=listed_in(own)
    )
    supervision_groups.add_supervisor(
        heir.clerk, heir.place, group, capacity="镇人大代表", person=heir.people[0]
    )
    deputy, project = b.deputy_of(heir), merged.project()
    page = reverse("projects:record_supervision", args=[heir.place.code, 2026])
    assert f"（原青石镇）{project.code}" in b.client(heir).get(page).text
    record = supervising.record_supervision(
        deputy, heir.place, own, kind="visit", on=b.JULY, people="甲", text="到场看过。",
        group=group, project=project, findings=["护栏没有刷漆"],
    )  # fmt: skip
    assert record.findings.get().unit == merged.government
    shown = b.client(heir).get(reverse("projects:work", args=[old.code, project.public_id])).text
    assert "全镇组" in shown and "护栏没有刷漆" in shown
    finishing.report_done(merged.speaker, old, project, text="完工", files=[b.photo()])
    finishing.verify(deputy, old, project, text="到场看过。")
    assert merged.project().state == "verified_done"


def test_the_successors_congress_rates_them_with_its_own(merged):
    old, heir = merged.old.place, merged.heir
    merged.end()
    b.unfinished(heir, b.project_of(merged.own))
    rate.submit_completion_report(
        heir.clerk, heir.place, merged.own, submitted_on=b.JULY, text="完成情况报告。"
    )
    meeting = b.to_congress(heir, 2)
    with pytest.raises(Refused, match="并入桥北镇"):
        rate.place_rating(heir.clerk, old, merged.year, meeting=meeting)
    item = rate.place_rating(heir.clerk, heir.place, merged.own, meeting=meeting)
    take_up(heir, item)
    made = rate.put_rating_to_vote(
        heir.clerk, heir.place, merged.own, chair=heir.people[-1].name, scrutineers=watchers(heir)
    )
    poll = voting.poll_by_id(heir.place, made.poll_id)
    assert place_running.open_polls(heir.place) == [f"表决“{poll.title}”"]
    assert place_running.sitting_meetings(heir.place) == [f"会议“{meeting.title}”"]
    with pytest.raises(Refused) as refused:
        institutions.end_place(
            merged.old.receiver, merged.old.county, predecessor=heir.place,
            successor=make.make_place("beishan", "town", parent=merged.old.county), on=b.JULY,
            basis="云政字〔2026〕19号", decided_on=b.JULY,
        )  # fmt: skip
    assert refused.value.code == "still_running" and poll.title in refused.value.text
    assert poll.options[1] == f"（原青石镇）2026-01 {b.NAMES[0]}"
    b.count_all(heir, poll, (), cells=b.grades_for(poll, [(3, 0, 0), (2, 1, 0), (0, 1, 2)]))
    found = rated.announced_rating(merged.own)
    assert [(one.project.title, one.grade) for one in rated.rows_of(found)] == [
        (OWN, "satisfied"), (b.NAMES[0], "satisfied"), (b.NAMES[1], "dissatisfied"),
    ]  # fmt: skip
    page = b.client(heir).get(reverse("projects:rating", args=[heir.place.code, 2026]))
    assert (
        reverse("projects:work", args=[old.code, merged.project().public_id])
        in page.content.decode()
    )


def test_pages_of_the_ended_town_open_for_the_successors_office(merged):
    address = reverse("projects:work", args=[merged.old.place.code, merged.project().public_id])
    works = reverse("projects:works", args=[merged.heir.place.code, 2026])
    client = b.client(merged.heir)
    assert client.get(address).status_code == 403
    merged.end()
    assert client.get(address).status_code == 200
    for role in ("reviewer", "chair", "member", "deputy", "auditor"):
        assert b.client(merged.heir, role).get(address).status_code == 200
    page = client.get(address)
    assert ("由谁", "桥北镇人民政府") in page.context["step"].facts
    assert reverse("portal:today", args=[merged.heir.place.code]) in page.content.decode()
    text = client.get(works).content.decode()
    assert address in text and "原青石镇 2026 年票决项目" in text
    rows = registers.place_by_code(merged.old.place.code)
    assert rows is not None and rows.valid_to == date(2026, 7, 7)
