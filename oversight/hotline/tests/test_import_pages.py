"""导入的页面: upload, job, result, rows set aside; who may do what."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile, TemporaryUploadedFile
from django.urls import reverse

from oversight.audit.actors import operator
from oversight.audit.queries import last_entry
from oversight.hotline import actions, drafts, queries, queries_imports, uploads
from oversight.hotline.tests.builders import clerk, make_csv, make_mapping, make_place, ticket
from oversight.hotline.tests.pages import client_as
from oversight.institutions import actions as institutions
from oversight.institutions.tests.builders import make_grant, signed_in
from oversight.jobs.models import Job
from oversight.jobs.worker import run_due

pytestmark = pytest.mark.django_db
BAD = [
    ticket("1", "2026-06-01 08:00", title="=HYPERLINK(1)"),
    ticket("2", "2026-06-31 08:00", title="=1+1"),
    ticket("3", "2026-06-02 08:00", ""),
]
ROLES = ["reviewer", "chair", "member", "liaison", "auditor", "admin"]


@pytest.fixture
def place():
    return make_place()


@pytest.fixture
def saved(place):
    return actions.save_mapping(clerk(place), place, text=make_mapping(place.code))


def upload(folder: Path, rows, name: str = "工单.csv") -> SimpleUploadedFile:
    return SimpleUploadedFile(name, make_csv(folder, rows).read_bytes(), "text/csv")


def url(name: str, place, *keys: str) -> str:
    return reverse(f"hotline:{name}", args=[place.code, *keys])


def imported(place, saved, folder, rows=BAD):
    """One import through the pages, the job run."""
    client = client_as(place)
    form = {"file": upload(folder, rows), "mapping": f"saved:{saved.public_id}"}
    answer = client.post(url("import_new", place), form)
    assert answer.status_code == 302, answer.content.decode()
    run_due()
    return client, answer.headers["Location"], queries.batches_of(place).first()


def test_a_file_goes_by_a_job_to_its_result(place, saved, tmp_path):
    client, job_url, batch = imported(place, saved, tmp_path)
    assert (batch.read, batch.accepted, batch.quarantined) == (3, 1, 2)
    job = Job.rows.get(kind="hotline.import", place=place.code)
    assert job.public_id in job_url and job.state == Job.DONE
    assert job.result["url"] == url("import_result", place, batch.public_id)
    page = client.get(job.result["url"]).content.decode()
    assert "2 行" in page and "受理时间读不出来" in page and "2026年6月" in page
    assert not [p for p in Path(settings.HOME.scratch).iterdir() if p.name.startswith("hotline-")]


def test_the_page_shows_the_rows_of_one_reason(place, saved, tmp_path):
    client, _job, batch = imported(place, saved, tmp_path)
    page = client.get(url("import_result", place, batch.public_id), {"reason": "blank_unit"})
    rows = page.context["set_aside"].rows
    assert [row[2] for row in rows] == ["3"] and page.context["set_aside"].total == 1


def test_rows_set_aside_cannot_run_and_can_be_mended_and_imported_again(place, saved, tmp_path):
    from openpyxl import load_workbook

    client, _job, batch = imported(place, saved, tmp_path)
    where = url("import_quarantine", place, batch.public_id)
    text = b"".join(client.get(where, {"form": "csv"}).streaming_content).decode("utf-8-sig")
    assert "'=1+1" in text and ",=1+1" not in text
    answer = client.get(where)
    book = load_workbook(io.BytesIO(b"".join(answer.streaming_content)))
    sheet = book.active
    heads = [cell.value for cell in sheet[1]]
    title = sheet.cell(2, heads.index("title") + 1)
    assert (title.value, title.data_type) == ("=1+1", "s") or title.quotePrefix
    assert answer.headers["Cache-Control"] == "private, no-store"
    for row in (2, 3):
        sheet.cell(row, heads.index("received") + 1).value = "2026-06-30 08:00"
        sheet.cell(row, heads.index("unit") + 1).value = "城管局"
    mended = io.BytesIO()
    book.save(mended)
    form = {
        "file": SimpleUploadedFile("mended.xlsx", mended.getvalue()),
        "mapping": f"used:{batch.source.public_id}",
    }
    form["mapping"] = f"saved:{saved.public_id}"
    assert client.post(url("import_new", place), form).status_code == 302
    run_due()
    again = queries.batches_of(place).first()
    assert (again.read, again.accepted, again.quarantined) == (2, 2, 0)


def test_rows_set_aside_are_for_the_clerk_alone(place, saved, tmp_path):
    _client, _job, batch = imported(place, saved, tmp_path)
    where = url("import_quarantine", place, batch.public_id)
    for role in ROLES:
        assert client_as(place, role).get(where).status_code == 403
    page = client_as(place, "reviewer").get(url("import_result", place, batch.public_id))
    assert page.status_code == 200 and "没有脱敏" in page.content.decode()
    assert page.context["set_aside"] is None


def test_an_import_without_file_or_with_an_unknown_mapping_is_refused(place, saved):
    client = client_as(place)
    assert client.post(url("import_new", place), {"mapping": "saved:x"}).status_code == 422
    empty = SimpleUploadedFile("empty.csv", b"")
    form = {"file": empty, "mapping": f"saved:{saved.public_id}"}
    assert client.post(url("import_new", place), form).status_code == 302
    run_due()
    job = Job.rows.get(kind="hotline.import", place=place.code)
    assert (job.state, job.error_code) == (Job.FAILED, "empty_file")
    assert not queries.batches_of(place).exists()


@pytest.mark.parametrize("role", ROLES)
def test_only_the_clerk_of_the_place_imports(place, saved, tmp_path, role):
    form = {"file": upload(tmp_path, BAD), "mapping": f"saved:{saved.public_id}"}
    assert client_as(place, role).post(url("import_new", place), form).status_code == 403
    other = client_as(make_place())
    form["file"] = upload(tmp_path, BAD)
    assert other.post(url("import_new", place), form).status_code == 403
    assert not Job.rows.filter(place=place.code).exists()


def test_the_list_filters_and_pages(place, saved, tmp_path):
    client, _job, batch = imported(place, saved, tmp_path)
    page = client.get(url("imports", place), {"state": "quarantined", "q": "工单"})
    assert [row.pk for row in page.context["listing"]] == [batch.pk]
    for odd in ({"state": "whole"}, {"source": "nowhere", "q": "\x00没有"}, {"page": "x"}):
        assert client.get(url("imports", place), odd).status_code == 200
    assert not client.get(url("imports", place), {"state": "whole"}).context["listing"].object_list


def test_a_waiting_import_is_named_on_the_list(place, saved, tmp_path):
    client = client_as(place)
    form = {"file": upload(tmp_path, BAD), "mapping": f"saved:{saved.public_id}"}
    client.post(url("import_new", place), form)
    page = client.get(url("imports", place))
    assert len(page.context["jobs"]) == 1
    assert "正在导入 1 个文件" in page.content.decode()


def test_an_upload_in_the_scratch_folder_is_not_copied(tmp_path):
    spooled = TemporaryUploadedFile("a.csv", "text/csv", 3, None)
    spooled.write(b"a,b")
    spooled.flush()
    kept = uploads.keep(spooled)
    try:
        assert kept.stat().st_ino == Path(spooled.temporary_file_path()).stat().st_ino
        assert kept.stat().st_mode & 0o777 == 0o600
        spooled.close()
        assert kept.read_bytes() == b"a,b"
    finally:
        kept.unlink()


def test_a_mapping_is_made_from_the_head_saved_and_used_at_once(place, tmp_path):
    client = client_as(place)
    form = {"file": upload(tmp_path, BAD), "mapping": "new"}
    answer = client.post(url("import_new", place), form)
    where = answer.headers["Location"]
    page = client.get(where)
    first = page.context["form"]
    fields = {name: first[name].value() or "" for name in first.fields}
    fields |= {"name": "新来源", "col_received_at": "received", "col_unit": "unit"}
    fields |= {"col_ticket_id": "id", "col_kind": "kind", "dates": "%Y-%m-%d %H:%M"}
    shown = client.post(where, {**fields, "wanted": "preview"})
    preview = shown.context["preview"]
    assert preview.read == 3 and dict(preview.refused) == {
        "受理时间读不出来": 1,
        "承办单位为空": 1,
    }
    fields = {
        name: shown.context["form"][name].value() or "" for name in shown.context["form"].fields
    }
    answer = client.post(where, {**fields, "wanted": "import"})
    assert answer.status_code == 302 and "/jobs/" in answer.headers["Location"]
    run_due()
    batch = queries.batches_of(place).first()
    assert (batch.source.name, batch.accepted, batch.quarantined) == ("新来源", 1, 2)
    assert queries_imports.mapping_named(place, "tickets", "新来源") is not None
    assert last_entry(place.code, "hotline.save_mapping").facts["name"] == "新来源"
    assert client.get(where).status_code == 404, "the draft is gone once it was imported"


def test_a_mapping_says_which_required_column_is_missing(place, tmp_path):
    client = client_as(place)
    answer = client.post(url("mapping_new", place), {"file": upload(tmp_path, BAD)})
    where = answer.headers["Location"]
    page = client.get(where)
    fields = {
        name: page.context["form"][name].value() or "" for name in page.context["form"].fields
    }
    refused = client.post(where, {**fields, "name": "x", "col_unit": "", "wanted": "save"})
    assert refused.status_code == 422 and "col_unit" in refused.context["form"].errors
    assert not queries_imports.mappings_of(place).exists()


def test_a_changed_column_is_looked_at_before_the_mapping_is_saved(place, tmp_path):
    client = client_as(place)
    rows = [ticket("1", "2026-06-01 08:00", satisfaction="不满意")]
    where = client.post(url("mapping_new", place), {"file": upload(tmp_path, rows)}).headers[
        "Location"
    ]
    page = client.get(where)
    fields = {
        name: page.context["form"][name].value() or "" for name in page.context["form"].fields
    }
    fields |= {"col_received_at": "received", "col_ticket_id": "id", "dates": "%Y-%m-%d %H:%M"}
    moved = client.post(where, {**fields, "col_kind": "satisfaction", "wanted": "save"})
    assert moved.context["moved"] and not queries_imports.mappings_of(place).exists()
    form = moved.context["form"]
    assert [text for _name, text in form.value_places["kind"]] == ["不满意"]


def test_a_draft_is_for_its_account_and_a_day(place, tmp_path):
    client = client_as(place)
    answer = client.post(url("mapping_new", place), {"file": upload(tmp_path, BAD)})
    where = answer.headers["Location"]
    assert client_as(place).get(where).status_code == 404
    key = where.rstrip("/").rsplit("/", 1)[1]
    draft = drafts.folder() / f"{key}.file"
    assert draft.stat().st_mode & 0o777 == 0o600
    import os

    os.utime(draft, (0, 0))
    drafts.expire()
    assert client.get(where).status_code == 404


@pytest.mark.parametrize(
    ("content", "name"),
    [
        (b"", "empty.csv"),
        (b"PK\x03\x04broken", "bomb.xlsx"),
        (b"PAR1xxxxPAR1", "cut.parquet"),
        (b"%PDF-1.4", "a.pdf"),
        (bytes(range(256)) * 4, "noise.csv"),
    ],
)
def test_an_unreadable_file_is_said_so(place, content, name):
    client = client_as(place)
    answer = client.post(url("mapping_new", place), {"file": SimpleUploadedFile(name, content)})
    assert answer.status_code in (302, 422)
    if answer.status_code == 302:
        assert client.get(answer.headers["Location"]).status_code == 200


def test_toml_goes_in_and_out(place, saved):
    client = client_as(place)
    text = client.get(url("mapping_toml", place, saved.public_id)).content.decode()
    assert text == saved.text
    form = {"file": SimpleUploadedFile("m.toml", text.encode()), "subject": "tickets"}
    assert client.post(url("mapping_upload", place), form).status_code == 302
    wrong = text.replace('unit = "unit"', "")
    form = {"file": SimpleUploadedFile("m.toml", wrong.encode()), "subject": "tickets"}
    answer = client.post(url("mapping_upload", place), form)
    assert answer.status_code == 422 and "unit" in answer.context["refused"].text
    assert b"nyc-council" in client.get(url("shipped_toml", place, "nyc")).content
    assert client.get(url("shipped_toml", place, "nowhere")).status_code == 404
    for role in ROLES:
        form["file"] = SimpleUploadedFile("m.toml", text.encode())
        assert client_as(place, role).post(url("mapping_upload", place), form).status_code == 403


def test_a_shipped_example_is_made_fit_for_the_place(place, tmp_path):
    rows = "unique_key,opendate,closedate,account,complaint_type,descriptor,borough\n"
    rows += "1,2026-06-01 08:00:00,,Parks,Noise,x,Bronx\n"
    form = {"file": SimpleUploadedFile("nyc.csv", rows.encode()), "mapping": "shipped:nyc"}
    assert client_as(place).post(url("import_new", place), form).status_code == 302
    run_due()
    assert queries.batches_of(place).get().accepted == 1


def test_defused_csv_keeps_every_cell(place, saved, tmp_path):
    client, _job, batch = imported(place, saved, tmp_path)
    where = url("import_quarantine", place, batch.public_id)
    text = b"".join(client.get(where, {"form": "csv"}).streaming_content).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(text)))
    assert rows[0][-3:] == ["line", "code", "reason"] and len(rows) == 3


def test_a_job_of_somebody_whose_role_ended_is_not_done(place, saved, tmp_path):
    grant = make_grant(place, "clerk")
    form = {"file": upload(tmp_path, BAD), "mapping": f"saved:{saved.public_id}"}
    signed_in(grant).post(url("import_new", place), form)
    institutions.revoke_role(operator(), place, grant=grant, reason="调离")
    run_due()
    job = Job.rows.get(kind="hotline.import", place=place.code)
    assert (job.state, job.error_code) == (Job.FAILED, "role_ended")
    assert not (settings.HOME.scratch / job.payload["scratch"]).exists()
    assert not queries.batches_of(place).exists()
