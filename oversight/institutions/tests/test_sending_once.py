"""一张表单只办一次: twice the same key does the act once; what was refused may be sent again."""

from __future__ import annotations

import re
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
from django.contrib.messages import get_messages
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from oversight.institutions import queries
from oversight.institutions.models import SentForm
from oversight.institutions.tests import builders as make

pytestmark = pytest.mark.django_db


def key_in(page: Any) -> str:
    """The key of the first form of a page."""
    found = re.search(r'name="form_key" value="([\w-]+)"', page.content.decode())
    assert found
    return found[1]


class Desk:
    """A clerk in front of the form for a new unit."""

    def __init__(self) -> None:
        self.place = make.make_place()
        self.client = make.signed_in(make.make_grant(self.place, "clerk"))
        self.address = reverse("institutions:unit_new", args=[self.place.code])

    def key(self) -> str:
        return key_in(self.client.get(self.address))

    def send(self, key: str, name: str = "县水利局", **more: Any) -> Any:
        data = {"name": name, "kind": "government", "valid_from": "2020-01-01", "form_key": key}
        return self.client.post(self.address, data | more)

    def units(self) -> list[str]:
        return sorted(unit.name for unit in queries.units_of(self.place))


def test_a_form_sent_twice_does_its_act_once_and_leads_to_the_same_page():
    desk = Desk()
    key = desk.key()
    first = desk.send(key)
    assert first.status_code == 302, first.content.decode()
    again = desk.send(key)
    assert (again.status_code, again.url) == (302, first.url)
    assert desk.units() == ["县水利局"]
    assert "只办理了一次" in [str(each) for each in get_messages(again.wsgi_request)][-1]


def test_each_rendering_has_a_key_of_its_own():
    desk = Desk()
    one, other = desk.key(), desk.key()
    assert one != other
    assert [desk.send(one).status_code, desk.send(other, "县农业局").status_code] == [302, 302]
    assert desk.units() == ["县农业局", "县水利局"]


def test_the_same_key_with_other_content_is_asked_about_and_nothing_typed_is_lost():
    desk = Desk()
    key = desk.key()
    desk.send(key)
    back = desk.send(key, "县农业局")
    assert back.status_code == 409
    assert back.context["form"]["name"].value() == "县农业局"
    assert desk.units() == ["县水利局"]
    assert desk.send(key_in(back), "县农业局").status_code == 302


def test_a_refused_act_leaves_the_key_free():
    desk = Desk()
    key = desk.key()
    assert desk.send(key, name="").status_code == 422
    desk.send(desk.key())
    refused = desk.send(key)
    assert refused.status_code in (409, 422)
    assert SentForm.rows.count() == 1
    assert desk.send(key, "县农业局").status_code == 302


def test_without_a_key_or_with_a_strange_one_the_act_is_simply_done():
    desk = Desk()
    assert desk.send("").status_code == 302
    assert desk.send("short", "县农业局").status_code == 302
    assert desk.send("x" * 200, "县林业局").status_code == 302
    assert not SentForm.rows.exists()


def test_the_key_of_another_account_stands_in_nobodys_way():
    desk = Desk()
    key = desk.key()
    SentForm.rows.create(account=make.make_account(), key=key, sha256="x", address="/elsewhere/")
    assert desk.send(key).status_code == 302
    assert desk.units() == ["县水利局"]


def test_two_at_once_meet_at_the_constraint():
    account = make.make_account()
    SentForm.rows.create(account=account, key="k", sha256="x")
    with pytest.raises(IntegrityError), transaction.atomic():
        SentForm.rows.create(account=account, key="k", sha256="x")


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)  # threads see only what is committed
def test_a_true_double_click_does_the_act_once():
    if connection.vendor != "postgresql":
        pytest.skip("threads of one process share the only connection of SQLite in memory")
    desk = Desk()
    for number in range(5):
        key = desk.key()

        def press(_click: int, key: str = key, number: int = number) -> tuple[int, str]:
            try:
                answer = desk.send(key, f"第{number}局")
                return answer.status_code, answer.url
            finally:
                connection.close()

        with ThreadPoolExecutor(2) as both:
            one, other = both.map(press, range(2))
        assert one == other and one[0] == 302
    assert desk.units() == [f"第{number}局" for number in range(5)]
