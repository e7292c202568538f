"""Links: both directions, what is refused, what a reader does not see, pages, API."""

from __future__ import annotations

from typing import Any

import pytest

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry
from oversight.institutions.tests import builders as make
from oversight.links import actions, queries
from oversight.links.kinds import KINDS, choices
from oversight.links.resolving import find, resolvers

pytestmark = pytest.mark.django_db


@pytest.fixture
def place() -> Any:
    return make.make_place("linked-county")


@pytest.fixture
def ends(place: Any) -> tuple[tuple[str, str], tuple[str, str]]:
    unit, other = make.make_unit(place, "县水利局"), make.make_unit(place, "县城管局")
    return ("unit", unit.public_id), ("unit", other.public_id)


def words(place: Any, end: tuple[str, str], actor: Any = None) -> list[tuple[str, str]]:
    rows = queries.links_of(actor or operator(), place, *end)
    return [(row.word, row.other.title) for row in rows]


def test_a_link_is_read_from_both_ends_with_inverse_words(place: Any, ends: Any):
    actions.link(operator(), place, first=ends[0], second=ends[1], kind="origin", note="见6月分析")
    assert words(place, ends[0]) == [("起因于", "县城管局")]
    assert words(place, ends[1]) == [("引出", "县水利局")]
    entry = last_entry(place.code, "links.link")
    assert entry is not None
    kept = entry.changes[0]["after"]
    assert [kept["from_id"], kept["to_id"]] == [ends[0][1], ends[1][1]]
    assert "县水利局" not in str([entry.facts, entry.changes]), (
        "titles are for who may read the ends"
    )


def test_the_inverse_word_may_be_chosen(place: Any, ends: Any):
    actions.link(operator(), place, first=ends[0], second=ends[1], kind="-part_of")
    assert words(place, ends[0]) == [("包含", "县城管局")]
    assert words(place, ends[1]) == [("属于", "县水利局")]


@pytest.mark.parametrize(
    ("kind", "again", "code"),
    [
        ("related", "related", "link_exists"),
        ("origin", "origin", "link_reversed"),
        ("part_of", "-part_of", "link_exists"),
    ],
)
def test_the_same_link_is_not_made_twice(
    place: Any, ends: Any, kind: str, again: str, code: str
) -> None:
    actions.link(operator(), place, first=ends[0], second=ends[1], kind=kind)
    with pytest.raises(Refused) as refused:
        actions.link(operator(), place, first=ends[1], second=ends[0], kind=again)
    assert refused.value.code == code


def test_what_cannot_be_linked(place: Any, ends: Any):
    for first, second, kind, code in (
        (ends[0], ends[0], "related", "same_record"),
        (ends[0], ("unit", "nothing"), "related", "unknown_record"),
        (ends[0], ("dragon", "x"), "related", "unknown_record"),
        (ends[0], ends[1], "married", "unknown_link_kind"),
    ):
        with pytest.raises(Invalid) as refused:
            actions.link(operator(), place, first=first, second=second, kind=kind)
        assert refused.value.code == code


def test_undoing_needs_a_reason_and_keeps_the_link(place: Any, ends: Any):
    link = actions.link(operator(), place, first=ends[0], second=ends[1])
    with pytest.raises(Invalid):
        actions.unlink(operator(), place, link=link, reason="  ")
    actions.unlink(operator(), place, link=link, reason="误建")
    assert words(place, ends[0]) == []
    ended = queries.ended_links_of(operator(), place, *ends[0])
    assert [row.link.end_reason for row in ended] == ["误建"]
    with pytest.raises(Refused) as refused:
        actions.unlink(operator(), place, link=link, reason="再次")
    assert refused.value.code == "already_ended"
    actions.link(operator(), place, first=ends[0], second=ends[1])  # may be made again


def test_only_the_offices_link_and_only_what_they_see(place: Any, ends: Any):
    for role in ("member", "auditor", "liaison"):
        with pytest.raises(NotPermitted):
            actions.link(make.make_actor(place, role), place, first=ends[0], second=ends[1])
    actions.link(make.make_actor(place, "office"), place, first=ends[0], second=ends[1])


def test_a_reader_does_not_see_an_end_that_he_may_not_read(place: Any):
    unit = make.make_unit(place, "县水利局")
    person = make.make_person(place, "林知微")
    first, second = ("unit", unit.public_id), ("person", person.public_id)
    actions.link(operator(), place, first=first, second=second)
    assert words(place, first, make.make_actor(place, "clerk")) == [("相关", "林知微")]
    assert words(place, first, make.make_actor(place, "liaison", unit=unit)) == []


def test_records_of_another_place_are_not_found(place: Any):
    other = make.make_place("elsewhere")
    make.make_unit(other, "外县水利局")
    assert find(operator(), place, "水利局") == []
    assert [one.title for one in find(operator(), other, "水利")] == ["外县水利局"]


def test_every_kind_of_record_can_be_searched_and_an_unknown_id_is_none(place: Any):
    for resolver in resolvers().values():
        assert resolver.find(operator(), place, "没有这样的记录") == []
        assert resolver.linked(operator(), place, "nothing") is None


def test_every_kind_of_link_has_its_words():
    assert all(kind.word and kind.inverse for kind in KINDS.values())
    assert ("-origin", "引出") in choices() and "-related" not in dict(choices())


def test_a_link_is_added_by_looking_the_record_up(place: Any, ends: Any):
    client = make.clerk_of(place)
    page = f"/w/{place.code}/links/unit/{ends[0][1]}/"
    assert "还没有关联" in client.get(page).content.decode()
    found = client.get(page + "new/", {"q": "城管"}).content.decode()
    assert "县城管局" in found
    sent = {"target": f"unit:{ends[1][1]}", "kind": "-origin", "note": "6月"}
    answer = client.post(page + "new/?q=城管", sent)
    assert (answer.status_code, answer["Location"]) == (302, page)
    shown = client.get(page).content.decode()
    assert "县水利局有 1 条关联" in shown and "引出" in shown and "6月" in shown
    again = client.post(page + "new/?q=城管", sent)
    assert again.status_code == 422 and "已经有这一种关联" in again.content.decode()


def test_a_link_is_undone_on_its_page(place: Any, ends: Any):
    link = actions.link(operator(), place, first=ends[0], second=ends[1])
    client = make.clerk_of(place)
    address = f"/w/{place.code}/links/{link.public_id}/remove/"
    assert client.post(address, {"reason": ""}).status_code == 422
    assert client.post(address, {"reason": "误建"}).status_code == 302
    shown = client.get(f"/w/{place.code}/links/unit/{ends[0][1]}/").content.decode()
    assert "已解除的关联" in shown and "误建" in shown


def test_the_card_for_other_pages(place: Any, ends: Any):
    from django.template.loader import render_to_string

    actions.link(operator(), place, first=ends[0], second=ends[1], kind="evidence")
    context = {
        "rows": queries.links_of(operator(), place, *ends[1]),
        "place": place,
        "kind": "unit",
        "public_id": ends[1][1],
        "may_link": True,
    }
    card = render_to_string("links/parts/links.html", context)
    assert "有其佐证" in card and "县水利局" in card and "new/" in card
    context |= {"rows": [], "may_link": False}
    assert "没有与其他记录关联" in render_to_string("links/parts/links.html", context)
