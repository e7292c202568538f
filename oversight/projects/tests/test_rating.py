"""测评: the government's report, one secret ballot over every project, who recuses from which row, what is public then."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse

from oversight.accounts.tests.builders import make_token
from oversight.audit.errors import NotPermitted, Refused
from oversight.audit.scoping import Scope
from oversight.documents import queries as documents
from oversight.institutions import actions as institutions
from oversight.institutions import queries as registers
from oversight.institutions.tests import builders as make
from oversight.meetings import queries as meetings
from oversight.projects.actions import building_papers, rating
from oversight.projects.models import ProjectRating, ProjectYear
from oversight.projects.pages.public_works import grades_of
from oversight.projects.publishing_building import rating_content
from oversight.projects.queries import rating as rated
from oversight.projects.tests import builders_building as b
from oversight.projects.tests.builders_building import unfinished, verified
from oversight.projects.tests.builders_voting import take_up, watchers
from oversight.publications import actions as publications
from oversight.publications import queries as published
from oversight.voting import queries as voting

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]


@pytest.fixture(scope="module")
def town(module_db: None) -> b.Town:
    return b.build_town()


def to_rate(town: b.Town, number: int, unit=None) -> tuple[ProjectYear, object]:
    """A year reported, its rating taken up; the second project of another unit where one is given."""
    year = b.under_way(town, ("甲", "乙"))
    verified(town, b.project_of(year, 1))
    unfinished(town, b.project_of(year, 2))
    if unit is not None:
        with b.act("projects.write_plan", actor=b.operator(), place=town.place.code,
                   permitted=True):  # fmt: skip
            second = b.project_of(year, 2)
            second.unit = unit
            second.save()
    rating.submit_completion_report(
        town.clerk, town.place, year, submitted_on=registers.today(), text="完成一项。",
        file=b.photo("报告.png"),
    )  # fmt: skip
    meeting = b.to_congress(town, number)
    item = rating.place_rating(town.clerk, town.place, year, meeting=meeting)
    return year, take_up(town, item)


def rated_year(town: b.Town, number: int) -> tuple[ProjectYear, object]:
    """A year reported and put to the ballot."""
    year, _item = to_rate(town, number)
    return year, rating.put_rating_to_vote(
        town.clerk, town.place, year, chair=town.people[-1].name, scrutineers=watchers(town)
    )


def test_one_secret_ballot_rates_every_project_and_the_result_is_copied_once(town):
    year, made = rated_year(town, 6)
    poll = voting.poll_by_id(town.place, made.poll_id)
    assert (poll.kind, poll.method, poll.secret) == ("satisfaction", "paper", True)
    assert [name.split()[-1] for name in poll.options] == ["甲", "乙"]
    assert rated.announced_rating(year) is None
    with pytest.raises(Refused) as refused:
        building_papers.draft_evaluation(town.clerk, town.place, year)
    assert refused.value.code == "not_announced"
    b.count_all(town, poll, (), cells=b.grades_for(poll, [(6, 0, 0), (1, 1, 4)]))
    year.refresh_from_db()
    found = rated.announced_rating(year)
    assert year.state == "rated"
    assert [one.grade for one in rated.rows_of(found)] == ["satisfied", "dissatisfied"]
    content = rating_content(found)
    assert content["rows"][1]["counts"] == {
        "satisfied": 1, "basically_satisfied": 1, "dissatisfied": 4,
    }  # fmt: skip
    assert content["figures"]["issued"] == 6  # 100 % results: the raw counts, not only the rate
    filing = building_papers.draft_evaluation(town.clerk, town.place, year)
    paper = documents.papers_about(town.place, "project_rating", year.public_id).get()
    assert "用地没有批下来" in paper.text
    assert filing.paper_id == paper.public_id
    assert [one.file.name for one in paper.files.all()] == ["报告.png"]
    version = building_papers.propose_rating_publication(town.clerk, town.place, year)
    publications.publish(town.actor("chair"), town.place, version)
    assert "乙" in publications.render(version)
    assert published.published_under(town.place, "project_rating", found.public_id)
    page = make.signed_in(town.grants["clerk"]).get(f"/w/{town.place.code}/projects/2026/rating/")
    assert page.status_code == 200
    [grade] = grades_of(b.project_of(year, 2))  # the page of the work says grade and raw counts
    assert (grade.grade, [n for _word, n in grade.counts]) == ("dissatisfied", [1, 1, 4])
    public = f"/p/{town.place.code}/projects/{b.project_of(year, 2).public_id}/"
    assert grade.url in Client().get(public).content.decode()


def test_who_serves_in_the_unit_recuses_from_its_row(town):
    institutions.add_post(
        b.operator(), town.place, person=town.people[2], unit=town.unit, title="站长"
    )
    _year, made = rated_year(town, 7)
    poll = voting.poll_by_id(town.place, made.poll_id)
    found = [(one.name, one.option.split()[-1], one.by_rule) for one in voting.recusals_of(poll)]
    assert found == [(town.people[2].name, name, True) for name in ("甲", "乙")]
    assert list(poll.option_units.values()) == [[town.unit.public_id]] * 2


def test_each_row_of_the_rating_has_its_own_unit_and_its_people_scrutinise_nothing(town):
    """满意度按单位: who serves in one project's unit rates the others, and counts none."""
    other, _grant = b.another_unit(town)
    person = town.people[4]
    institutions.add_post(b.operator(), town.place, person=person, unit=other, title="主任")
    year, item = to_rate(town, 9, other)
    watching = [{"name": person.name, "person": person.public_id, "chief": True}]
    scopes = ("projects:read", "projects:write", "meetings:write", "voting:write")
    _token, plain = make_token(town.grants["clerk"].account, scopes=scopes, role="clerk")
    address = f"/api/v1/projects/{town.place.code}/{year.year}/rating/ballot"
    refused = Client(headers={"Authorization": f"Bearer {plain}"}).post(
        address,
        {"chair": town.people[-1].name, "scrutineers": watching},
        content_type="application/json",
    )
    assert refused.json()["code"] == "scrutineer_of_the_unit"
    there = {one.name: one.public_id for one in meetings.participants_of(item.meeting)}
    first, second = (one.name for one in town.people[:2])
    client = make.signed_in(town.grants["clerk"])
    address = reverse("projects:put_rating_to_vote", args=[town.place.code, year.year])
    assert f'value="{there[first]}"' in client.get(address).content.decode(), "picked, not typed"
    sent = {"chief": there[first], "scrutineers": [there[first], there[second]]}
    sent |= {"chair": town.people[-1].name, "method": "paper"}
    assert client.post(address, sent).status_code == 302
    made = ProjectRating.objects.in_scope(Scope.of(town.place)).get(project_year=year)
    poll = voting.poll_by_id(town.place, made.poll_id)
    assert [(one["name"], one["chief"]) for one in poll.scrutineers] == [
        (first, True), (second, False),
    ]  # fmt: skip
    assert list(poll.option_units.values()) == [[town.unit.public_id], [other.public_id]]
    rows = [(one.name, one.option.split()[-1]) for one in voting.recusals_of(poll)]
    assert (person.name, "乙") in rows
    assert (person.name, "甲") not in rows
    assert item.about_kind == "project_rating"


