"""票决留下的: places voted on after the announcement, a ranked list that was refused, a list reopened beside its measure."""

from __future__ import annotations

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, Refused
from oversight.institutions.tests import builders as make
from oversight.projects.actions import (
    announcing,
    balloting,
    candidates,
    determining,
    filing,
    settling,
    tabling,
)
from oversight.projects.models import CandidateList, ProjectYear
from oversight.projects.pages.ballot_steps import year_step
from oversight.projects.queries import ballots as read
from oversight.projects.queries import filings
from oversight.projects.queries.candidates import digest_of, frame_of
from oversight.projects.tests import builders_voting as b
from oversight.publications import actions as publications

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
FOUR = b.NAMES[:4]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.make_town(12)


def pdf(name: str) -> SimpleUploadedFile:
    return SimpleUploadedFile(name, b"%PDF-1.4\n%%EOF\n", "application/pdf")


def published(town: b.Town, year: ProjectYear, note: str = "") -> None:
    version = announcing.propose_result(town.clerk, town.place, year, note=note)
    publications.publish(town.actor("chair"), town.place, version)


def filed(town: b.Town, year: ProjectYear, number: str) -> None:
    """Sent with both papers and filed by the county."""
    made = filing.submit_filing(
        town.clerk, town.place, year, announcement=pdf("公告.pdf"), count_sheet=pdf("计票.pdf")
    )
    filing.acknowledge_filing(town.receiver, town.county, made)
    filing.file_result(town.receiver, town.county, made, number=number)


def step(town: b.Town, year: ProjectYear) -> str:
    """The act that the year waits for."""
    found = year_step(town.clerk, b.fresh(year))
    return found.acts[0].url.split("/ballot/")[-1].strip("/") if found and found.acts else ""


@pytest.fixture(scope="module")
def announced(town: b.Town) -> ProjectYear:
    """One chosen, announced and filed; the measure leaves the other place to the next meeting, which sits."""
    year, meeting = b.ready(town, FOUR, too_few="next_meeting")
    b.count_all(town, b.put(town, year), (11, 4, 3, 2))
    b.settled(town, b.fresh(year))
    published(town, b.fresh(year))
    year = announcing.announce_result(town.clerk, town.place, b.fresh(year))
    filed(town, year, "备〔2027〕1号")
    b.close(town, meeting)
    return b.fresh(year)


@pytest.fixture(scope="module")
def voted_later(town: b.Town, announced: ProjectYear) -> ProjectYear:
    """The next meeting has chosen one more."""
    later = b.in_session(town, 2)
    b.take_up(town, b.table(town, announced, later))
    b.count_all(town, b.put(town, b.fresh(announced)), (3, 10, 2))
    return b.fresh(announced)


def test_places_left_open_are_voted_on_after_the_announcement(
    town: b.Town, announced: ProjectYear
) -> None:
    """Announced, filed and being built; the next meeting votes on the others alone."""
    year = announced
    assert (year.state, step(town, year)) == ("filed", "table")
    later = b.in_session(town, 2)
    item = b.table(town, year, later)
    assert "空缺的名额" in item.title
    with pytest.raises(Refused) as twice:
        b.table(town, year, later)
    assert twice.value.code == "tabled_already"
    b.take_up(town, item)
    renamed(town, year, FOUR[0])  # what was chosen may change by its plan; it is not on this ballot
    assert step(town, year) == "vote"
    poll = b.put(town, b.fresh(year))
    assert (poll.options, poll.k) == (list(FOUR[1:]), 1)


