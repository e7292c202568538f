"""监督和现场反映: the three-step year, findings until they are solved, what passers-by send from the plate."""

from __future__ import annotations

from datetime import date, timedelta
from unittest.mock import patch

import pytest
from django.urls import reverse

from oversight.audit.actors import anyone
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.documents import queries as documents
from oversight.documents.layout.fonts import PaperFonts, gaps
from oversight.files import blobs
from oversight.institutions import queries as registers
from oversight.projects import receipts
from oversight.projects.actions import building_papers, site, site_deleting, supervising
from oversight.projects.actions.supervision_groups import (
    add_supervisor,
    form_supervision_group,
    remove_supervisor,
)
from oversight.projects.models import ProjectYear, SupervisionGroup
from oversight.projects.pages.supervision import may_record, may_watch, three_steps
from oversight.projects.queries import supervising as read
from oversight.projects.tests import builders_building as b
from oversight.projects.tests.builders_collecting import human

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FONTS = not [one for one in gaps(PaperFonts()) if not one.used]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town()


@pytest.fixture
def year(town: b.Town) -> ProjectYear:
    return b.under_way(town)


def group(town: b.Town, year: ProjectYear, at: int = 0) -> SupervisionGroup:
    """A group with a town deputy of the register and a district deputy by name, on the first project."""
    made = form_supervision_group(
        town.clerk, town.place, year, name="第三小组", formed_on=date(2026, 3, 1),
        projects=[b.project_of(year)],
    )  # fmt: skip
    add_supervisor(
        town.clerk, town.place, made, capacity="镇人大代表", person=town.people[at], leads=True
    )
    add_supervisor(town.clerk, town.place, made, capacity="区人大代表", name="周临川")
    return made


def seen(
    town: b.Town, year: ProjectYear, kind: str, found: SupervisionGroup | None, **more: object
):
    values = {
        "on": registers.today(), "people": "三名代表", "text": "看了三处，路灯亮了两处。",
        "group": found, **more,
    }  # fmt: skip
    actor = values.pop("actor", town.clerk)
    return supervising.record_supervision(actor, town.place, year, kind=kind, **values)


def test_the_year_has_three_steps_and_begins_with_the_topic(town, year):
    third = group(town, year)
    with pytest.raises(Refused):
        seen(town, year, "midyear", third)  # before the topic
    with pytest.raises(Refused) as refused:
        seen(town, year, "topic", None)
    assert refused.value.code == "no_group"
    seen(town, year, "topic", third, text="路灯的质量和亮化时间\n分两次看。")
    year.refresh_from_db()
    third.refresh_from_db()
    assert (year.state, third.topic) == ("supervised", "路灯的质量和亮化时间")
    seen(town, year, "midyear", third)
    seen(town, year, "guidance", None, people="区人大代工委两人")
    steps = [one.state for one in three_steps(list(read.records_of(year)))]
    assert steps == ["done", "done", "current"]
    page = b.client(town).get(f"/w/{town.place.code}/projects/2026/supervision/")
    assert page.status_code == 200


def test_a_deputy_records_for_the_own_group_by_phone_with_photos(town, year):
    third = group(town, year, 1)
    deputy = b.deputy_of(town, 1)
    made = seen(
        town, year, "visit", third, actor=deputy, project=b.project_of(year),
        findings=["两盏灯不亮", ""], photos=[b.photo()],
    )  # fmt: skip
    assert (made.photos.count(), made.findings.count()) == (1, 1)
    stranger = b.deputy_of(town, 2)
    with pytest.raises(NotPermitted):
        seen(town, year, "visit", third, actor=stranger)
    assert may_watch(deputy, town.place, third) and may_record(deputy, town.place)
    assert not may_watch(stranger, town.place, third) and not may_record(stranger, town.place)
    remove_supervisor(
        town.clerk, town.place, third.supervisors.get(person=town.people[1]), on=registers.today()
    )
    with pytest.raises(NotPermitted):
        seen(town, year, "visit", third, actor=deputy)


