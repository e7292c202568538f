"""用户看到的中文都可翻译: no Chinese literal outside a translation call, only named placeholders.

Chinese that is no text for a reader (words of source files, laws as cited, invented names) is allowed per
file below, each with its reason.
"""

from __future__ import annotations

import ast
import re
from pathlib import Path

import polib

ROOT = Path(__file__).resolve().parents[1]
CHINESE = re.compile(r"[一-鿿]")
CALLS = {
    "_",
    "gettext",
    "gettext_lazy",
    "gettext_noop",
    "ngettext",
    "ngettext_lazy",
    "pgettext",
    "pgettext_lazy",
    "npgettext",
    "N_",
}
SKIPPED = {"tests", "migrations", "node_modules", "static"}

# Why a file may hold Chinese that no catalogue translates; a name that ends in / stands for a folder.
LAW = "laws are cited by their Chinese names"
NAME = "proper names, and sample content that says it is one"
CELL = "words of spreadsheets and source files, read and written as they stand"
KEPT = "kept as it stands in the record, a paper or published content"
SERVER = "the command line on the server, with its English beside it in the help"
TOOL = "the tools of scrutineers and ticket office know no catalogue; they say Chinese and English together"
PACKAGE = "the package knows no catalogue; findings and notes are Chinese by contract"
ALLOWED = {
    "packages/hotline_analytics/src/hotline_analytics/": PACKAGE,
    "packages/secret_ballot/src/secret_ballot/": TOOL,
    "oversight/config/demo/": NAME,
    "oversight/config/setup/": SERVER,
    "oversight/config/commands/": SERVER,
    "oversight/config/cli.py": SERVER,
    "oversight/config/migration.py": SERVER,
    "oversight/hotline/commands.py": SERVER,
    "oversight/voting/commands.py": SERVER,
    "oversight/projects/commands.py": SERVER,
    "oversight/voting/rules/card_questions.py": KEPT,
    "oversight/voting/secret/actions/freezing.py": KEPT,
    "oversight/voting/secret/freezing_forms.py": KEPT,
    "oversight/projects/actions/building_papers.py": KEPT,
    "oversight/projects/actions/changing.py": KEPT,
    "oversight/projects/actions/filing.py": KEPT,
    "oversight/projects/actions/measures.py": CELL,
    "oversight/projects/actions/projects.py": KEPT,
    "oversight/projects/actions/settling.py": KEPT,
    "oversight/projects/actions/tabling.py": KEPT,
    "oversight/projects/forms/selecting.py": CELL,
    "oversight/projects/models/collecting.py": KEPT,
    "oversight/projects/papers.py": KEPT,
    "oversight/projects/papers_building.py": KEPT,
    "oversight/projects/papers_voting.py": KEPT,
    "oversight/projects/printing/": KEPT,
    "oversight/projects/publishing.py": KEPT,
    "oversight/projects/queries/inherited.py": CELL,
    "oversight/projects/publishing_building.py": KEPT,
    "oversight/projects/publishing_rollup.py": KEPT,
    "oversight/projects/publishing_selecting.py": KEPT,
    "oversight/projects/publishing_voting.py": KEPT,
    "oversight/projects/queries/proposals.py": CELL,
    "oversight/projects/rules/single_matter.py": CELL,
    "oversight/projects/sheets.py": CELL,
    "oversight/projects/tables/": CELL,
    "oversight/projects/views/ballots.py": KEPT,
    "oversight/projects/views/candidate_outputs.py": KEPT,
    "oversight/projects/views/filings.py": KEPT,
    "oversight/voting/count_files.py": CELL,
    "oversight/voting/rules/measure_titles.py": CELL,
    "oversight/voting/rules/scrutiny.py": CELL,
    "oversight/config/settings.py": NAME,
    "oversight/ui/page.py": NAME,
    "oversight/ui/gallery.py": NAME,
    "oversight/ui/templatetags/ui.py": CELL,
    "oversight/institutions/rules/boundaries.py": CELL,
    "oversight/institutions/rules/boundary_files.py": CELL,
    "oversight/institutions/rules/villages.py": CELL,
    "oversight/institutions/actions/standard.py": KEPT,
    "oversight/hotline/summaries.py": KEPT,
    "oversight/hotline/report_template.py": KEPT,
    "oversight/hotline/views/reports.py": KEPT,
    "oversight/audit/actors.py": KEPT,
    "oversight/cases/actions/hearings.py": KEPT,
    "oversight/cases/actions/publishing.py": KEPT,
    "oversight/cases/days.py": KEPT,
    "oversight/cases/numbers.py": KEPT,
    "oversight/cases/publishing.py": KEPT,
    "oversight/cases/papers.py": KEPT,
    "oversight/meetings/actions/closing.py": KEPT,
    "oversight/meetings/actions/plan_meetings.py": LAW,
    "oversight/meetings/api/schemas/": KEPT,
    "oversight/meetings/forms/groups.py": KEPT,
    "oversight/meetings/papers.py": KEPT,
    "oversight/meetings/rules/matters.py": KEPT,
    "oversight/meetings/rules/plan_table.py": CELL,
    "oversight/meetings/rules/plan_text.py": CELL,
    "oversight/meetings/sheets/": CELL,
    "oversight/meetings/drafts/": KEPT,
    "oversight/institutions/rules/bodies.py": LAW,
    "oversight/institutions/rules/offices.py": LAW,
    "oversight/institutions/rules/numerals.py": KEPT,
    "oversight/institutions/actions/mandates.py": LAW,
    "oversight/institutions/actions/imports.py": CELL,
    "oversight/institutions/actions/imports_people.py": CELL,
    "oversight/institutions/sheets/": CELL,
    "oversight/followups/sheets/": CELL,
    "oversight/calendar/rules/arrangements.py": CELL,
    "oversight/publications/rules/markings.py": CELL,
    "oversight/search/rules/asking.py": CELL,
    "oversight/search/rules/terms.py": CELL,
    "oversight/search/commands.py": SERVER,
    "oversight/documents/actions/archiving.py": KEPT,
    "oversight/documents/actions/drafting.py": KEPT,
    "oversight/documents/addressing.py": KEPT,
    "oversight/documents/api/bodies.py": KEPT,
    "oversight/documents/api/schemas.py": KEPT,
    "oversight/documents/forms/acts.py": KEPT,
    "oversight/documents/forms/drafting.py": KEPT,
    "oversight/documents/kind_values.py": KEPT,
    "oversight/documents/kinds.py": KEPT,
    "oversight/documents/layout/": KEPT,
    "oversight/documents/models/papers.py": KEPT,
    "oversight/documents/models/registers.py": KEPT,
    "oversight/documents/numbers.py": KEPT,
    "oversight/documents/rendering.py": KEPT,
    "oversight/documents/templates_store/checking.py": KEPT,
    "oversight/documents/field_words.py": KEPT,
    "oversight/rulebooks/sections/numbering.py": KEPT,
    "oversight/rulebooks/sections/retention.py": KEPT,
}