def test_what_a_later_meeting_chose_is_announced_and_filed_once_more(
    town: b.Town, voted_later: ProjectYear
) -> None:
    year = voted_later
    assert (year.state, b.states(year)[FOUR[2]]) == ("filed", "chosen")
    assert set(b.states(year).values()) == {"chosen", "not_chosen"}
    assert step(town, year) == "announcement"
    paper = announcing.draft_announcement(town.clerk, town.place, year)
    assert paper.title.endswith("补充公告")
    assert "补充确定1项" in paper.text
    brief = announcing.draft_brief(town.clerk, town.place, year)
    assert "补充确定1项，连同以前确定的共2项" in brief.text
    published(town, year, note="补上另行票决的结果")
    assert filings.unfiled(filings.filing_of(year)) == 1
    address = reverse("projects:filing", args=[town.place.code, 2027])
    assert "补充报备" in make.signed_in(town.grants["clerk"]).get(address).content.decode()
    with pytest.raises(Invalid) as missing:  # the papers of the first vote are not taken again
        filing.submit_filing(town.clerk, town.place, year)
    assert missing.value.code == "no_attachments"
    filed(town, year, "备〔2027〕9号")
    found = filings.filing_of(year)
    assert found is not None
    assert (found.title.startswith("关于补充报送"), found.filed_number) == (True, "备〔2027〕9号")
    assert [one["act"] for one in found.course][3:] == ["supplement", "acknowledge", "file"]
    assert (step(town, year), filings.unfiled(found)) == ("", 0)
    with pytest.raises(Refused) as again:
        filing.submit_filing(town.clerk, town.place, year)
    assert again.value.code == "nothing_new"


def renamed(town: b.Town, year: ProjectYear, title: str) -> None:
    with act("projects.write_plan", actor=operator(), place=town.place.code, permitted=True):
        project = year.projects.get(title=title)
        project.cost_yuan = 1
        project.save()


def test_places_left_open_are_not_voted_on_once_the_year_was_reported(town: b.Town) -> None:
    year, meeting = b.ready(town, FOUR, year=2040, too_few="next_meeting")
    b.count_all(town, b.put(town, year), (11, 4, 3, 2))
    b.settled(town, b.fresh(year))
    b.close(town, meeting)
    set_state(town, year, "unfinished")
    later = b.in_session(town, 15)
    with pytest.raises(Refused) as refused:
        b.table(town, b.fresh(year), later)
    assert refused.value.code == "wrong_stage"


def set_state(town: b.Town, year: ProjectYear, state: str) -> None:
    with act("projects.set_up_year", actor=operator(), place=town.place.code, permitted=True):
        found = b.fresh(year)
        found.state = state
        found.save()


def ranked(town: b.Town, poll: b.Poll) -> None:
    """Half of the ballots put the first two in one order, half in the other."""
    whole = poll.in_hall
    rows = ((whole, 0), (0, whole - 2), (0, 2), (0, 0))
    cells = {"paper.valid": whole, "paper.invalid": 0}
    for number, (one, two) in enumerate(rows):
        cells |= {f"paper.{number}.p1": one, f"paper.{number}.p2": two}
        cells[f"paper.{number}.silent"] = whole - one - two
    b.count_all(town, poll, (), cells=cells)


