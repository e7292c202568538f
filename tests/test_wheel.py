"""安装包: what a wheel carries beside the modules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]


def test_a_wheel_carries_the_english_catalogue_and_the_templates(tmp_path):
    command = [sys.executable, "setup.py", "-q", "build_py", "--build-lib", str(tmp_path)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=300)
    built = tmp_path / "oversight/locale/en/LC_MESSAGES/django.mo"
    source = polib.pofile(str(ROOT / "locale/en/LC_MESSAGES/django.po"))
    assert len(polib.mofile(str(built))) == len(source.translated_entries())
    assert (tmp_path / "oversight/ui/templates/ui/base.html").exists()
    booth = ROOT / "oversight/voting/secret/data/booth"
    assert sorted(each.name for each in booth.glob("*")) == sorted(
        each.name for each in (tmp_path / booth.relative_to(ROOT)).glob("*")
    )
