"""存入文件: the record, its trace, and who may not."""

from __future__ import annotations

import io

import pytest

from oversight.audit.actors import anyone
from oversight.audit.errors import Invalid, NotPermitted
from oversight.audit.queries import history_of, verify_chains
from oversight.files import blobs, queries
from oversight.files.actions import store_file
from oversight.files.tests.builders import PDF, acting, make_place, make_staff, picture

pytestmark = pytest.mark.django_db


def test_an_upload_is_stored_recorded_and_traced(tmp_path):
    place = make_place()
    actor = acting(make_staff(place))
    path = tmp_path / "x"
    path.write_bytes(PDF)
    stored = store_file(actor, place, path=path, name="意见.pdf")
    assert blobs.read(stored.sha256) == PDF
    assert (stored.size, stored.kind, stored.uploaded_label) == (len(PDF), "pdf", actor.label)
    assert [entry.code for entry in history_of(stored)] == ["files.store_file"]
    assert all(chain.valid for chain in verify_chains())


def test_the_check_value_is_that_of_the_cleaned_photo():
    place = make_place()
    photo = picture("JPEG")
    stored = store_file(acting(make_staff(place)), place, stream=io.BytesIO(photo), name="a.jpg")
    kept = blobs.read(stored.sha256)
    assert stored.cleaned and b"SecretCamera" in photo and b"SecretCamera" not in kept


def test_a_refused_upload_leaves_no_record_and_no_content(settings):
    place = make_place()
    actor = acting(make_staff(place))
    with pytest.raises(Invalid):
        store_file(actor, place, stream=io.BytesIO(b"MZ"), name="a.pdf")
    assert not queries.files_of(place).exists()


def test_another_place_and_the_public_may_not_upload():
    place, other = make_place(), make_place("other", "他镇")
    for actor in (acting(make_staff(other)), anyone(), acting(make_staff(place, "auditor"))):
        with pytest.raises(NotPermitted):
            store_file(actor, place, stream=io.BytesIO(PDF), name="a.pdf")


def test_the_files_of_another_place_are_not_in_the_list():
    place, other = make_place(), make_place("other", "他镇")
    stored = store_file(acting(make_staff(place)), place, stream=io.BytesIO(PDF), name="a.pdf")
    assert queries.file_of(place, stored.public_id) == stored
    assert queries.file_of(other, stored.public_id) is None