def test_a_finding_is_handed_answered_and_judged_by_another(town, year):
    third = group(town, year)
    record = seen(town, year, "visit", third, project=b.project_of(year), findings=["两盏灯不亮"])
    finding = record.findings.get()
    unit, liaison = town.unit, town.actor("liaison")
    with pytest.raises(Refused):
        supervising.answer_finding(liaison, town.place, finding, answer="已换")
    due = registers.today() + timedelta(days=10)
    supervising.hand_finding(town.clerk, town.place, finding, unit=unit, due=due)
    desk = b.client(town, "liaison").get(f"/w/{town.place.code}/").content.decode()
    assert "两盏灯不亮" in desk  # in the due list of the unit
    _other, stranger = b.another_unit(town)
    with pytest.raises(NotPermitted):
        supervising.answer_finding(
            registers.actor_for(stranger), town.place, finding, answer="不是我们的"
        )
    supervising.answer_finding(liaison, town.place, finding, answer="已换灯泡。")
    supervising.judge_finding(town.clerk, town.place, finding, solved=False, text="还有一盏不亮")
    finding.refresh_from_db()
    assert finding.state == "open"
    supervising.answer_finding(liaison, town.place, finding, answer="全部换好。")
    supervising.judge_finding(town.clerk, town.place, finding, solved=True, text="都亮了")
    finding.refresh_from_db()
    assert (finding.state, finding.answer) == ("solved", "全部换好。")
    building_papers.draft_feedback_slip(town.clerk, town.place, finding)
    building_papers.draft_supervision_record(town.clerk, town.place, record)
    slip = documents.papers_about(town.place, "supervision_finding", finding.public_id).get()
    assert "全部换好" in slip.text
    for name, key in (
        ("finding", finding),
        ("supervision_record", record),
        ("supervision_group", third),
    ):
        url = reverse(f"projects:{name}", args=[town.place.code, key.public_id])
        assert b.client(town).get(url).status_code == 200


def test_a_passer_by_reports_without_an_account_and_reads_the_answer_by_code(town, year, client):
    project = b.project_of(year)
    base = f"/p/{town.place.code}/projects/"
    page = client.get(f"{base}{project.public_id}/")
    assert page.status_code == 200
    assert "副镇长" in page.content.decode()  # who is responsible
    form = f"{base}{project.public_id}/report/"
    assert client.get(form).status_code == 200
    stamp = receipts.new_stamp()
    quick = client.post(form, {"text": "井盖没有盖好", "stamp": stamp, "photos": b.photo()})
    assert quick.status_code == 200
    report = read.site_reports_in(town.place).get()
    assert (report.state, report.photos.count()) == (
        "held",
        1,
    )  # sent within a second: a person looks first
    again = client.post(form, {"text": "井盖没有盖好", "stamp": stamp})
    assert again.context["again"]
    assert read.site_reports_in(town.place).count() == 1
    code = quick.context["code"]
    site.hand_site_report(town.clerk, town.place, report, group=group(town, year))
    site.answer_site_report(town.clerk, town.place, report, answer="已经盖好，谢谢。")
    told = client.post(f"{base}site-reports/", {"code": code}).content.decode()
    assert "已经盖好" in told
    assert client.post(f"{base}site-reports/", {"code": "ABCDEFGHJKLM"}).status_code == 422
    assert code not in client.get(f"{base}{project.public_id}/").content.decode()


def test_a_group_is_offered_by_its_name(town, year):
    made = group(town, year)
    url = f"/w/{town.place.code}/projects/{year.year}/supervision/"
    form = b.client(town).get(f"{url}records/new/").content.decode()
    assert f">{made.name}</option>" in form
    assert not b.client(town).get(url).context["outside"]


def test_the_same_form_at_the_same_moment_is_one_report(town, year):
    project, sender = b.project_of(year), human()
    first = site.report_from_site(anyone(), town.place, project, text="护栏松动", sender=sender)
    with patch.object(read, "site_report_with", side_effect=[None, first.report]):
        again = site.report_from_site(anyone(), town.place, project, text="护栏松动", sender=sender)
    assert (again.again, again.code) == (True, first.code)
    assert read.site_reports_in(town.place).count() == 1


