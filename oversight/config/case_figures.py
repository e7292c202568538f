"""案件会后数字清单: origin of a case → who says how the months after its hearing went, by hand."""

from __future__ import annotations

from collections.abc import Mapping

from oversight.cases.figures import Figures
from oversight.hotline.aftermath import months_after

FIGURES: Mapping[str, Figures] = {"hotline_finding": months_after}
