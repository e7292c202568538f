"""小机关: the chair's confirmation stands for the second person there, nowhere else and for nobody else."""

from __future__ import annotations

import pytest

from oversight.institutions.permissions import chair_confirms
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("small", "role", "confirms"),
    [(True, "chair", True), (False, "chair", False), (True, "reviewer", False)],
)
def test_only_the_chair_of_a_small_office_confirms(small: bool, role: str, confirms: bool):
    place = make.make_place(small_office=small)
    assert chair_confirms(make.make_actor(place, role), place) is confirms
