"""清理: an uploaded roster is kept a day at most."""

from __future__ import annotations

from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.utils import timezone

from oversight.audit.scoping import Scope
from oversight.institutions.cleaning import clean_drafts
from oversight.institutions.models import ImportDraft, Jurisdiction, SentForm
from oversight.institutions.tests.builders import make_account, make_place

pytestmark = pytest.mark.django_db


def keep_draft(place: Jurisdiction, age: timedelta) -> ImportDraft:
    draft = ImportDraft(
        jurisdiction=place, account=make_account(), subject="people", file_name="a", content=b"x"
    )
    draft.save()
    ImportDraft._base_manager.filter(pk=draft.pk).update(created_at=timezone.now() - age)
    return draft


def test_only_drafts_older_than_a_day_go() -> None:
    place = make_place()
    keep_draft(place, timedelta(days=2))
    fresh = keep_draft(place, timedelta(hours=2))
    job = SimpleNamespace(result=None)
    clean_drafts(job)
    assert job.result == {"drafts": 1, "form_keys": 0}
    assert [d.pk for d in ImportDraft.objects.in_scope(Scope.of(place))] == [fresh.pk]


def test_keys_of_sent_forms_are_kept_a_day() -> None:
    account = make_account()
    for key, age in (("old", timedelta(days=2)), ("new", timedelta(hours=2))):
        row = SentForm.rows.create(account=account, key=key, sha256="x")
        SentForm.rows.filter(pk=row.pk).update(at=timezone.now() - age)
    job = SimpleNamespace(result=None)
    clean_drafts(job)
    assert job.result == {"drafts": 0, "form_keys": 1}
    assert SentForm.rows.get().key == "new"
