"""读文件出错: errors of the analytics package as refusals of ours."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager

from hotline_analytics.mapping import MappingError
from hotline_analytics.reading import SourceError

from oversight.audit.errors import Invalid


@contextmanager
def package_errors() -> Iterator[None]:
    """Within this block an unreadable file or an unusable mapping is refused with its reason."""
    try:
        yield
    except (SourceError, MappingError) as error:
        raise Invalid(error.code, error.text, where=str(error.where)) from error
