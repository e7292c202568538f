"""公文的表: papers with versions and files, their sign-off, numbers, receipts and archive entries."""

from oversight.documents.models.papers import Paper, PaperFile, PaperVersion
from oversight.documents.models.registers import DrawnNumber, NumberRegister
from oversight.documents.models.signing import ArchiveEntry, Cosignature, Receipt
from oversight.documents.models.templates import PaperTemplate

__all__ = [
    "ArchiveEntry",
    "Cosignature",
    "DrawnNumber",
    "NumberRegister",
    "Paper",
    "PaperFile",
    "PaperTemplate",
    "PaperVersion",
    "Receipt",
]
