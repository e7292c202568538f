"""导入: what is kept, what is refused, and that nothing is written before the file was read."""

from __future__ import annotations

import pytest
from django.conf import settings

from oversight.audit.actors import operator
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.audit.queries import last_entry, verify_chains
from oversight.hotline import actions, queries
from oversight.hotline.actions.tickets import Watch
from oversight.hotline.locks import store_lock
from oversight.hotline.tests.builders import (
    clerk,
    make_code,
    make_csv,
    make_import,
    make_mapping,
    make_place,
    member,
    ticket,
)
from oversight.institutions import queries as institutions
from oversight.jobs.models import Job

pytestmark = pytest.mark.django_db
JUNE = [ticket(1, "2026-06-01 08:00"), ticket(2, "2026-06-30 23:59", "水务局")]


def test_an_import_keeps_tickets_units_source_and_the_entry(tmp_path):
    place = make_place()
    batch = make_import(place, tmp_path, JUNE)
    assert (batch.read, batch.accepted, batch.duplicates) == (2, 2, 0)
    assert {unit.name for unit in institutions.units_of(place)} == {"城管局", "水务局"}
    assert queries.covered_months(place) == (2026 * 12 + 5, 2026 * 12 + 5)
    assert {"closed_at", "caller"} <= queries.present_columns(place)
    entry = last_entry(place.code, "hotline.import_tickets")
    assert entry is not None and entry.actor_label == "周砚清"
    assert entry.facts["revision"] == 1 and len(entry.facts["list_sha256"]) == 64
    assert all(chain.valid for chain in verify_chains(place.code))
    assert Job.rows.filter(kind="hotline.refresh_cubes", place=place.code).exists()


def test_the_same_file_again_is_all_duplicates_and_changes_no_revision(tmp_path):
    place = make_place()
    make_import(place, tmp_path, JUNE)
    before = [file.sha256 for file in queries.files_at(place)]
    again = make_import(place, tmp_path, JUNE)
    assert (again.accepted, again.duplicates, again.revision) == (0, 2, 1)
    assert [file.sha256 for file in queries.files_at(place)] == before


def test_an_older_revision_can_still_be_read_after_an_update(tmp_path):
    place = make_place()
    make_import(place, tmp_path, JUNE)
    old = {file.sha256 for file in queries.files_at(place, 1)}
    batch = make_import(place, tmp_path, [ticket(1, "2026-05-31 08:00")])
    assert (batch.updated, batch.revision) == (1, 2)
    assert {file.sha256 for file in queries.files_at(place, 1)} == old
    assert {f.sha256 for f in queries.files_at(place, 2)} != old
    assert all(
        (queries.store_root(place) / f.path).is_file() for f in queries.store_files(place, 1)
    )


def test_policy_auto_creates_the_place_in_the_mappings_zone(tmp_path):
    code = make_code()
    batch = actions.import_tickets(
        operator(), None, path=make_csv(tmp_path, JUNE), mapping=make_mapping(code)
    )
    place = institutions.place_by_code(code)
    assert place is not None and place.kind == "other" and batch.jurisdiction == place
    assert institutions.profile_of(place).timezone == "Asia/Shanghai"


def test_policy_known_quarantines_an_unknown_unit(tmp_path):
    place = make_place()
    make_import(place, tmp_path, JUNE[:1])
    batch = make_import(place, tmp_path, JUNE, policy="known")
    assert (batch.read, batch.duplicates, batch.quarantined) == (2, 1, 1)
    assert batch.quarantine_file.startswith(str(settings.HOME.quarantine))


def test_policy_known_refuses_an_unknown_place(tmp_path):
    code = make_code()
    with pytest.raises(Invalid) as refused:
        actions.import_tickets(
            operator(),
            None,
            path=make_csv(tmp_path, JUNE),
            mapping=make_mapping(code, policy="known"),
        )
    assert refused.value.code == "unknown_jurisdiction"