def test_a_ranked_list_that_was_refused_is_ranked_again_in_the_same_sitting(town: b.Town) -> None:
    year, _meeting = b.ready(town, FOUR, year=2030, ballot="rank")
    ranked(town, b.put(town, year))
    refused = settling.table_chosen(town.clerk, town.place, b.fresh(year))
    b.count_all(town, refused, [refused.in_hall // 2])
    assert (b.result(year).next, set(b.states(year).values())) == ("vote_again", {"candidate"})
    assert step(town, year) == "vote/again"
    again = balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert (again.kind, again.options, again.k) == ("ranking", list(FOUR), 2)
    assert [one["name"] for one in again.scrutineers] == [one.name for one in town.people[:2]]
    ranked(town, again)
    confirming = settling.table_chosen(town.clerk, town.place, b.fresh(year))
    b.count_all(town, confirming, [confirming.in_hall])
    kinds = [one.result["held"]["kind"] for one in read.ballots_of(b.fresh(year))]
    assert kinds == ["first", "confirm", "open", "confirm"]
    assert b.states(year)[FOUR[0]] == b.states(year)[FOUR[1]] == "chosen"


def test_a_ranked_list_refused_at_the_end_goes_to_the_next_meeting(town: b.Town) -> None:
    year, meeting = b.ready(town, FOUR, year=2031, ballot="rank")
    ranked(town, b.put(town, year))
    refused = settling.table_chosen(town.clerk, town.place, b.fresh(year))
    b.count_all(town, refused, [0])
    b.close(town, meeting)
    with pytest.raises(Refused) as over:
        balloting.vote_again(town.clerk, town.place, b.fresh(year))
    assert (over.value.code, step(town, year)) == ("table_again", "table")
    later = b.in_session(town, 6)
    b.take_up(town, b.table(town, b.fresh(year), later))
    poll = b.put(town, b.fresh(year))
    assert (poll.kind, poll.options) == ("ranking", list(FOUR))


def test_a_reopened_list_keeps_the_surplus_of_the_measure_before_the_congress(
    town: b.Town,
) -> None:
    """After reopening it is the measure that says how many are chosen, not the plan of the year."""
    year = b.make_year(town, 2032, places=2)
    first = b.freeze(town, year, FOUR)
    meeting = b.in_session(town, 7)
    measure = b.draft(town, year, places=3)
    assert frame_of(year).places == 2  # a draft binds nobody
    tabling.table_measure(town.clerk, town.place, measure, meeting=meeting)
    assert frame_of(year).places == 3
    made = candidates.open_list(town.clerk, town.place, b.fresh(year), reason="一项退回重新论证")
    kept = [(one.project, False, "") for one in made.entries.order_by("position")][:3]
    made = candidates.arrange_list(town.clerk, town.place, made, wanted=kept)
    with_state(town, made)
    with pytest.raises(Refused) as refused:
        determining.freeze_list(town.actor("chair"), town.place, made)
    assert refused.value.code == "no_surplus"
    first.refresh_from_db()
    assert digest_of(first) == first.sha256


def test_a_measure_whose_text_counts_another_list_is_not_tabled(town: b.Town) -> None:
    year = b.make_year(town, 2033)
    b.freeze(town, year, FOUR)
    meeting = b.in_session(town, 8)
    measure = b.draft(town, year)
    values = {name: getattr(measure, name) for name in (
        "title", "ballot", "places", "ties", "too_few", "reserve",
    )}  # fmt: skip
    text = measure.text.replace("候选项目4项", "候选项目5项")
    tabling.change_measure(town.clerk, town.place, measure, **values, text=text)
    with pytest.raises(Refused) as refused:
        tabling.table_measure(town.clerk, town.place, measure, meeting=meeting)
    assert refused.value.code == "text_counts_otherwise"
    tabling.change_measure(town.clerk, town.place, measure, **values)  # the template tells anew
    assert tabling.table_measure(town.clerk, town.place, measure, meeting=meeting).title


def with_state(town: b.Town, found: CandidateList) -> None:
    """Determined item by item; how has tests of its own."""
    with act("projects.determine", actor=operator(), place=town.place.code, permitted=True):
        for entry in found.entries.all():
            entry.determination = "approve"
            entry.save()
        found.state = "determined"
        found.save()


def test_the_page_says_what_stays_open_and_what_the_measure_makes_of_it(town: b.Town) -> None:
    words = {
        "accept_fewer": ("还缺 1 项：按票决办法少选，不再票决", "以现有结果为准", "未入选"),
        "next_meeting": (
            "还缺 1 项：按票决办法在下次会议上另行票决", "登记留到下次会议", "未通过，另行票决",
        ),
    }  # fmt: skip
    for number, (too_few, said) in enumerate(words.items()):
        year, _meeting = b.ready(town, FOUR, year=2051 + number, too_few=too_few)
        b.count_all(town, b.put(town, year), (11, 4, 3, 2))
        page = make.signed_in(town.grants["clerk"]).get(
            reverse("projects:ballot", args=[town.place.code, year.year])
        )
        assert "从 4 个候选项目中选定 1 项，缺 1 项" in page.text
        assert all(one in page.text for one in said)