def test_a_dismissed_report_says_why_and_is_not_public(town, year, client):
    made = site.report_from_site(
        anyone(), town.place, b.project_of(year), text="我家水管漏水", sender=human()
    )
    assert made.report.state == "received"
    site.dismiss_site_report(town.clerk, town.place, made.report, reason="不是本项目，请拨 12345。")
    base = f"/p/{town.place.code}/projects/"
    assert "12345" in client.post(f"{base}site-reports/", {"code": made.code}).content.decode()
    with pytest.raises(Refused):
        site.answer_site_report(town.clerk, town.place, made.report, answer="好")
    assert "漏水" not in client.get(f"{base}{b.project_of(year).public_id}/").content.decode()
    assert (
        b.client(town).get(f"/w/{town.place.code}/projects/2026/site-reports/").status_code == 200
    )


def test_whoever_holds_the_code_has_the_own_report_deleted_at_once(
    town, year, client, django_capture_on_commit_callbacks
):
    project = b.project_of(year)
    made = site.report_from_site(
        anyone(),
        town.place,
        project,
        text="门口堆料，电话 0000",
        sender=human(),
        photos=[b.photo()],
    )
    site.answer_site_report(town.clerk, town.place, made.report, answer="已经清走。")
    kept = made.report.photos.get().file.sha256
    base = f"/p/{town.place.code}/projects/site-reports/delete/"
    asked = client.post(base, {"code": made.code})
    assert asked.context["asks"]
    made.report.refresh_from_db()
    assert made.report.text
    with django_capture_on_commit_callbacks(execute=True):
        told = client.post(base, {"code": made.code, "sure": "1"}).content.decode()
    made.report.refresh_from_db()
    assert (made.report.state, made.report.text, made.report.photos.count()) == ("deleted", "", 0)
    assert not blobs.exists(kept)
    assert "已经清走" in told
    assert "堆料" not in told
    assert client.post(base, {"code": "ABCDEFGHJKLM"}).status_code == 422
    desk = reverse("projects:site_report", args=[town.place.code, made.report.public_id])
    assert b.client(town).get(desk).context["acts"] == []


def test_the_office_deletes_for_whoever_lost_the_code_and_says_how_it_knew(town, year):
    made = site.report_from_site(
        anyone(), town.place, b.project_of(year), text="护栏松动", sender=human()
    )
    with pytest.raises(Invalid):
        site_deleting.delete_site_report(town.clerk, town.place, made.report, reason=" ")
    site_deleting.delete_site_report(town.clerk, town.place, made.report, reason="核对身份证。")
    with pytest.raises(Refused):
        site_deleting.delete_site_report(town.clerk, town.place, made.report, reason="再删。")
    entry = last_entry(town.place.code, "projects.delete_site_report")
    assert "护栏" not in str(vars(entry))
    assert entry.note == "核对身份证。"


def test_a_project_is_public_only_once_the_vote_was_announced(town, client):
    early = b.chosen_year(town, ("甲",), 2029, state="voted")
    url = f"/p/{town.place.code}/projects/{b.project_of(early).public_id}/"
    assert client.get(url).status_code == 404


@pytest.mark.parametrize("paper", ["a4", "a3"])
def test_the_plate_is_one_page_with_the_code_of_the_public_page(town, year, paper):
    url = reverse(
        "projects:project_plate", args=[town.place.code, b.project_of(year).public_id, paper]
    )
    answer = b.client(town).get(url)
    assert answer.status_code == (200 if FONTS else 503)
    if FONTS:
        assert answer.content.startswith(b"%PDF")
        assert answer.content.count(b"/Type /Page\n") <= 1


def test_the_form_offers_the_topic_first_and_says_what_waits_for_it(town):
    fresh = b.under_way(town, ("甲",), 2025)
    group = form_supervision_group(
        town.clerk, town.place, fresh, name="第九组", formed_on=registers.today()
    )
    add_supervisor(town.clerk, town.place, group, capacity="区人大代表", name="周临川")
    url = reverse("projects:record_supervision", args=[town.place.code, 2025])
    form = b.client(town).get(url).context["form"]
    assert next(iter(dict(form.fields["kind"].choices))) == "topic"
    assert "midyear" not in dict(form.fields["kind"].choices)
    assert "先确定选题，再年中督导。" in form.fields["kind"].help_text
    assert (form.initial["kind"], form.initial["people"]) == ("topic", "周临川")
