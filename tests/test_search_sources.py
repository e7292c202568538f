"""检索来源齐全: papers, cases and followups are found by who may open them, and by nobody else."""

from __future__ import annotations

import pytest
from django.apps import apps
from django.core.exceptions import FieldDoesNotExist

from oversight.audit.actors import operator
from oversight.cases.tests import builders as cases
from oversight.documents.tests import builders as documents
from oversight.followups.tests import builders as followups
from oversight.institutions.tests.builders import make_grant, make_unit
from oversight.search import queries
from oversight.search.sources import sources
from oversight.search.tests.builders import follow_all, titles

pytestmark = pytest.mark.django_db


def test_papers_are_found_by_number_and_words_and_by_a_unit_once_they_were_sent():
    office = documents.make_office()
    paper = documents.make_paper(office, title="关于听取专项工作报告的通知")
    follow_all()
    liaison, clerk = office.actor("liaison"), office.actor("clerk")
    assert titles(clerk, office.place, "听取专项报告", "paper") == [paper.title]
    assert titles(liaison, office.place, "听取专项报告") == []
    paper = documents.advance(office, paper, "issued")
    follow_all()
    for actor in (clerk, liaison):
        found = queries.search(actor, office.place, paper.number, "paper").hits
        assert [hit.title for hit in found] == [paper.title]
    assert f"/received/{paper.public_id}/" in found[0].url
    assert titles(office.actor("member"), office.place, paper.number, "paper") == []


def test_a_paper_that_was_given_up_is_not_found():
    office = documents.make_office()
    documents.at_state(office, "withdrawn", title="作废的通知")
    follow_all()
    assert titles(operator(), office.place, "作废") == []


def test_a_report_to_the_party_committee_is_not_found_by_the_auditor():
    office = documents.make_office()
    title = "关于开展监督情况的报告"
    documents.make_paper(office, kind="report_up", title=title, addressees=["县委"])
    follow_all()
    assert titles(office.actor("chair"), office.place, "监督情况", "paper") == [title]
    for role in ("auditor", "office", "member", "liaison"):
        assert queries.search(office.actor(role), office.place, "监督情况").all == 0


def test_followups_are_found_by_the_unit_that_carries_them_and_by_no_other_unit():
    office = followups.make_office()
    item = followups.make_followup(office, title="公交末班时间整改")
    other = make_grant(office.place, "liaison", unit=make_unit(office.place, "县水利局"))
    office.grants["other"] = other
    follow_all()
    for role in ("clerk", "liaison", "unit_head"):
        assert titles(office.actor(role), office.place, "末班", "followup") == [item.title]
        assert titles(office.actor(role), office.place, item.code, "followup") == [item.title]
    assert queries.search(office.actor("other"), office.place, "末班").all == 0
    assert queries.search(office.actor("deputy"), office.place, "末班").all == 0


def test_cases_are_found_by_number_subject_and_unit():
    office = cases.make_office()
    case = cases.make_case(office, subject="房屋渗漏投诉")
    follow_all()
    for text in (case.code, "渗漏", "住房和城乡建设局 渗漏"):
        assert titles(office.actor("office"), office.place, text, "case") == [str(case)]
    assert queries.search(office.actor("liaison"), office.place, "渗漏").all == 0, "not yet told"


@pytest.mark.parametrize("kind", sorted(sources()))
def test_every_source_watches_tables_that_exist_by_paths_that_lead_on(kind: str):
    source = sources()[kind]
    assert source.watches
    for watch in source.watches:
        model = apps.get_model(watch.model)
        if not watch.path:
            continue
        try:
            list(model._base_manager.filter(pk=0).values_list(watch.path, flat=True))
        except FieldDoesNotExist as error:
            raise AssertionError(f"{watch.model} has no {watch.path}") from error
