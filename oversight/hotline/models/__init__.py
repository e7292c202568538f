"""热线的表: store catalogue, imports, freezes, monthly tables, cubes. One file per subject, listed by hand."""

from oversight.hotline.models.cubes import (
    CategoryCell,
    CubeCell,
    CubeMonth,
    FlowCell,
    MapCell,
    UnitCell,
)
from oversight.hotline.models.findings import FindingDisposition
from oversight.hotline.models.freezes import FrozenResult, MonthFreeze
from oversight.hotline.models.handovers import DataHandover
from oversight.hotline.models.mappings import SavedMapping
from oversight.hotline.models.store import ImportBatch, Source, StoreFile, StoreState
from oversight.hotline.models.tables import MonthlyFigure, MonthlyTable

__all__ = [
    "CategoryCell",
    "CubeCell",
    "CubeMonth",
    "DataHandover",
    "FindingDisposition",
    "FlowCell",
    "FrozenResult",
    "ImportBatch",
    "MapCell",
    "MonthFreeze",
    "MonthlyFigure",
    "MonthlyTable",
    "SavedMapping",
    "Source",
    "StoreFile",
    "StoreState",
    "UnitCell",
]