def test_a_mapping_without_place_needs_an_installation_with_just_one(tmp_path):
    mapping, path = make_mapping(""), make_csv(tmp_path, JUNE)
    with pytest.raises(Invalid) as refused:
        actions.import_tickets(operator(), None, path=path, mapping=mapping)
    assert refused.value.code == "which_jurisdiction"
    place = make_place()
    assert (
        actions.import_tickets(operator(), None, path=path, mapping=mapping).jurisdiction == place
    )


def test_a_code_that_cannot_be_an_address_is_refused(tmp_path):
    with pytest.raises(Invalid) as refused:
        actions.import_tickets(
            operator(), None, path=make_csv(tmp_path, JUNE), mapping=make_mapping("a.b")
        )
    assert refused.value.code == "bad_code"


@pytest.mark.parametrize(
    ("content", "code"), [(b"", "empty_file"), (b"x,y\n1,2\n", "missing_column")]
)
def test_an_unusable_file_writes_nothing(tmp_path, content, code):
    path = tmp_path / "bad.csv"
    path.write_bytes(content)
    place_code = make_code()
    with pytest.raises(Invalid) as refused:
        actions.import_tickets(operator(), None, path=path, mapping=make_mapping(place_code))
    assert refused.value.code == code
    assert institutions.place_by_code(place_code) is None
    assert not list((settings.HOME.store / place_code).rglob("*.parquet"))


def test_a_header_alone_is_read_and_empty(tmp_path):
    place = make_place()
    batch = make_import(place, tmp_path, [])
    assert (batch.read, batch.revision) == (0, 0)


def test_only_the_clerk_of_the_place_imports(tmp_path):
    place, other = make_place(), make_place()
    path, mapping = make_csv(tmp_path, JUNE), make_mapping(place.code)
    for actor in (member(place), clerk(other)):
        with pytest.raises(NotPermitted):
            actions.import_tickets(actor, place, path=path, mapping=mapping)
    assert queries.files_at(place) == []


def test_a_clerk_cannot_import_into_another_place_by_its_mapping(tmp_path):
    own, other = make_place(), make_place()
    with pytest.raises(Invalid) as refused:
        actions.import_tickets(
            clerk(own), own, path=make_csv(tmp_path, JUNE), mapping=make_mapping(other.code)
        )
    assert refused.value.code == "other_jurisdiction"


def test_a_second_import_waits_and_gives_up_when_told(tmp_path):
    place = make_place()
    with store_lock(place.code), pytest.raises(Refused) as refused:
        actions.import_tickets(
            clerk(place),
            place,
            path=make_csv(tmp_path, JUNE),
            mapping=make_mapping(place.code),
            watch=Watch(should_stop=lambda: True),
        )
    assert refused.value.code == "store_busy"


def test_a_lost_race_is_refused_whole(tmp_path):
    """Whatever moved the revision between reading and swapping, the second writer changes nothing."""
    place = make_place()
    make_import(place, tmp_path, JUNE)
    (tmp_path / "other").mkdir()

    def overtaken(*_read):
        from oversight.audit.acts import act
        from oversight.hotline import store_writes

        if queries.state_of(place).revision == 1:
            with act("hotline.clean_store", actor=operator(), place=place.code, permitted=True):
                state = store_writes.locked_state(place)
                store_writes.next_revision(state, 1)

    with pytest.raises(Refused) as refused:
        actions.import_tickets(
            clerk(place),
            place,
            path=make_csv(tmp_path / "other", [ticket(3, "2026-06-02 08:00")]),
            mapping=make_mapping(place.code),
            watch=Watch(progress=overtaken),
        )
    assert refused.value.code == "store_changed"
    assert queries.state_of(place).revision == 2
    assert sum(file.rows for file in queries.files_at(place)) == 2


def test_the_caller_is_never_stored_and_phones_are_masked(tmp_path):
    import pyarrow.parquet as pq

    place = make_place()
    make_import(
        place,
        tmp_path,
        [ticket(1, "2026-06-01 08:00", title="请回电13812345678", caller="13812345678")],
    )
    (file,) = queries.files_at(place)
    row = pq.read_table(file.path).to_pylist()[0]
    assert "138" not in row["title"] and "138" not in row["caller"] and len(row["caller"]) >= 16
