"""听取以后的各月: counted from each month's own freeze, against a range that nothing later moves."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from oversight.audit.actors import operator
from oversight.cases.figures import MonthAfter
from oversight.hotline import actions
from oversight.hotline.aftermath import months_after
from oversight.hotline.tests.builders import clerk, make_place
from oversight.institutions import actions as institutions
from oversight.institutions import queries
from oversight.institutions.models import Jurisdiction
from oversight.institutions.tests.builders import make_unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("module_db")]
HEADS = "单位,月份,受理量,办结量,应办结量,办结率（%）\n"
UNIT, NEW = "市住建局", "市城乡建设局"
FACTS = {"unit_name": UNIT, "month": "2026-06", "kinds": "all"}
HEARD = date(2026, 7, 30)


def take_in(place: Jurisdiction, folder: Path, counts: dict[str, tuple[str, int]]) -> None:
    """A monthly table with one line a month."""
    lines = [f"{unit},{month},{n},{n},{n},100" for month, (unit, n) in counts.items()]
    path = folder / f"{len(lines)}.csv"
    path.write_text(HEADS + "\n".join(lines) + "\n", encoding="utf-8")
    actions.import_table(clerk(place), place, path=path)


@pytest.fixture(scope="module")
def place(module_db: None, tmp_path_factory: pytest.TempPathFactory) -> Jurisdiction:
    """A year of ten a month, thirty in June; heard in July; the unit merged into another in September."""
    folder, place = tmp_path_factory.mktemp("tables"), make_place()
    old = make_unit(place, UNIT, valid_from=date(2010, 1, 1))
    new = make_unit(place, NEW, valid_from=date(2010, 1, 1))
    months = [f"2025-{month:02d}" for month in range(6, 13)]
    months += [f"2026-{month:02d}" for month in range(1, 6)]
    take_in(place, folder, {**dict.fromkeys(months, (UNIT, 10)), "2026-06": (UNIT, 30)})
    actions.freeze_month(clerk(place), place, month=2026 * 12 + 5)
    institutions.merge_units(
        operator(),
        place,
        units=[old],
        into=new,
        on=date(2026, 9, 1),
        basis="机构改革方案",
        carry_people=True,
    )
    take_in(place, folder, {"2026-08": (UNIT, 50), "2026-09": (NEW, 8)})
    for month in (7, 8):
        actions.freeze_month(clerk(place), place, month=2026 * 12 + month)
    return place


def test_the_months_after_the_hearing_stand_beside_what_was_expected_before_it(place):
    found = months_after(place, FACTS, HEARD)
    assert [one.month for one in found] == ["2026-08", "2026-09"]
    august = found[0]
    assert august.seen == 50 and august.high is not None and august.seen > august.high
    assert august.expected == found[1].expected and 9 <= (august.expected or 0) <= 14
    assert isinstance(august, MonthAfter) and len(august.sha256) == 64


def test_a_merged_unit_is_found_under_its_successor(place):
    assert months_after(place, FACTS, HEARD)[1].seen == 8


def test_months_not_frozen_and_the_month_of_the_hearing_are_left_out(place):
    assert months_after(place, FACTS, date(2026, 9, 15)) == []
    assert queries.units_of(place).count() >= 2
