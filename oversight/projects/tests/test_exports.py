"""`jiannuo projects export-pb`: a year's announced ballot as a file that the format's checker and our own count take."""

from __future__ import annotations

import json
from datetime import date
from pathlib import Path

import pytest
from pabulib.checker import Checker

from oversight.audit.actors import operator
from oversight.audit.acts import act
from oversight.config.cli import main
from oversight.institutions.models import Jurisdiction
from oversight.institutions.tests import builders as make
from oversight.projects.commands import instance_in
from oversight.projects.models import BallotMeasure, CandidateList, ProjectBallot, ProjectYear
from oversight.projects.rulebook import projects_rules
from oversight.projects.rules.selection import tally

pytestmark = pytest.mark.django_db
NAMES = ("背街小巷路灯", "村卫生室改造", "中心小学门口；红绿灯")
YES = (33, 28, 30)


def voted(place: Jurisdiction, state: str) -> ProjectYear:
    """A year whose ballot was announced in the hall: 60 deputies, 58 valid ballots, two of three chosen."""
    stored = projects_rules(place)[0].stored
    rows = [
        {"project": f"p{number}", "title": name, "cost_yuan": 100_000 * number, "reserve": False}
        for number, name in enumerate(NAMES, start=1)
    ]
    figures = {
        "base": 60, "present": 60, "issued": 60, "returned": 60, "valid": 58, "invalid": 2,
        "rows": [
            {"name": name, "yes": yes, "no": 58 - yes, "abstain": 0, "silent": 0}
            for name, yes in zip(NAMES, YES, strict=True)
        ],
    }  # fmt: skip
    with act("projects.set_up_year", actor=operator(), place=place.code, permitted=True):
        year = ProjectYear(jurisdiction=place, year=2027, state=state, frame_yuan=450_000, **stored)
        year.save()
        measure = BallotMeasure(
            jurisdiction=place, project_year=year, state="adopted", title="票决办法", places=2,
            ballot="approve_each", drafted_label="经办人", **stored,
        )  # fmt: skip
        measure.save()
        listed = CandidateList(
            jurisdiction=place, project_year=year, version=1, state="frozen", sha256="0" * 64,
            content=rows,
        )  # fmt: skip
        listed.save()
        ProjectBallot(
            jurisdiction=place, measure=measure, list=listed, item_id="i", poll_id="p",
            status="valid", figures=figures, rule="project_ballot@1", announced_on=date(2027, 1, 9),
            result={"whole": {"chosen": ["p1", "p3"]}},
        ).save()  # fmt: skip
    return year


def accepted(path: Path) -> bool:
    """Whether the format's own checker finds nothing wrong."""
    found = Checker().process_files([path.read_text(encoding="utf-8")])
    return found["metadata"]["valid"] == 1


def test_a_year_is_written_with_its_votes_and_its_chosen(tmp_path, capsys):
    year = voted(make.make_place(kind="town", name="西湖镇"), "announced")
    path = tmp_path / "year.pb"
    by_address = f"{year.jurisdiction.code}/{year.year}"
    assert main(["projects", "export-pb", by_address, "--out", str(path), "--json"]) == 0
    told = json.loads(capsys.readouterr().out)
    assert (told["projects"], told["votes"]) == (3, 58)
    assert accepted(path)
    found = instance_in(path)
    assert {one.name: (int(one.votes or 0), one.selected) for one in found.projects} == {
        NAMES[0]: (33, True), NAMES[1]: (28, False), NAMES[2]: (30, True),
    }  # fmt: skip
    assert (tally(found).mismatches, found.budget) == ((), 450_000)


def test_what_was_not_announced_to_the_public_is_not_written(tmp_path, capsys):
    year = voted(make.make_place(kind="town", name="西湖镇"), "voted")
    path = tmp_path / "year.pb"
    assert main(["projects", "export-pb", year.public_id, "--out", str(path)]) == 2
    assert main(["projects", "export-pb", "nothing", "--out", str(path)]) == 2
    assert main(["projects", "export-pb", "nowhere/2026", "--out", str(path)]) == 2
    assert main(["projects", "export-pb", f"{year.jurisdiction.code}/x", "--out", str(path)]) == 2
    told = capsys.readouterr().err
    assert "[no_result]" in told and "[no_year]" in told
    assert not path.exists()
