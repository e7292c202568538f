"""规则簿的页面: what is in force, a version, its forms, comparison, copy, deviations, adoption."""

from __future__ import annotations

import json
from datetime import date
from typing import Any

import pytest
from django.test import Client

from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.institutions.tests import builders as make
from oversight.rulebooks import queries, shipped
from oversight.rulebooks.models import Rulebook
from oversight.rulebooks.sections import SECTIONS
from oversight.rulebooks.tests.builders import (
    adopt,
    change,
    deciding_body,
    make_adopted,
    make_draft,
)

pytestmark = pytest.mark.django_db(transaction=True)


def client_of(place, role: str = "clerk") -> Client:
    return make.signed_in(make.make_grant(place, role))


def posted(page: Any, **changes: str) -> dict[str, Any]:
    """What a browser would send of a section's form, with some fields changed."""
    filled = page.context["filled"]
    data: dict[str, Any] = {}
    forms = [filled.fields]
    for table in filled.tables:
        forms += table.formset.forms
        management = table.formset.management_form
        data |= {bound.html_name: bound.value() for bound in management}
    for form in forms:
        for bound in form:
            value = bound.field.prepare_value(bound.value())
            if value is not None and value is not False and value != "":
                data[bound.html_name] = "on" if value is True else value
    return data | changes


def test_the_list_says_what_is_in_force_and_finds_versions():
    place = make.make_place()
    client = client_of(place)
    page = client.get(f"/w/{place.code}/rulebooks/")
    assert "按样本办理" in page.content.decode() and page.context["now"].template
    make_adopted(place, date(2026, 1, 8), double_rise={"min_count": 20})
    page = client.get(f"/w/{place.code}/rulebooks/?q=3号&state=in_force&sort=-from")
    assert "现行规则簿：2026年第1版" in page.content.decode()
    assert [row.state for row in page.context["rows"]] == ["现行"] and page.context["changed"] == 1
    assert client.get(f"/w/{place.code}/rulebooks/?q=nothing").context["rows"] == []
    for form in ("xlsx", "csv"):
        assert client.get(f"/w/{place.code}/rulebooks/export.{form}").status_code == 200
    assert (
        "示人常发〔2026〕3号"
        in client.get(f"/w/{place.code}/rulebooks/export.csv").content.decode()
    )
    assert client.get(f"/w/{place.code}/rulebooks/export.pdf").status_code == 404


def test_a_version_shows_every_section_with_its_basis_and_only_rows_for_the_place():
    place = make.make_place(kind="town")
    text = client_of(place).get(f"/w/{place.code}/rulebooks/template/").content.decode()
    for section in SECTIONS.values():
        assert section.TITLE in text
    assert "《监督法》第十五条" in text and "《地方组织法》第十九条" in text
    assert "镇党委" in text and "市委组织部" not in text
    assert "特定问题调查委员会" not in text


def test_sections_stand_folded_with_what_differs_and_unfold_for_printing():
    place = make.make_place()
    draft = make_draft(place)
    draft = change(draft, "overdue", long_overdue_days=60)
    url = f"/w/{place.code}/rulebooks/{draft.public_id}/"
    page = client_of(place).get(url)
    by_name = {section.name: section for section in page.context["sections"]}
    assert by_name["overdue"].differing == 1 and by_name["deadlines"].differing == 0
    (differing,) = by_name["overdue"].changes
    assert (differing.before, differing.after) == ("90 天", "60 天")
    text = page.content.decode()
    assert text.count('<details class="details rules-fold"') == len(SECTIONS)
    assert 'rules-fold" open' not in text
    assert client_of(place).get(f"{url}?open=1").content.decode().count('rules-fold" open') == len(
        SECTIONS
    )


def test_the_original_has_the_check_value_that_the_page_shows():
    place = make.make_place()
    client = client_of(place)
    version = make_adopted(place)
    for key, sha256 in (
        (version.public_id, version.sha256),
        ("template", shipped.template().sha256),
    ):
        text = client.get(f"/w/{place.code}/rulebooks/{key}/content.json").content.decode()
        assert shipped.sha256_of(text) == sha256


