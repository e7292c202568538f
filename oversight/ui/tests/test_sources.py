"""源文件. What templates and the built style sheet may not contain."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[3]
TEMPLATES = sorted((ROOT / "oversight").glob("*/templates/**/*.html"))
COTTON = ROOT / "oversight/ui/templates/cotton"
DIST = ROOT / "oversight/ui/static/dist"

# What Chrome 80 or Safari 14 cannot read and what would break a page there.
TOO_NEW = {
    "inset": r"[{;]inset[-:]",
    "aspect-ratio": r"[{;]aspect-ratio:",
    "layers": r"@layer",
    "containers": r"@container|container-type",
    "is, where, has": r":(is|where|has)\(",
    "color-mix": r"color-mix\(|oklch\(|lab\(",
    "nesting": r"[{;]&",
    "range queries": r"@media[^{]*[<>]=?",
    "dynamic viewport": r"\d(d|s|l)v[hw]\b",
    "logical shorthands": r"[{;](margin|padding)-(inline|block):",
    "individual transforms": r"[{;](translate|rotate|scale):",
}


def css() -> str:
    manifest = DIST / "manifest.json"
    if not manifest.exists():
        pytest.skip("the front end is not built: make setup")
    name = json.loads(manifest.read_text())["styles/main.scss"]["file"]
    return (DIST / name).read_text()


def names(templates: list[Path]) -> list[str]:
    return [str(path.relative_to(ROOT)) for path in templates]


def inline(text: str) -> list[str]:
    """What of a template the content security policy would refuse."""
    found = re.findall(r"\sstyle\s*=|<style|<[a-z][^>]*\son[a-z]+\s*=|javascript:", text)
    scripts = re.findall(r"<script\b[^>]*>", text)
    return found + [
        each for each in scripts if "src=" not in each and "application/json" not in each
    ]


def test_templates_hold_no_inline_style_script_or_handler():
    found = {
        name: inline(path.read_text())
        for name, path in zip(names(TEMPLATES), TEMPLATES, strict=True)
    }
    assert {name: each for name, each in found.items() if each} == {}


def test_templates_load_nothing_from_elsewhere():
    of_tags = r"<(?:script|link|img|iframe|use)[^>]*(?:src|href)=\"([^\"]+)\""
    loaded = [each for path in TEMPLATES for each in re.findall(of_tags, path.read_text())]
    assert [each for each in loaded if re.match(r"(https?:)?//", each)] == []


def test_icons_in_use_are_in_the_sprite():
    listed = {
        line.split("#")[0].strip()
        for line in (ROOT / "frontend/icons.txt").read_text().splitlines()
    } - {""}
    used = set()
    for path in TEMPLATES:
        used |= set(re.findall(r"{%\s*icon\s+[\"']([\w-]+)[\"']", path.read_text()))
    for path in (ROOT / "oversight").rglob("*.py"):
        used |= set(re.findall(r"\bicon=\"([\w-]+)\"", path.read_text()))
    assert used - listed == set()


def test_there_are_at_most_twenty_components():
    assert len(list(COTTON.glob("*.html"))) <= 20


@pytest.mark.parametrize("feature", sorted(TOO_NEW))
def test_the_style_sheet_is_read_by_the_oldest_browsers(feature):
    assert re.findall(TOO_NEW[feature], css()) == []


def test_gaps_are_used_in_grids_only():
    """Chrome 80 knows no gap of flexible boxes; columns of text have had theirs for long."""
    for selector, body in re.findall(r"([^{}]+){([^{}]*)}", css()):
        if re.search(r"(^|;)(column-gap|row-gap|gap):", body):
            known = ("grid-template-columns", "display:grid", ";columns:")
            assert any(word in f";{body}" for word in known), selector


def test_focus_is_not_left_to_focus_visible_alone():
    """A rule whose list of selectors names `:focus-visible` is dropped whole by Chrome 80."""
    for selector in re.findall(r"([^{}]+){[^{}]*}", css()):
        if ":focus-visible" in selector:
            assert ":not(:focus-visible)" in selector, selector


def test_the_style_sheet_loads_nothing_from_elsewhere():
    assert re.findall(r"url\(\s*[\"']?(?:https?:)?//[^)]*\)|@import", css()) == []


def test_locks_carry_no_addresses():
    lock = json.loads((ROOT / "frontend/package-lock.json").read_text())
    assert all("resolved" not in package for package in lock["packages"].values())
    assert "registry" not in (ROOT / "frontend/package-lock.json").read_text()
    assert "registry=" not in (ROOT / "frontend/.npmrc").read_text()


def test_text_colours_reach_four_and_a_half_to_one():
    tokens = dict(
        re.findall(
            r"--([\w-]+):\s*(#[0-9a-f]{6});", (ROOT / "frontend/styles/_tokens.scss").read_text()
        )
    )

    def luminance(colour: str) -> float:
        parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
        linear = [p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    def contrast(one: str, other: str) -> float:
        high, low = sorted((luminance(tokens[one]), luminance(tokens[other])), reverse=True)
        return (high + 0.05) / (low + 0.05)

    pairs = [
        (text, ground)
        for text in ("ink", "ink-2", "ink-3", "act", "seal")
        for ground in ("paper", "surface")
    ]
    pairs += [(tone, f"{tone}-bg") for tone in ("soon", "late", "done", "wait")]
    pairs += [("act-dark", "act-bg"), ("ink-2", "tint"), ("ink", "key-abstain"), ("ink", "heat-5")]
    pairs += [
        ("surface", "key-yes"),
        ("surface", "key-no"),
        ("surface", "heat-6"),
        ("surface", "act"),
    ]
    assert {pair: round(contrast(*pair), 2) for pair in pairs if contrast(*pair) < 4.5} == {}
