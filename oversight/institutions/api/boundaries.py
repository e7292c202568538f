"""边界的读写: the version in force as GeoJSON, and its import."""

from __future__ import annotations

from typing import Any

from django.http import Http404, HttpRequest
from ninja import File, Form, Schema, UploadedFile

from oversight.institutions.actions import boundaries as actions
from oversight.institutions.api.access import readable, writable
from oversight.institutions.api.routing import router
from oversight.institutions.queries import boundaries as read
from oversight.institutions.web import actor_of


class BoundariesOut(Schema):
    """导入或检查的结果: names that found their place, those that did not, places without a shape."""

    version: int | None
    matched: list[str]
    unmatched: list[str]
    missing: list[str]
    notes: list[str]


@router.get("/{slug:place}/boundaries", response=dict[str, Any])
def get_boundaries(request: HttpRequest, place: str) -> Any:
    """边界 in force as a FeatureCollection; 404 where none were imported."""
    found = read.boundaries_now(readable(request, place))
    if found is None:
        raise Http404(place)
    return read.geojson(found)


@router.post("/{slug:place}/boundaries", response=BoundariesOut)
def import_boundaries(
    request: HttpRequest,
    place: str,
    file: File[UploadedFile],
    source: Form[str] = "",
    dry_run: bool = True,
) -> Any:
    """检查或导入边界: without ``dry_run=false`` nothing is written."""
    where, actor = writable(request, place), actor_of(request)
    content = file.read(actions.MOST_BYTES + 1)
    if dry_run:
        version, found = None, actions.preview_boundaries(actor, where, content=content)
    else:
        made, found = actions.import_boundaries(
            actor, where, content=content, file_name=file.name or "", source=source
        )
        version = made.version
    return {
        "version": version,
        "matched": [known.name for _shape, known in found.pairs],
        "unmatched": [one.name or one.code for one in found.unmatched],
        "missing": [one.name for one in found.missing],
        "notes": [actions.in_words(one) for one in found.notes],
    }
