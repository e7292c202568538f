"""票决和报备的页面、公文、公开: what each says and when; nothing of a count before it was announced."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.audit.errors import NotPermitted, Refused
from oversight.documents.layout.fonts import PaperFonts, gaps
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.projects.actions import announcing, balloting, filing
from oversight.projects.models import ProjectYear
from oversight.projects.queries import ballots as read
from oversight.projects.queries import filings
from oversight.projects.tests import builders_voting as b
from oversight.publications import actions as publications

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FOUR = b.NAMES[:4]
FONTS = not [one for one in gaps(PaperFonts()) if not one.used]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.make_town(12)


@pytest.fixture(scope="module")
def voted(town: b.Town) -> ProjectYear:
    """A year with a tie and a second round, complete."""
    year, _meeting = b.ready(town, FOUR)
    b.count_all(town, b.put(town, year), (11, 9, 9, 3))
    again = balloting.vote_again(town.clerk, town.place, b.fresh(year))
    b.count_all(town, again, (4, 7))
    return b.fresh(year)


def url(town: b.Town, name: str, *keys: object, year: int = 2027) -> str:
    return reverse(f"projects:{name}", args=[town.place.code, year, *keys])


def waits_on_the_first_page(town: b.Town) -> bool:
    """Whether the clerk's first page leads to the filing."""
    page = make.signed_in(town.grants["clerk"]).get(reverse("portal:today", args=[town.place.code]))
    return url(town, "filing") in page.content.decode()


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n", "application/pdf")


def published(town: b.Town, year: ProjectYear) -> None:
    """The result is public by a second person."""
    version = announcing.propose_result(town.clerk, town.place, year)
    publications.publish(town.actor("chair"), town.place, version)


def test_the_page_shows_no_count_before_the_chair_has_announced_it(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2028)
    b.put(town, year)
    client = make.signed_in(town.grants["clerk"])
    text = b.shown(client.get(url(town, "ballot", year=2028)).content.decode())
    assert "宣布以前不显示票数" in text
    assert client.get(url(town, "result_poster", year=2028)).status_code == 404
    assert "还没有宣布的结果" in text
    assert read.ballots_of(year) == []
    with pytest.raises(Refused) as refused:
        announcing.draft_announcement(town.clerk, town.place, b.fresh(year))
    assert refused.value.code == "not_announced"


def test_every_round_stands_on_the_page_with_raw_counts_rule_and_reasons(
    town: b.Town, voted: ProjectYear
) -> None:
    client = make.signed_in(town.grants["clerk"])
    text = " ".join(b.shown(client.get(url(town, "ballot")).content.decode()).split())
    assert "第 1 次票决：全部候选项目" in text
    assert "第 2 次票决：得票相同的再次票决" in text
    assert f"“{FOUR[3]}”赞成 3 票，没有超过全体 12 人的半数" in text
    assert "《地方组织法》第二十五条" in text or "票决办法" in text
    for role in ("deputy", "auditor", "member"):
        assert make.signed_in(town.grants[role]).get(url(town, "ballot")).status_code == 200


def test_papers_and_public_page_say_every_round(town: b.Town, voted: ProjectYear) -> None:
    paper = announcing.draft_announcement(town.clerk, town.place, voted)
    assert "第一次投票：对全部候选项目投票。应到代表12人，实到12人。发出选票12张" in paper.text
    assert "第二次投票：对得票相同的项目再次投票。" in paper.text
    assert paper.text.strip().endswith("现予公告。")
    brief = announcing.draft_brief(town.clerk, town.place, voted)
    assert "从4个候选项目中选定2项，估算投资40万元" in brief.text
    assert "第一次投票：对全部候选项目投票。" in brief.text
    assert "第二次投票：对得票相同的项目再次投票。" in brief.text
    with pytest.raises(Refused) as refused:
        announcing.announce_result(town.clerk, town.place, voted)
    assert refused.value.code == "nothing_is_out"
    published(town, voted)
    public = announcing.public_result(voted)
    assert public is not None
    page = publications.render(public)
    assert FOUR[0] in page
    assert town.people[0].name not in page
    year = announcing.announce_result(town.clerk, town.place, voted)
    assert year.state == "announced"


def test_ballots_are_printed_from_the_frozen_list_and_alike(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2029)
    client = make.signed_in(town.grants["clerk"])
    page = client.get(url(town, "print_ballots", year=2029))
    assert page.status_code == 200
    assert 'value="17"' in page.content.decode()  # twelve deputies and five to spare
    answer = client.get(url(town, "print_ballots", year=2029) + "?copies=3&paper=a5")
    assert answer.status_code == (200 if FONTS else 503)
    project = year.projects.get(title=FOUR[0])
    with b.act(
        "projects.change_project", actor=b.operator(), place=town.place.code, permitted=True
    ):
        project.cost_yuan = 7
        project.save()
    assert client.get(url(town, "print_ballots", year=2029)).status_code == 409