def test_a_clerk_drafts_changes_a_section_and_a_chair_records_the_adoption():
    place = make.make_place()
    body = deciding_body(place)
    clerk, chair = client_of(place), client_of(place, "chair")
    base = f"/w/{place.code}/rulebooks/"
    assert clerk.get(base + "new/").status_code == 200
    sent = {"start": "in_force", "body": body.public_id, "note": "定最少件数"}
    assert clerk.post(base + "new/", sent).status_code == 302
    draft = queries.draft_of(place)
    one = f"{base}{draft.public_id}/"
    form = clerk.get(one + "sections/double_rise/")
    assert form.status_code == 200
    answer = clerk.post(one + "sections/double_rise/", posted(form, guard_count="15"))
    assert answer.status_code == 302 and answer["Location"].endswith("#double_rise")
    draft.refresh_from_db()
    assert json.loads(draft.content)["double_rise"]["guard_count"] == 15
    assert "与样本有 1 处不同" in clerk.get(one).content.decode()
    assert "登记通过由审核人" in clerk.get(one).content.decode()
    meeting = {
        "body": body.public_id, "term_no": "18", "meeting_no": "36", "on": "2026-01-08",
        "paper_number": "示人常发[2026]3号", "valid_from": "2026-01-10",
    }  # fmt: skip
    refused = chair.post(one + "adopt/", meeting)
    assert refused.status_code == 422 and "六角括号" in refused.content.decode()
    meeting["paper_number"] = "示人常发〔2026〕3号"
    assert chair.post(one + "adopt/", meeting).status_code == 302
    assert queries.in_force(place, date(2026, 1, 10)).version == draft
    assert "登记规则簿通过施行" in chair.get(one).content.decode()


@pytest.mark.parametrize("name", list(SECTIONS))
def test_every_section_form_sent_as_it_came_changes_nothing(name):
    place = make.make_place()
    draft = make_draft(place)
    client = client_of(place)
    url = f"/w/{place.code}/rulebooks/{draft.public_id}/sections/{name}/"
    answer = client.post(url, posted(client.get(url)))
    assert answer.status_code == 302, answer.context["filled"].fields.errors
    draft.refresh_from_db()
    assert draft.sha256 == shipped.template().sha256


def test_a_draft_older_than_a_section_begins_it_with_the_template():
    place = make.make_place()
    draft, name = make_draft(place), "secret_ballots"
    content = {**json.loads(draft.content)}
    del content[name]
    with act("rulebooks.change_draft", actor=operator(), place=place.code, permitted=True):
        draft.content = shipped.canonical_of(content)
        draft.sha256 = shipped.sha256_of(draft.content)
        draft.save()
    client = client_of(place)
    url = f"/w/{place.code}/rulebooks/{draft.public_id}/sections/{name}/"
    assert client.post(url, posted(client.get(url), least_voters="30")).status_code == 302
    draft.refresh_from_db()
    assert json.loads(draft.content)[name]["least_voters"] == 30


def test_a_row_below_the_law_is_marked_where_it_stands():
    place = make.make_place()
    draft = make_draft(place)
    client = client_of(place)
    url = f"/w/{place.code}/rulebooks/{draft.public_id}/sections/lead_times/"
    answer = client.post(url, posted(client.get(url), **{"steps-0-days": "12"}))
    assert answer.status_code == 422
    form = answer.context["filled"].tables[0].formset.forms[0]
    assert "第十五条" in form.errors["days"][0] and "法定不少于 20 天" in form.errors["days"][0]
    draft.refresh_from_db()
    assert draft.sha256 == shipped.template().sha256


def test_rows_are_added_and_left_out_and_rows_for_others_stay():
    place = make.make_place(kind="county")
    draft = make_draft(place)
    client = client_of(place)
    url = f"/w/{place.code}/rulebooks/{draft.public_id}/sections/recipients/"
    page = client.get(url)
    table = page.context["filled"].tables[0]
    assert len(table.shown) == 4 and table.hidden == len(table.values) - 4
    sent = posted(
        page,
        **{
            "rows-1-DELETE": "on",
            "rows-4-name": "市人大常委会",
            "rows-4-role": "copy_to",
            "rows-4-place_kinds": ["county"],
            "rows-4-basis": "主任会议纪要",
        },
    )
    assert client.post(url, sent).status_code == 302
    draft.refresh_from_db()
    rows = queries.of_version(draft).section("recipients").rows
    assert [row.name for row in rows] == ["县委", "县纪委", "县委组织部", "市人大常委会"]
    assert len(json.loads(draft.content)["recipients"]["rows"]) == len(table.values)


