"""写全没有: the shipped years are whole; a year in part names what it lacks, in the rule and on its pages."""

from __future__ import annotations

from datetime import date

import pytest
from django.urls import reverse

from oversight.calendar import queries, shipped
from oversight.calendar.api import year_out
from oversight.calendar.rules.arrangements import Arranged, parse
from oversight.calendar.rules.completeness import missing
from oversight.institutions.tests import builders as make

PART = "2027-01-01 放假 元旦\n2027-10-01 至 2027-10-07 放假 国庆节"


@pytest.mark.parametrize("year", sorted(shipped.years()))
def test_a_shipped_year_lacks_nothing(year: int) -> None:
    assert missing(year, shipped.years()[year]) == ()


def test_a_year_in_part_names_holidays_and_months() -> None:
    found = [(one.name, one.months) for one in missing(2027, parse(PART, 2027).days)]
    assert found == [
        ("春节", "1月至2月"), ("清明节", "4月"), ("劳动节", "5月"), ("端午节", "5月至6月"),
        ("中秋节", "9月至10月"),
    ]  # fmt: skip
    assert missing(2028, parse(PART.replace("2027", "2028"), 2028).days)[-1].name == "端午节"
    assert missing(2027, [Arranged(date(2027, 1, 1), "on")])[0].name == "元旦"
    assert "清明节" not in {one.name for one in missing(2006, ())}


@pytest.mark.django_db
def test_who_enters_a_part_is_told_before_and_after() -> None:
    place = make.make_place("linxi")
    client = make.clerk_of(place)
    url = reverse("calendar:year_enter", args=["linxi", 2027])
    told = "1月至2月（春节）、4月（清明节）、5月（劳动节）、5月至6月（端午节）、9月至10月（中秋节）"
    assert told in client.post(url, {"text": PART}).content.decode()
    after = client.post(url, {"text": PART, "enter": "1"}, follow=True).content.decode()
    assert after.count(told) == 1
    found = year_out(queries.year_table(place, 2027))
    assert found["missing"] == ["春节", "清明节", "劳动节", "端午节", "中秋节"]
