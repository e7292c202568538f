"""处置: every double rise has one disposition; zero base, new unit and merged unit go to judgment by hand."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.urls import reverse

from oversight.audit.actors import operator, system
from oversight.audit.errors import Invalid, Refused
from oversight.cases.tests import builders as cases
from oversight.hotline import actions
from oversight.hotline.findings import Findings, findings
from oversight.hotline.models import FindingDisposition
from oversight.hotline.tests.builders import make_csv, make_mapping, spread, ticket
from oversight.inbox.models import Notice
from oversight.institutions import actions as institutions
from oversight.institutions.queries import ALL_PLACES
from oversight.institutions.tests import builders as make
from oversight.institutions.tests.builders import signed_in

pytestmark = pytest.mark.django_db
MONTH = 2026 * 12 + 6
REASON = "同一暴雨所致，已专项部署。"
COUNTS = {
    "2025-07": {cases.BUILDING: 10, "市水务局": 8, "市交通局": 6, "市园林局": 5},
    "2026-06": {
        cases.BUILDING: 12,
        "市水务局": 9,
        "市交通局": 7,
        "市园林局": 5,
        "市外办": 2,
        "市大数据局": 3,
    },
    "2026-07": {
        cases.BUILDING: 20,
        "市水务局": 12,
        "市交通局": 5,
        "市园林局": 5,
        "市外办": 4,
        "市大数据局": 6,
    },
}


def rows_of(counts: dict[str, dict[str, int]]) -> list[dict[str, str]]:
    rows = []
    for month, units in counts.items():
        for unit, count in units.items():
            rows += spread(month, unit, count, kind_first="投诉", category="漏水")
    return rows


@pytest.fixture(scope="module")
def office(module_db, folder: Path) -> cases.Office:
    """July 2026: two units rose on both counts, one had no case last July, one did not exist."""
    office = cases.make_office()
    place = office.place
    for name in ("市水务局", "市交通局", "市园林局", "市外办"):
        unit = make.make_unit(place, name, valid_from=date(2010, 1, 1))
        institutions.set_correspondence(operator(), place, office=office.office, unit=unit)
    new = make.make_unit(place, "市大数据局", valid_from=date(2026, 1, 1))
    institutions.set_correspondence(operator(), place, office=office.office, unit=new)
    take_in(office, folder, rows_of(COUNTS))
    return office


def take_in(office: cases.Office, folder: Path, rows: list[dict[str, str]]) -> None:
    """Import, count, freeze, as the clerk and the worker do."""
    clerk, place = office.actor("clerk"), office.place
    mapping = make_mapping(place.code)
    actions.import_tickets(clerk, place, path=make_csv(folder, rows), mapping=mapping)
    actions.refresh_cubes(system(), place)
    actions.freeze_month(clerk, place, month=MONTH)


def listed(office: cases.Office, version: int | None = None) -> Findings:
    from oversight.hotline import queries

    rows = queries.freezes_of(office.place, MONTH)
    freeze = (rows.filter(version=version) if version else rows).first()
    assert freeze is not None
    return findings(office.place, freeze)


def dispose(office: cases.Office, unit: str, disposition: str, **more: Any) -> FindingDisposition:
    freeze = listed(office).freeze
    return actions.dispose_finding(
        office.actor("clerk"),
        office.place,
        freeze,
        unit_name=unit,
        disposition=disposition,
        **more,
    )


def test_double_rises_and_what_must_be_judged_by_hand_with_the_right_words(office):
    found = {one.name: one for one in listed(office).rows}
    assert {name for name, one in found.items() if one.direction == "yes"} == {
        cases.BUILDING,
        "市水务局",
    }
    assert {name for name, one in found.items() if one.direction == "manual"} == {
        "市外办",
        "市大数据局",
    }
    zero, new = " ".join(found["市外办"].notes), " ".join(found["市大数据局"].notes)
    assert "为 0 件，同比无法计算，须人工研判" in zero
    assert "本单位尚未设立，没有基数，须人工研判" in new


def test_opening_a_case_keeps_the_frozen_figures(office):
    made = dispose(office, cases.BUILDING, "open_case", subject="房屋渗漏投诉双升")
    case, facts = made.case, made.case.origin_facts
    assert case.number == 1 and case.lead_office == office.office
    assert (facts["count"], facts["previous"], facts["last_year"]) == (20, 12, 10)
    assert facts["sha256"] == made.freeze.sha256 and facts["rulebook"] == made.rulebook
    compared = [row["name"] for row in facts["comparison"]["rows"]]
    assert compared == ["市交通局", "市园林局"]
    assert facts["categories"][0]["name"] == "漏水"
    account = office.grants["office"].account
    assert Notice.rows.filter(account=account, title__contains="请研判").exists()


def test_a_finding_has_one_disposition_and_leaving_out_needs_a_reason(office):
    with pytest.raises(Invalid) as refused:
        dispose(office, "市水务局", "left_out")
    assert refused.value.code == "reason_missing"
    with pytest.raises(Invalid) as refused:
        dispose(office, "市水务局", "left_out", reason="降雨")
    assert refused.value.code == "reason_short"
    dispose(office, "市水务局", "left_out", reason=REASON)
    with pytest.raises(Refused) as second:
        dispose(office, "市水务局", "watch", reason=REASON)
    assert second.value.code == "already_disposed"
    with pytest.raises(Invalid) as refused:
        dispose(office, "市交通局", "open_case")
    assert refused.value.code == "no_finding"


def test_what_is_judged_by_hand_opens_only_with_a_reason(office):
    with pytest.raises(Invalid) as refused:
        dispose(office, "市大数据局", "open_case")
    assert refused.value.code == "reason_missing"
    made = dispose(office, "市大数据局", "open_case", reason="新设机构，连续两月上升")
    assert made.case is not None and made.case.origin_facts["direction"] == "manual"


def test_a_disposition_changes_with_a_reason_until_it_was_decided(office):
    made = dispose(office, cases.BUILDING, "open_case")
    clerk, place = office.actor("clerk"), office.place
    actions.change_disposition(clerk, place, made, disposition="watch", reason=REASON)
    assert cases.fresh(made.case).state == "withdrawn"
    made.refresh_from_db()
    assert (made.disposition, made.case) == ("watch", None)
    again = actions.change_disposition(
        clerk, place, made, disposition="open_case", reason="下旬继续上升"
    )
    cases.decided(office, again.case)
    with pytest.raises(Refused) as refused:
        actions.change_disposition(clerk, place, again, disposition="watch", reason=REASON)
    assert refused.value.code == "already_decided"


def test_a_corrected_month_takes_over_what_did_not_change(office, tmp_path):
    kept = dispose(office, cases.BUILDING, "open_case")
    dispose(office, "市水务局", "left_out", reason=REASON)
    extra = [ticket(f"late-{n}", "2026-07-20 10:00", "市水务局") for n in range(3)]
    take_in(office, tmp_path, extra)
    found = listed(office)
    assert found.freeze.version == 2 and len(found.open) == len(found.rows)
    with pytest.raises(Refused) as refused:
        actions.change_disposition(
            office.actor("clerk"), office.place, kept, disposition="watch", reason=REASON
        )
    assert refused.value.code == "older_version"
    carried = actions.carry_dispositions(office.actor("clerk"), office.place, found.freeze)
    assert carried == 1
    one = listed(office).of(cases.BUILDING)
    assert one is not None and one.disposition is not None
    assert one.disposition.case == kept.case and one.disposition.carried_from == kept
    assert listed(office).open[0].name == "市水务局"


def test_a_merged_unit_is_named_with_its_successor(office):
    merged = make.make_unit(office.place, "市城乡建设局", valid_from=date(2026, 8, 1))
    institutions.merge_units(
        operator(),
        office.place,
        units=[office.unit],
        into=merged,
        on=date(2026, 8, 1),
        basis="机构改革方案",
    )
    institutions.set_correspondence(operator(), office.place, office=office.office, unit=merged)
    one = listed(office).of(cases.BUILDING)
    assert one is not None and one.unit_now == merged
    assert any("职责现由市城乡建设局承担" in text for text in one.notes)
    case = dispose(office, cases.BUILDING, "open_case").case
    assert case.unit == office.unit and case.lead_office == office.office


def test_the_page_lists_all_and_the_print_form_holds_the_reasons(office):
    dispose(office, "市水务局", "left_out", reason=REASON)
    client = signed_in(office.grants["clerk"])
    keys = {"place": office.place.code, "month": MONTH}
    page = client.get(reverse("hotline:findings", kwargs=keys)).content.decode()
    assert cases.BUILDING in page and REASON in page and "4 个单位须处置" in page
    assert REASON in client.get(reverse("hotline:findings_print", kwargs=keys)).content.decode()
    keys["form"] = "csv"
    table = client.get(reverse("hotline:findings_export", kwargs=keys)).content.decode("utf-8-sig")
    assert REASON in table and "须人工研判" in table


def test_the_form_opens_a_case_and_leads_there(office):
    client = signed_in(office.grants["clerk"])
    keys = {"place": office.place.code, "month": MONTH}
    url = reverse("hotline:finding_dispose", kwargs=keys) + f"?unit={cases.BUILDING}"
    assert client.post(url, {"disposition": "left_out"}).status_code == 422
    answer = client.post(url, {"disposition": "open_case", "subject": "房屋渗漏"})
    made = FindingDisposition.objects.in_scope(ALL_PLACES).get()
    assert answer.status_code == 302 and made.case.public_id in answer["Location"]


def test_a_month_that_is_not_frozen_cannot_be_disposed_of(office):
    client = signed_in(office.grants["clerk"])
    keys = {"place": office.place.code, "month": MONTH - 1}
    page = client.get(reverse("hotline:findings", kwargs=keys))
    assert page.status_code == 200 and "还没有冻结" in page.content.decode()