def test_the_governments_report_is_the_governments(town):
    year = b.under_way(town)
    for number in (1, 2, 3):
        verified(town, b.project_of(year, number))
    with pytest.raises(NotPermitted):
        rating.submit_completion_report(
            town.actor("liaison"), town.place, year, submitted_on=registers.today(), text="完成"
        )
    _unit, government = b.another_unit(town, "镇人民政府", "government")
    rating.submit_completion_report(
        registers.actor_for(government),
        town.place,
        year,
        submitted_on=registers.today(),
        text="完成",
    )
    year.refresh_from_db()
    assert year.state == "completed"


def test_who_serves_in_a_rated_unit_is_not_offered_to_scrutinise_and_the_form_says_why(town):
    unit = make.make_unit(town.place, "镇供水站")
    one = town.people[2]
    institutions.add_post(b.operator(), town.place, person=one, unit=unit, title="站长")
    year, _item = to_rate(town, 9, unit)
    page = reverse("projects:put_rating_to_vote", args=[town.place.code, year.year])
    form = b.client(town).get(page).context["form"]
    offered = [row.name for row in form.fields["scrutineers"].queryset]
    assert one.name not in offered and town.people[1].name in offered
    assert f"{one.name}（镇供水站站长）" in str(form.fields["scrutineers"].help_text)
    poll = voting.poll_by_id(
        town.place, rating.put_rating_to_vote(town.clerk, town.place, year).poll_id
    )
    later = reverse("voting:name_scrutineers", args=[town.place.code, poll.public_id])
    assert f"{one.name}（镇供水站站长）" in b.client(town).get(later).text
