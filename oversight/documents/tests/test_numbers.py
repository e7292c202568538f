"""发文字号: drawn by signing, one after another, no gap, no double, also when many sign at once."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from django.db import connection

from oversight.audit.errors import Invalid, Refused
from oversight.documents import actions, notices
from oversight.documents.tests import drawing
from oversight.documents.tests.builders import advance, make_office, make_paper

SIGNERS = 50
ON_SQLITE = 12
"""Two processes queue for the one writer that SQLite lets in; more of them would only wait longer."""


@pytest.mark.django_db
def test_numbers_are_written_as_the_standard_says():
    office = make_office(name="云川市", kind="city")
    paper = advance(office, make_paper(office), "signed")
    assert paper.number == f"云人常办〔{paper.signed_on.year}〕1号"
    sheet = advance(office, make_paper(office, kind="judgment_sheet"), "signed")
    assert sheet.number == f"云人常办研〔{sheet.signed_on.year}〕1号"


@pytest.mark.django_db
def test_a_failed_signing_takes_its_number_back(monkeypatch):
    office = make_office()
    paper = advance(office, make_paper(office), "signing")
    monkeypatch.setattr(notices, "to_clerks", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        actions.sign(office.actor("chair"), office.place, paper=paper)
    monkeypatch.undo()
    assert advance(office, make_paper(office), "signed").number.endswith("〕1号")
    paper = actions.sign(office.actor("chair"), office.place, paper=paper)
    assert paper.number.endswith("〕2号")


@pytest.mark.django_db
def test_what_was_used_before_the_system_is_carried_in_once():
    office = make_office()
    clerk, year = office.actor("clerk"), 2026
    given = {"issuer": office.issuer, "year": year, "series": "main", "prefix": "示人常办"}
    actions.carry_in_number(clerk, office.place, **given, last=11, reason="原登记簿第3页")
    paper = advance(office, make_paper(office), "signing")
    year = paper.drafted_at.year
    actions.carry_in_number(
        clerk, office.place, **{**given, "year": year}, last=12, reason="原登记簿第4页"
    )
    paper = actions.sign(office.actor("chair"), office.place, paper=paper)
    assert paper.number == f"示人常办〔{year}〕13号"
    with pytest.raises(Refused):
        actions.carry_in_number(
            clerk, office.place, **{**given, "year": year}, last=20, reason="补记"
        )
    with pytest.raises(Invalid):
        actions.carry_in_number(clerk, office.place, **given, last=20, reason="")


@pytest.mark.django_db
def test_two_offices_of_one_kind_do_not_share_a_word():
    office = make_office()
    one = advance(office, make_paper(office, issuer=office.office), "signed")
    from oversight.institutions.tests import builders as make

    second = make.make_office(office.place, "社会工委")
    two = advance(office, make_paper(office, issuer=second), "signed")
    assert one.number != two.number


def none_missing_none_twice(found: dict[str, object], signers: int) -> None:
    assert found["errors"] == []
    assert found["numbers"] == list(range(1, signers + 1))
    assert len(set(found["papers"])) == signers  # type: ignore[arg-type]
    assert found["missing"] == [] and found["chain"]


@pytest.mark.django_db(transaction=True)  # threads see only what is committed
def test_many_people_draw_from_one_register_at_once(tmp_path: Path):
    """Threads on PostgreSQL; two processes with six threads each on SQLite."""
    if connection.vendor == "postgresql":
        office = make_office()
        papers = drawing.papers_to_sign(office, SIGNERS)
        errors = drawing.sign_at_once(office.place.code, papers)
        assert errors == []
        found = {"errors": errors, **drawing.what_came_out(office.place)}
        none_missing_none_twice(found, SIGNERS)
        return
    command = [sys.executable, "-m", "oversight.documents.tests.drawing", str(ON_SQLITE), "2"]
    ended = subprocess.run(
        command, env=drawing.environment(tmp_path), capture_output=True, timeout=300, check=True
    )
    none_missing_none_twice(json.loads(ended.stdout), ON_SQLITE)
