"""检索: what is found by whom – never what the reader may not open, in hits, snippets or counts."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest

from oversight.audit.actors import Actor, operator
from oversight.audit.acts import act
from oversight.config import cli
from oversight.institutions import actions as institutions
from oversight.institutions.tests.builders import (
    clerk_of,
    make_actor,
    make_bodies,
    make_deputy,
    make_person,
    make_place,
    make_unit,
)
from oversight.publications import actions as publications
from oversight.publications.filings import actions as filings
from oversight.publications.tests.builders import make_filing, make_sent
from oversight.search import indexing, queries
from oversight.search.models import SearchCursor, SearchEntry
from oversight.search.tests.builders import follow_all, titles

pytestmark = pytest.mark.django_db
OPERATOR = operator()


def publish(place: Any, title: str = "2026年6月热线办理情况") -> Any:
    version = publications.propose(
        Actor(1, "周砚清", "clerk", place=place.code),
        place,
        kind="hotline_summary",
        key="2026-06",
        title=title,
        content={"month": "2026-06", "tickets": 9, "units": [{"name": "县水利局"}], "quality": []},
    )
    return publications.publish(Actor(2, "陆景行", "chair", place=place.code), place, version)


def test_units_people_and_bodies_are_found_by_part_words_and_short_names():
    place = make_place()
    make_unit(place, "县水利和湖泊局", short_name="水湖局", aliases=["县水利局"])
    make_deputy(place, "李松和")
    make_bodies(place)
    follow_all()
    assert titles(OPERATOR, place, "湖泊") == ["县水利和湖泊局"]
    assert titles(OPERATOR, place, "水湖局") == ["县水利和湖泊局"]
    assert titles(OPERATOR, place, "水利局") == ["县水利和湖泊局"]
    assert titles(OPERATOR, place, "松和") == ["李松和"]
    assert titles(OPERATOR, place, "代表 李松和") == ["李松和"]
    assert any("主任会议" in title for title in titles(OPERATOR, place, "主任会议", "body"))


def test_rare_characters_are_found():
    place = make_place()
    make_person(place, "李𬭎")
    follow_all()
    for text in ("李𬭎", "𬭎"):
        assert titles(OPERATOR, place, text) == ["李𬭎"]


def test_a_telephone_number_finds_nobody():
    place = make_place()
    make_person(place, "周砚清", phone="19900001234")
    follow_all()
    assert titles(OPERATOR, place, "19900001234") == []
    assert titles(OPERATOR, place, "周砚清") == ["周砚清"]


def test_a_change_is_followed_and_what_hangs_on_it_too():
    place = make_place()
    unit = make_unit(place, "县城管局")
    person = make_person(place, "林知微")
    institutions.add_post(OPERATOR, place, person=person, unit=unit, title="局长")
    follow_all()
    assert set(titles(OPERATOR, place, "城管")) == {"县城管局", "林知微"}
    institutions.correct_unit(OPERATOR, place, unit=unit, name="县综合执法局")
    follow_all()
    assert titles(OPERATOR, place, "城管") == []
    assert set(titles(OPERATOR, place, "综合执法局")) == {"县综合执法局", "林知微"}


def test_the_index_is_read_in_steps_and_stands_still_where_nothing_happens():
    place = make_place()
    for number in range(5):
        make_unit(place, f"第{number}局")
    steps = 0
    while indexing.follow(limit=2):
        steps += 1
    assert steps >= 3
    assert indexing.follow() == 0
    assert SearchEntry.rows.filter(jurisdiction=place, kind="unit").count() == 5


def test_a_deleted_record_leaves_the_index():
    place = make_place()
    unit = make_unit(place, "县临时局")
    follow_all()
    with act("test.delete", actor=OPERATOR, place=place.code, permitted=True):
        unit.delete()
    assert queries.search(OPERATOR, place, "临时局").all == 0, "even before the index follows"
    follow_all()
    assert not SearchEntry.rows.filter(kind="unit").exists()


def test_what_was_taken_down_is_not_found_any_more():
    place = make_place()
    version = publish(place)
    follow_all()
    deputy = make_actor(place, "deputy")
    assert titles(deputy, place, "热线办理") == ["2026年6月热线办理情况"]
    assert titles(deputy, place, "2026年6月") == ["2026年6月热线办理情况"]
    chair = Actor(2, "陆景行", "chair", place=place.code)
    publications.take_down(chair, place, version, "《个人信息保护法》第四十七条")
    assert queries.search(OPERATOR, place, "热线办理").all == 0
    follow_all()
    assert not SearchEntry.rows.filter(kind="publication").exists()


def test_a_proposal_is_not_found():
    place = make_place()
    publications.propose(
        Actor(1, "周砚清", "clerk", place=place.code),
        place,
        kind="hotline_summary",
        key="2026-06",
        title="还没有公开的情况",
        content={"month": "2026-06"},
    )
    follow_all()
    assert titles(OPERATOR, place, "还没有公开") == []


@pytest.mark.parametrize(
    "role", ["office", "member", "deputy", "liaison", "unit_head", "auditor", "admin"]
)
def test_filings_are_found_by_the_office_alone_in_hits_and_in_counts(role: str):
    place = make_place()
    filing = make_sent(place)
    filings.record_reply(
        OPERATOR, place, filing, who="程远山", text="抓紧整改渠道。", on=date(2026, 7, 9)
    )
    follow_all()
    for text in ("专题询问", "农村饮水", "〔2026〕3号", "抓紧整改", "2026年7月8日"):
        assert titles(make_actor(place, "clerk"), place, text, "filing") == [filing.title]
        found = queries.search(make_actor(place, role), place, text)
        assert "filing" not in [kind for kind, _label, _number in found.counts]
        assert all(hit.kind != "filing" for hit in found.hits)


def test_the_words_of_a_filing_find_it_and_are_not_shown():
    place = make_place()
    filing = make_filing(place, text="群众反映农村饮水问题集中。")
    follow_all()
    [hit] = queries.search(OPERATOR, place, "饮水问题").hits
    shown = "".join(piece.text for piece in [*hit.title_pieces, *hit.snippet])
    assert hit.title == filing.title
    assert "群众反映" not in shown
    assert "报告县委" in shown


def test_a_liaison_finds_no_register_and_other_places_find_nothing():
    place, other = make_place(), make_place()
    make_unit(place, "县水利局")
    follow_all()
    liaison = make_actor(place, "liaison")
    assert queries.search(liaison, place, "水利局").all == 0
    assert titles(make_actor(place, "member"), place, "水利局") == ["县水利局"]
    assert queries.search(OPERATOR, other, "水利局").all == 0
    assert clerk_of(other).get(f"/w/{place.code}/search/?q=水利局").status_code == 403


def test_titles_come_first_then_the_newer():
    place = make_place()
    make_filing(place, title="关于水利工作的报告")
    publish(place, "2026年6月热线办理情况")
    make_unit(place, "县水利局")
    follow_all()
    found = titles(OPERATOR, place, "水利")
    assert found[-1] == "2026年6月热线办理情况"
    assert set(found[:2]) == {"县水利局", "关于水利工作的报告"}


def test_the_page_filters_by_kind_marks_the_words_and_pages():
    place = make_place()
    for number in range(25):
        make_unit(place, f"第{number}水利站")
    make_person(place, "水利民")
    follow_all()
    client, address = clerk_of(place), f"/w/{place.code}/search/"
    page = client.get(address, {"q": "水利"})
    assert page.context["found"].all == 26
    assert len(page.context["found"].hits) == 20
    assert "<mark>水利</mark>" in page.content.decode()
    second = client.get(address, {"q": "水利", "kind": "unit", "page": "2"})
    assert len(second.context["found"].hits) == 5
    assert client.get(address, {"q": "水利", "kind": "nonsense", "page": "x"}).status_code == 200


def test_an_empty_query_and_no_hits_say_what_to_do():
    place = make_place()
    client, address = clerk_of(place), f"/w/{place.code}/search/"
    assert "写要查的词" in client.get(address).content.decode()
    missed = client.get(address, {"q": "龙宫 水晶"}).content.decode()
    for word in ("龙宫", "水晶", "去掉一个词", "单位"):
        assert word in missed
    assert client.get(address, {"q": '"; DROP TABLE search_terms; -- \x00 *'}).status_code == 200


def test_every_desk_page_has_the_box_in_its_head():
    place = make_place()
    page = clerk_of(place).get(f"/w/{place.code}/units/").content.decode()
    assert f'action="/w/{place.code}/search/"' in page
    assert 'role="search"' in page


def test_rebuilding_gives_the_same_and_repairs_what_was_lost(capsys: pytest.CaptureFixture[str]):
    place = make_place()
    make_unit(place, "县水利局")
    make_person(place, "周砚清")
    follow_all()
    before = titles(OPERATOR, place, "水利")
    SearchEntry.rows.filter(kind="unit").delete()
    assert titles(OPERATOR, place, "水利") == []
    assert cli.main(["search", "rebuild", "--place", place.code, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["places"][0]["jurisdiction"] == place.code
    assert said["places"][0]["entries"]["unit"] == 1
    assert titles(OPERATOR, place, "水利") == before
    assert indexing.follow() == 0
    assert SearchCursor.rows.get(place=place.code).seq > 0
    assert cli.main(["search", "rebuild", "--place", "nowhere"]) == 2
    assert cli.main(["search", "rebuild"]) == 0
