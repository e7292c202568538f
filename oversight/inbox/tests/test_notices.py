"""通知: whom they reach, once, and who may read and mark them."""

from __future__ import annotations

from datetime import timedelta

import pytest
from django.utils import timezone

from oversight.audit.actors import anyone, operator
from oversight.audit.errors import NotPermitted
from oversight.audit.queries import last_entry
from oversight.inbox import actions, queries
from oversight.inbox.models import Notice
from oversight.inbox.tests.builders import acting, make_notice, make_place, make_staff
from oversight.institutions import actions as institutions

pytestmark = pytest.mark.django_db


def test_a_notice_reaches_its_account_once_however_often_it_is_sent():
    account = make_staff(make_place())
    assert actions.notify(account=account, key="a", title="一") == 1
    assert actions.notify(account=account.pk, key="a", title="一") == 0
    assert queries.unread_count(acting(account)) == 1


def test_a_notice_to_a_role_reaches_all_who_hold_it_here_today():
    place, other = make_place(), make_place("other", "他镇")
    clerks = [make_staff(place), make_staff(place)]
    make_staff(place, "chair")
    make_staff(other)
    gone = make_staff(place, valid_from=timezone.localdate() - timedelta(days=9))
    gone.grants.first()
    make_staff(place, valid_from=timezone.localdate() + timedelta(days=9))
    told = actions.notify(place=place, roles=("clerk",), key="k", title="待办")
    assert told == 3
    found = set(Notice.rows.values_list("account", flat=True))
    assert found == {clerks[0].pk, clerks[1].pk, gone.pk}


def test_a_notice_to_liaisons_of_one_unit_reaches_no_other_unit():
    place = make_place()
    units = [institutions.create_unit(operator(), place, name=name) for name in ("甲局", "乙局")]
    first = make_staff(place, "liaison", unit=units[0])
    make_staff(place, "liaison", unit=units[1])
    actions.notify(place=place, roles=("liaison",), unit=units[0], key="k", title="待答复")
    assert list(Notice.rows.values_list("account", flat=True)) == [first.pk]


def test_a_notice_links_only_into_this_site():
    account = make_staff(make_place())
    assert make_notice(account, key="in", url="/w/qingshi/").url == "/w/qingshi/"
    assert make_notice(account, key="out", url="//evil.example/").url == ""
    assert make_notice(account, key="js", url="javascript:alert(1)").url == ""


def test_an_account_that_is_gone_is_no_error():
    assert actions.notify(account=987654, key="x", title="一") == 0


def test_nobody_reads_or_marks_anothers_notice():
    place = make_place()
    mine, other = make_staff(place), make_staff(place)
    notice = make_notice(mine)
    assert queries.notice_of(acting(other), notice.public_id) is None
    actions.mark_read(acting(other), notice)
    assert actions.mark_all_read(acting(other)) == 0
    assert queries.unread_count(acting(mine)) == 1
    assert queries.unread_count(anyone()) == 0 and not queries.notices_of(anyone()).exists()


def test_a_token_reads_only_what_belongs_to_its_place():
    from dataclasses import replace

    place, other = make_place(), make_place("other", "他镇")
    account = make_staff(place)
    for where in (place, other, None):
        actions.notify(account=account, key=str(where), title="一", place=where)
    narrowed = replace(acting(account), scopes=frozenset({"inbox:read"}))
    assert queries.unread_count(acting(account)) == 3
    assert queries.unread_count(narrowed) == 2


def test_marking_all_leaves_what_came_after_the_list_was_shown():
    account = make_staff(make_place())
    shown, later = make_notice(account, key="1"), make_notice(account, key="2")
    Notice.rows.filter(pk=later.pk).update(created_at=timezone.now() + timedelta(seconds=5))
    assert actions.mark_all_read(acting(account), up_to=shown) == 1
    assert [each.key for each in queries.filtered(acting(account))] == ["2"]


def test_the_first_pages_list_puts_unread_ones_first():
    account = make_staff(make_place())
    old, new = make_notice(account, key="old"), make_notice(account, key="new")
    actions.mark_read(acting(account), new)
    assert [each.pk for each in queries.latest(acting(account), 2)] == [old.pk, new.pk]


def test_the_choice_of_the_digest_is_recorded():
    account = make_staff(make_place())
    actions.choose_digest(acting(account), wanted=False)
    assert not queries.wants_digest(account)
    assert last_entry("qingshi", "inbox.choose_digest").facts == {"wanted": False}
    with pytest.raises(NotPermitted):
        actions.choose_digest(anyone(), wanted=False)
