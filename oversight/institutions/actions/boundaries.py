"""导入边界: a place's office replaces its boundaries by those of a file; earlier versions stay."""

from __future__ import annotations

import hashlib

from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from oversight.audit.actors import Actor
from oversight.audit.acts import act
from oversight.audit.errors import Invalid, NotPermitted, Refused
from oversight.institutions import permissions
from oversight.institutions.actions.writing import put, written
from oversight.institutions.models import Boundary, BoundarySet, Jurisdiction
from oversight.institutions.queries.boundaries import boundary_sets, known_in
from oversight.institutions.queries.places import all_places
from oversight.institutions.rules import boundaries as rule
from oversight.institutions.rules.boundary_files import MOST_BYTES, BadFile, Problem, read

__all__ = [
    "MOST_BYTES",
    "BadBoundaries",
    "import_boundaries",
    "in_words",
    "preview_boundaries",
    "require_parts",
]
WITH_PARTS = frozenset({"county", "town"})
WORDS = {
    "too_large": gettext_noop("文件超过 %(most)d MB。请在制图软件里简化边界后再导入。"),
    "not_utf8": gettext_noop("文件不是 UTF-8 编码。请另存为 UTF-8 的 GeoJSON。"),
    "not_json": gettext_noop("第 %(line)d 行第 %(column)d 个字符读不出来，不是完整的 JSON。"),
    "not_geojson": gettext_noop("不是 GeoJSON 的 FeatureCollection（图形集合）。"),
    "other_system": gettext_noop("坐标系不是经纬度。请转成 WGS 84 或 2000 国家大地坐标系（EPSG:4490）的经纬度。"),
    "no_shapes": gettext_noop("文件里没有图形。"),
    "too_many_shapes": gettext_noop("图形超过 %(most)d 个。"),
    "too_many_points": gettext_noop("共 %(n)d 个坐标点，超过 %(most)d 个。请简化边界后再导入。"),
    "no_geometry": gettext_noop("没有坐标。"),
    "no_area": gettext_noop("不是面。只收面（Polygon、MultiPolygon），不收点和线。"),
    "no_name": gettext_noop("没有名称，也没有代码（name、code，或 XZQMC、XZQDM）。"),
    "bad_position": gettext_noop("坐标不是“经度, 纬度”两个数。"),
    "swapped": gettext_noop("经度和纬度写反了：先写经度，后写纬度。"),
    "not_degrees": gettext_noop("坐标超出经纬度的范围，可能是以米为单位的平面坐标。"),
    "short_ring": gettext_noop("一圈边界不足 4 个点。"),
    "open_ring": gettext_noop("一圈边界没有闭合：最后一点应与第一点相同。"),
    "crosses_itself": gettext_noop("边界线自己交叉。"),
    "bad_rings": gettext_noop("内外圈的关系不对：洞须在外圈之内，各部分不重叠。"),
    "twice": gettext_noop("与第 %(other)d 个图形是同一个村（社区）。请合成一个，或者改正名称、代码。"),
    "none_matched": gettext_noop("没有一个图形对得上本地和本地登记的村（社区）。请先登记村和社区，或者核对名称。"),
    "overlap": gettext_noop("与“%(other)s”重叠。"),
    "outside": gettext_noop("大部分不在本地的边界之内。"),
}  # fmt: skip


class BadBoundaries(Invalid):
    """边界文件有错: every problem in words, in the order of the file."""

    def __init__(self, problems: list[Problem]) -> None:
        self.lines = [in_words(one) for one in problems]
        super().__init__(problems[0].code, "\n".join(self.lines), where="file")