def sources() -> list[Path]:
    folders = (ROOT / "oversight", *(ROOT / "packages").glob("*/src"))
    found = [path for folder in folders for path in folder.rglob("*.py")]
    return sorted(path for path in found if not SKIPPED & set(path.parts))


def chinese_literals(source: str) -> list[tuple[int, str]]:
    """Line and text of every Chinese literal that no translation call holds; docstrings are none."""
    found: list[tuple[int, str]] = []
    walk(ast.parse(source), found)
    return found


def walk(node: ast.AST, found: list[tuple[int, str]]) -> None:
    if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in CALLS:
        return
    if (
        isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and CHINESE.search(node.value)
    ):
        found.append((node.lineno, node.value))
    for child in ast.iter_child_nodes(node):
        is_docstring = isinstance(child, ast.Expr) and isinstance(child.value, ast.Constant)
        if not is_docstring:
            walk(child, found)


def is_allowed(name: str) -> bool:
    return any(name == each or (each.endswith("/") and name.startswith(each)) for each in ALLOWED)


def test_no_chinese_literal_reaches_a_user_untranslated(subtests):
    for path in sources():
        name = str(path.relative_to(ROOT))
        if not is_allowed(name):
            with subtests.test(name):
                assert chinese_literals(path.read_text(encoding="utf-8")) == []


def test_what_is_allowed_is_needed():
    names = [(str(path.relative_to(ROOT)), path) for path in sources()]
    for each in ALLOWED:
        held = [path for name, path in names if name == each or name.startswith(each)]
        assert any(chinese_literals(path.read_text(encoding="utf-8")) for path in held), each


HELD = (
    r"{#.*?#}",
    r"<!--.*?-->",
    r"{%\s*comment.*?endcomment\s*%}",
    r"{%\s*blocktrans.*?endblocktrans(late)?\s*%}",
    r"{%\s*trans(late)?\s.*?%}",
    r"_\(\"[^\"]*\"\)",
    r"_\('[^']*'\)",
)
LANGUAGE_NAME = "中文"  # a language is called by its own name


def templates() -> list[Path]:
    return sorted((ROOT / "oversight").rglob("templates/**/*.html"))


def outside_translation(text: str) -> list[str]:
    """Lines of a template with Chinese that no translation tag holds."""
    for pattern in HELD:
        text = re.sub(pattern, "", text, flags=re.DOTALL)
    lines = text.replace(LANGUAGE_NAME, "").splitlines()
    return [line.strip() for line in lines if CHINESE.search(line)]


def test_no_chinese_of_a_template_stands_outside_translation(subtests):
    for path in templates():
        if path.name != "gallery.html":  # invented samples
            with subtests.test(str(path.relative_to(ROOT))):
                assert outside_translation(path.read_text(encoding="utf-8")) == []


NAMELESS = re.compile(r"%(?!\(|%)[sdfi]|{\d*}")


def test_placeholders_have_names():
    catalogue = polib.pofile(str(ROOT / "locale/en/LC_MESSAGES/django.po"))
    texts = [text for entry in catalogue for text in (entry.msgid, entry.msgid_plural or "")]
    dates = "%Y"  # a date format shown as an example is no placeholder
    assert [text for text in texts if NAMELESS.search(text) and dates not in text] == []


def test_the_reader_of_this_test_finds_what_it_shall_find():
    source = 'x = "词"\ny = _("文")\nz = f"数{x}"\ndef f():\n    """说明"""\n'
    assert [text for _line, text in chinese_literals(source)] == ["词", "数"]
    assert outside_translation('{% trans "好" %}坏{# 注 #}') == ["坏"]
