"""装入演示数据中断: a home that holds half of the demonstration is not served as one."""

from __future__ import annotations

from argparse import Namespace
from types import SimpleNamespace

import pytest

from oversight.config.commands import demo
from oversight.config.demo import load

ONCE = Namespace(port=8000, load_only=True)


def test_a_load_that_broke_off_is_told_and_not_served(tmp_path, settings, monkeypatch, capsys):
    settings.HOME = SimpleNamespace(root=tmp_path)
    monkeypatch.setattr(load, "is_loaded", lambda: False)

    def breaks(_say: object) -> None:
        raise RuntimeError("the disk is full")

    monkeypatch.setattr(load, "load", breaks)
    with pytest.raises(RuntimeError):
        demo.run(ONCE)
    monkeypatch.setattr(load, "is_loaded", lambda: True)
    assert demo.run(ONCE) == 1
    assert str(tmp_path) in capsys.readouterr().err


def test_a_load_that_ended_leaves_nothing_behind_but_the_codes(tmp_path, settings, monkeypatch):
    settings.HOME = SimpleNamespace(root=tmp_path)
    monkeypatch.setattr(load, "is_loaded", lambda: False)
    monkeypatch.setattr(load, "load", lambda _say: load.Loaded(1, "AAAA-BBBB", "CCCC-DDDD"))
    assert demo.run(ONCE) == 0
    assert not (tmp_path / demo.UNFINISHED).exists()
    assert (tmp_path / "demo-deputy-code").read_text() == "AAAA-BBBB"
