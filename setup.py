"""安装包: compiles the catalogues into the package, so that an installed wheel speaks English too.

Everything else about the package stands in pyproject.toml. In a checkout the catalogues lie in ``locale/``.
"""

from __future__ import annotations

from pathlib import Path

from setuptools import setup
from setuptools.command.build_py import build_py

CATALOGUES = Path(__file__).parent / "locale"


class BuildWithCatalogues(build_py):
    """The modules, and beside them ``oversight/locale/LANGUAGE/LC_MESSAGES/django.mo``."""

    def run(self) -> None:
        super().run()
        if not self.editable_mode:
            for source in sorted(CATALOGUES.rglob("*.po")):
                compile_into(source, Path(self.build_lib) / "oversight" / "locale")


def compile_into(source: Path, folder: Path) -> None:
    """One catalogue, compiled."""
    import polib

    target = folder / source.relative_to(CATALOGUES).with_suffix(".mo")
    target.parent.mkdir(parents=True, exist_ok=True)
    polib.pofile(str(source)).save_as_mofile(str(target))


setup(cmdclass={"build_py": BuildWithCatalogues})
