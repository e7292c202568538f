"""内容库: whole or absent, named by content, readable by the owner only."""

from __future__ import annotations

import hashlib

import pytest

from oversight.files import blobs


def test_content_comes_back_under_its_check_value():
    sha256 = blobs.put(b"one")
    assert sha256 == hashlib.sha256(b"one").hexdigest()
    assert blobs.read(sha256) == b"one" and blobs.exists(sha256)
    with blobs.open(sha256) as handle:
        assert handle.read() == b"one"


def test_equal_content_is_stored_once_and_only_for_the_owner():
    sha256 = blobs.put(b"two")
    before = blobs.path_of(sha256).stat()
    assert blobs.put(b"two") == sha256
    assert blobs.path_of(sha256).stat().st_mtime_ns == before.st_mtime_ns
    assert before.st_mode & 0o777 == 0o600


def test_a_write_that_breaks_off_leaves_nothing(monkeypatch):
    content = b"three"
    target = blobs.path_of(hashlib.sha256(content).hexdigest())
    monkeypatch.setattr(blobs.os, "fsync", lambda _: (_ for _ in ()).throw(OSError("disk")))
    with pytest.raises(OSError, match="disk"):
        blobs.put(content)
    assert not target.exists() and not list(target.parent.glob(".*"))


def test_changed_bytes_are_noticed():
    sha256 = blobs.put(b"four")
    blobs.path_of(sha256).write_bytes(b"f0ur")
    with pytest.raises(blobs.BlobDamagedError):
        blobs.read(sha256)


@pytest.mark.parametrize("name", ["", "../../keys/django", "A" * 64, "0" * 63])
def test_what_is_no_check_value_reaches_no_file(name):
    assert not blobs.exists(name)
    with pytest.raises(blobs.BlobMissingError):
        blobs.open(name)


def test_a_take_down_deletes_the_content():
    sha256 = blobs.put(b"five")
    assert blobs.remove(sha256) and not blobs.exists(sha256) and not blobs.remove(sha256)