def test_measure_tabled_and_put_to_the_vote_by_the_forms(town: b.Town) -> None:
    year = b.make_year(town, 2030)
    b.freeze(town, year, FOUR)
    client = make.signed_in(town.grants["clerk"])
    form = {
        "title": "票决办法", "ballot": "choose_up_to_k", "places": 2, "ties": "fewer",
        "too_few": "accept_fewer", "reserve": "on", "text": "",
    }  # fmt: skip
    assert client.post(url(town, "draft_measure", year=2030), form).status_code == 302
    measure = read.measure_now(year)
    assert measure is not None
    assert "得票相同的项目都不入选" in measure.text
    assert client.get(url(town, "put_to_vote", year=2030)).status_code == 200
    assert client.post(url(town, "put_to_vote", year=2030), {"method": "paper"}).status_code == 409
    assert client.post(url(town, "draft_measure_paper", year=2030), {}).status_code == 302
    meeting = b.in_session(town, 4)
    register = reverse("meetings:plan_meeting", args=[town.place.code])
    for name in ("table_list", "table_measure"):
        assert f'href="{register}"' in client.get(url(town, name, year=2030)).content.decode()
    tabled = client.post(url(town, "table_list", year=2030), {
        "meeting": meeting.public_id, "late_reason": "临时召开的会议。",
    })  # fmt: skip
    assert tabled.status_code == 302
    assert client.get(tabled["Location"]).status_code == 200
    put = client.get(
        f"{tabled['Location']}vote/"
    )  # made from the list, so the meeting's form leads there
    assert put["Location"] == url(town, "ballot", year=2030)


def test_the_town_files_and_the_county_acknowledges_returns_and_files(
    town: b.Town, voted: ProjectYear
) -> None:
    published(town, voted)
    year = announcing.announce_result(town.clerk, town.place, voted)
    counted = filings.due_of(year)
    assert counted is not None
    assert counted.due > registers.today()
    assert waits_on_the_first_page(town)
    with pytest.raises(Refused) as refused:
        filing.submit_filing(town.clerk, town.place, year, announcement=pdf("公告.pdf"))
    assert refused.value.code == "no_attachments"
    made = filing.submit_filing(
        town.clerk, town.place, year, announcement=pdf("公告.pdf"), count_sheet=pdf("计票.pdf")
    )
    assert (made.state, made.due, len(filings.attachments_of(made))) == (
        "submitted", counted.due, 2,
    )  # fmt: skip
    county = make.signed_in(town.county_clerk)  # type: ignore[arg-type]
    listed = reverse("projects:received_filings", args=[town.county.code])
    assert town.place.name in county.get(listed).content.decode()
    for name, keys in (("received_filings_print", ()), ("received_filings_export", ("xlsx",))):
        address = reverse(f"projects:{name}", args=[town.county.code, *keys])
        assert county.get(address, {"state": "submitted", "sort": "town"}).status_code == 200
    one = reverse("projects:received_filing", args=[town.county.code, made.public_id])
    assert county.get(one).status_code == 200
    with pytest.raises(NotPermitted):
        filing.acknowledge_filing(town.clerk, town.county, made)
    filing.acknowledge_filing(town.receiver, town.county, made)
    filing.return_filing(town.receiver, town.county, made, reason="附会议纪要")
    page = make.signed_in(town.grants["clerk"]).get(url(town, "filing")).content.decode()
    assert "附会议纪要" in page
    assert waits_on_the_first_page(town)
    made = filing.submit_filing(town.clerk, town.place, year, others=[pdf("纪要.pdf")])
    assert (made.submissions, len(filings.attachments_of(made))) == (2, 3)
    filing.acknowledge_filing(town.receiver, town.county, made)
    made = filing.file_result(town.receiver, town.county, made, number="备〔2027〕1号")
    assert [step["act"] for step in made.course] == [
        "submit", "acknowledge", "send_back", "submit", "acknowledge", "file",
    ]  # fmt: skip
    assert b.fresh(year).state == "filed"
    assert not waits_on_the_first_page(town)


def test_another_county_sees_nothing_of_what_was_filed(town: b.Town, voted: ProjectYear) -> None:
    published(town, voted)
    year = announcing.announce_result(town.clerk, town.place, voted)
    made = filing.submit_filing(
        town.clerk, town.place, year, announcement=pdf("公告.pdf"), count_sheet=pdf("计票.pdf")
    )
    other = make.make_place("ballot-other-county", "county")
    make.make_bodies(other)
    client = make.clerk_of(other)
    listed = client.get(reverse("projects:received_filings", args=[other.code]))
    assert town.place.name not in listed.content.decode()
    one = reverse("projects:received_filing", args=[other.code, made.public_id])
    assert client.get(one).status_code == 404
