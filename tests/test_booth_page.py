"""写票页 (the booth page) as it was built: one file that its policy suffices for, under the address of its content."""

from __future__ import annotations

import base64
import hashlib
import re
from pathlib import Path

import pytest

from oversight.ui.tests.test_sources import TOO_NEW
from oversight.voting.secret import bundle

SOURCES = Path(__file__).parents[1] / "frontend/booth/page"
# What a page might keep or tell: nothing of it occurs in the sources.
FORBIDDEN = r"localStorage|sessionStorage|indexedDB|serviceWorker|caches\.|document\.cookie|innerHTML|Math\.random|eval\(|sendBeacon"


@pytest.fixture(scope="module")
def built() -> bundle.Bundle:
    if not (bundle.BUILT / "manifest.json").exists():
        pytest.skip("the front end is not built: make setup")
    return bundle.read(bundle.BUILT)


def element(name: str, html: str) -> str:
    found = re.findall(rf"<{name}>(.*?)</{name}>", html, re.DOTALL)
    assert len(found) == 1
    return str(found[0])


def hashed(text: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()}'"


def test_the_address_is_that_of_the_content(built: bundle.Bundle):
    assert hashlib.sha256(built.path.read_bytes()).hexdigest() == built.sha256
    assert [each.name for each in sorted(bundle.BUILT.iterdir())] == [
        f"{built.sha256}.html",
        "manifest.json",
    ]


def test_the_policy_suffices(built: bundle.Bundle):
    """One script and one style, both named by hash; no handler, no style attribute, nothing from elsewhere."""
    html = built.path.read_text(encoding="utf-8")
    script, style = element("script", html), element("style", html)
    assert f"script-src {hashed(script)};" in built.csp
    assert f"style-src {hashed(style)};" in built.csp
    rest = html.replace(script, "").replace(style, "")
    assert re.findall(r"\son\w+\s*=|\sstyle\s*=|javascript:|\ssrc\s*=|https?:", rest) == []
    assert re.findall(r"url\(|@import", style) == []
    assert re.findall(r"setAttribute\(.style|\.style\.cssText", script) == []
    assert "unsafe" not in built.csp and built.csp.startswith("default-src 'none'; ")


def test_the_oldest_browsers_read_its_style(built: bundle.Bundle):
    style = element("style", built.path.read_text(encoding="utf-8"))
    found = {name: re.findall(each, style) for name, each in TOO_NEW.items()}
    assert {name: each for name, each in found.items() if each} == {}
    for selector, body in re.findall(r"([^{}]+){([^{}]*)}", style):
        assert not re.search(r"(^|;)(column-|row-)?gap:", body) or "grid" in body, selector
        assert ":focus-visible" not in selector or ":not(:focus-visible)" in selector, selector


def test_the_sources_know_no_place_to_keep_anything():
    sources = [*SOURCES.rglob("*.ts"), *SOURCES.glob("*.html")]
    assert len(sources) > 15
    found = {path.name: re.findall(FORBIDDEN, path.read_text("utf-8")) for path in sources}
    assert {name: each for name, each in found.items() if each} == {}


def test_what_was_not_built_says_how_to_build_it(tmp_path: Path):
    with pytest.raises(bundle.NotBuilt, match="make setup"):
        bundle.read(tmp_path)
