"""报送党委的公文: their words are the general office's; the auditor knows the number alone (procedures §9)."""

from __future__ import annotations

from typing import Any

import pytest
from django.urls import reverse

from oversight.audit import queries as audit
from oversight.documents import actions, queries
from oversight.documents.models import Paper
from oversight.documents.tests.builders import (
    Office,
    advance,
    make_office,
    make_paper,
    make_scan,
)
from oversight.inbox.models import Notice
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db
TITLE = "关于开展专项监督情况的报告"


@pytest.fixture
def office() -> Office:
    return make_office(name="云川市", kind="city")


def report(office: Office, to: str = "draft") -> Paper:
    paper = make_paper(office, kind="report_up", title=TITLE, addressees=["市委"])
    return advance(office, paper, to)


def page(office: Office, role: str, name: str, *keys: Any) -> Any:
    address = reverse(f"documents:{name}", args=[office.place.code, *keys])
    return make.signed_in(office.grants[role]).get(address)


def test_the_auditor_finds_no_report_but_sees_that_its_number_was_used(office: Office):
    paper = report(office, "issued")
    assert queries.papers_seen_by(office.actor("chair"), office.place).get() == paper
    assert not queries.papers_seen_by(office.actor("auditor"), office.place).exists()
    assert not queries.papers_seen_by(office.actor("office"), office.place).exists()
    for name in ("paper", "paper_pdf", "paper_docx", "paper_print"):
        assert page(office, "auditor", name, paper.public_id).status_code == 404
    register = queries.registers_of(office.place).get()
    seen = {
        role: page(office, role, "register", register.public_id).content.decode()
        for role in ("clerk", "auditor", "office")
    }
    assert all(paper.number in html for html in seen.values())
    assert [role for role, html in seen.items() if TITLE in html] == ["clerk"]


def test_the_files_of_a_paper_are_given_out_by_the_paper_alone(office: Office):
    paper = report(office, "sealed")
    scan = paper.files.get(role="scan")
    assert scan.file.confined
    for role in ("member", "auditor", "reviewer"):
        reader = make.signed_in(office.grants[role])
        listed = reader.get(reverse("files:files", args=[office.place.code]))
        assert scan.file.name not in listed.content.decode()
        address = reverse("files:download", args=[office.place.code, scan.file.public_id])
        assert reader.get(address).status_code == 403
    assert (
        page(office, "reviewer", "paper_file", paper.public_id, scan.public_id).status_code == 200
    )
    assert page(office, "auditor", "paper_file", paper.public_id, scan.public_id).status_code == 404


def test_notices_leave_the_house_by_mail_so_they_name_no_report(office: Office):
    paper = report(office, "issued")
    actions.recall(office.actor("chair"), office.place, paper=paper, reason="数字有误")
    notices = Notice.rows.filter(url__contains=paper.public_id)
    assert notices.count() > 3
    assert not [one.title for one in notices if TITLE in one.title + one.text]


def test_the_record_of_acts_keeps_no_word_of_a_report(office: Office):
    paper = report(office, "checking")
    place = office.place
    actions.approve_check(
        office.actor("reviewer"), place, paper=paper, note="补上约谈建议", offices=[office.office]
    )
    actions.cosign(office.actor("office"), place, paper=paper, opinion="建议调整职务")
    actions.return_paper(office.actor("chair"), place, paper=paper, reason="改写人事建议")
    actions.attach_file(
        office.actor("clerk"), place, paper=paper, file=make_scan(office), label="人事建议表"
    )
    kept = str([(one.note, one.facts, one.changes) for one in audit.entries_of(place.code)])
    for words in (TITLE, "约谈建议", "调整职务", "人事建议"):
        assert words not in kept


def test_the_record_of_acts_keeps_the_title_of_every_other_paper(office: Office):
    make_paper(office)
    entry = audit.last_entry(office.place.code, "documents.draft_paper")
    assert entry is not None
    assert "关于听取专项工作报告的通知" in str(entry.changes)