def in_words(problem: Problem) -> str:
    """第 3 个图形“东溪村”，第 1 部分第 2 圈第 17 点（116.1, 36.2）：…"""
    said = _(WORDS[problem.code]) % problem.values
    if not problem.shape:
        return said
    where = place_of(problem.path)
    at = _("（%(a)s, %(b)s）") % {"a": problem.at[0], "b": problem.at[1]} if problem.at else ""
    values = {"n": problem.shape, "name": problem.name, "where": f"{where}{at}", "said": said}
    if values["where"]:
        return _("第 %(n)d 个图形“%(name)s”，%(where)s：%(said)s") % values
    return _("第 %(n)d 个图形“%(name)s”：%(said)s") % values


def place_of(path: str) -> str:
    """第 1 部分第 2 圈第 17 点, as far as the path goes."""
    words = (
        gettext_noop("第 %(part)s 部分"),
        gettext_noop("第 %(part)s 部分第 %(ring)s 圈"),
        gettext_noop("第 %(part)s 部分第 %(ring)s 圈第 %(point)s 点"),
    )
    numbers = dict(zip(("part", "ring", "point"), path.split("."), strict=False)) if path else {}
    return _(words[len(numbers) - 1]) % numbers if numbers else ""


def require_parts(place: Jurisdiction) -> None:
    """Refuse above the county: its map would be of other offices' places."""
    if place.level not in WITH_PARTS:
        raise Refused("no_boundaries_here", _("边界由乡镇、街道和县（市、区）导入。"))


def checked(place: Jurisdiction, content: bytes) -> rule.Matched:
    """What an import of this file would hold; refuses a file that is wrong, or of another place."""
    try:
        found = rule.match(read(content), known_in(place))
    except BadFile as error:
        raise BadBoundaries(error.problems) from error
    if not found.pairs:
        raise BadBoundaries([Problem("none_matched")])
    return found


def preview_boundaries(actor: Actor, place: Jurisdiction, *, content: bytes) -> rule.Matched:
    """检查边界文件: the same checks, nothing written."""
    if not permissions.can_manage_institutions(actor, place):
        raise NotPermitted
    require_parts(place)
    return checked(place, content)


def import_boundaries(
    actor: Actor, place: Jurisdiction, *, content: bytes, file_name: str, source: str
) -> tuple[BoundarySet, rule.Matched]:
    """导入边界: a new version, in force at once; shapes of no place here are left out and kept by name."""
    with act(
        "institutions.import_boundaries",
        actor=actor,
        place=place.code,
        permitted=permissions.can_manage_institutions(actor, place),
    ) as running:
        require_parts(place)
        # whoever imports for the same place waits here, so that no two get one version
        all_places().select_for_update(of=("self",)).get(pk=place.pk)
        found = checked(place, content)
        outlines = rule.outlines_of(found)
        earlier = boundary_sets(place).first()
        made = BoundarySet(
            jurisdiction=place,
            version=earlier.version + 1 if earlier else 1,
            source=written(source, "source", _("来源"), 200),
            file_name=file_name[-200:],
            sha256=hashlib.sha256(content).hexdigest(),
            unmatched=[one.name or one.code for one in found.unmatched],
            outline=outlines.whole,
            imported_at=timezone.now(),
            by_label=actor.label[:100],
        )
        put(made)
        keep(made, found, outlines)
        running.facts = {
            "version": made.version,
            "sha256": made.sha256,
            "matched": len(found.pairs),
            "unmatched": made.unmatched,
        }
    return made, found


def keep(made: BoundarySet, found: rule.Matched, outlines: rule.Outlines) -> None:
    """The areas of a version, each with its own place."""
    place = made.jurisdiction
    keys = [known.key for _shape, known in found.pairs]
    areas = {one.public_id: one for one in all_places().filter(public_id__in=keys)}
    for shape, known in found.pairs:
        label = outlines.labels.get(known.key, (None, None))
        put(
            Boundary(
                jurisdiction=place,
                boundary_set=made,
                area=areas[known.key],
                name=shape.name or shape.code,
                shape=rule.stored(shape.area),
                outline=outlines.parts.get(known.key),
                label_longitude=label[0],
                label_latitude=label[1],
            )
        )