def test_another_who_was_first_is_not_overwritten():
    place = make.make_place()
    draft = make_draft(place)
    client = client_of(place)
    url = f"/w/{place.code}/rulebooks/{draft.public_id}/sections/overdue/"
    sent = posted(client.get(url), due_soon_days="7")
    change(draft, "overdue", due_soon_days=5)
    answer = client.post(url, sent)
    assert answer.status_code == 409 and "另一人刚改了这份草稿" in answer.content.decode()
    draft.refresh_from_db()
    assert json.loads(draft.content)["overdue"]["due_soon_days"] == 5


def test_versions_compare_with_each_other_and_with_the_template():
    place = make.make_place()
    client = client_of(place)
    first = make_adopted(place, double_rise={"min_count": 20})
    draft = change(make_draft(place), "double_rise", min_count=30)
    base = f"/w/{place.code}/rulebooks/{draft.public_id}/compare/"
    for query, before in (
        ("", "20 件"),
        ("?with=template", "10 件"),
        (f"?with={first.public_id}", "20 件"),
    ):
        (section,) = client.get(base + query).context["found"]
        (pair,) = section.pairs
        assert (pair.subject, pair.before, pair.after) == ("最少件数（强）", before, "30 件")
    assert client.get(base + f"?with={draft.public_id}").context["found"] == []
    assert client.get(base + "?with=unknown").status_code == 404
    assert client.get(f"/w/{place.code}/rulebooks/template/compare/").status_code == 200


def test_a_lower_place_copies_and_the_upper_one_sees_where_it_differs():
    city = make.make_place(kind="city")
    county = make.make_place(kind="county", parent=city)
    above = make_adopted(city, overdue={"long_overdue_days": 60})
    deciding_body(county)
    client = client_of(county)
    page = client.get(f"/w/{county.code}/rulebooks/copy/")
    assert page.status_code == 200 and city.name in page.content.decode()
    sent = {
        "source": above.public_id, "sections": ["overdue", "deadlines"],
        "body": deciding_body(county).public_id, "note": "",
    }  # fmt: skip
    assert client.post(f"/w/{county.code}/rulebooks/copy/", sent).status_code == 302
    draft = queries.draft_of(county)
    assert draft.copied_from == above.reference
    assert (
        f"{city.name} {above.label}"
        in client.get(f"/w/{county.code}/rulebooks/{draft.public_id}/").content.decode()
    )
    change(draft, "overdue", long_overdue_days=45)
    adopt(draft)
    upper = client_of(city)
    page = upper.get(f"/w/{city.code}/rulebooks/deviations/")
    (line,) = page.context["lines"]
    assert (line.place, line.count) == (county, 1)
    found = upper.get(line.url).context["found"]
    assert found[0].pairs[0].before == "60 天" and found[0].pairs[0].after == "45 天"
    assert upper.get(f"/w/{city.code}/rulebooks/deviations/{city.code}/").status_code == 404


def test_withdrawing_and_ending():
    place = make.make_place()
    version = make_adopted(place)
    draft = make_draft(place)
    clerk, chair = client_of(place), client_of(place, "chair")
    base = f"/w/{place.code}/rulebooks/"
    assert clerk.post(f"{base}{draft.public_id}/withdraw/", {"reason": "改期"}).status_code == 302
    sent = {"on": "2026-12-31", "basis": "示人常发〔2026〕9号"}
    assert chair.post(f"{base}{version.public_id}/end/", sent).status_code == 302
    states = set(Rulebook.objects.in_scope(queries.Scope.of(place)).values_list("state", flat=True))
    assert states == {"withdrawn", "ended"}
    url = f"{base}{version.public_id}/sections/overdue/"
    answer = clerk.post(url, posted(clerk.get(url)))
    assert answer.status_code == 409


def test_who_may_open_and_act():
    place = make.make_place()
    draft = make_draft(place)
    base = f"/w/{place.code}/rulebooks/"
    for role in ("reviewer", "member", "office", "auditor"):
        client = client_of(place, role)
        assert client.get(base).status_code == 200
        assert client.get(f"{base}{draft.public_id}/sections/overdue/").status_code == 403
    assert client_of(place, "clerk").get(f"{base}{draft.public_id}/adopt/").status_code == 403
    assert client_of(place, "liaison").get(base).status_code == 403


def test_a_street_has_no_rulebook_of_its_own_but_reads_the_template():
    county = make.make_place(kind="county")
    street = make.make_place(kind="subdistrict", parent=county)
    text = client_of(street).get(f"/w/{street.code}/rulebooks/template/").content.decode()
    assert "街道党工委" in text and "视察" in text and "质询案" not in text
