"""施工现场公示牌: what stands on the plate of a project, where it lies, and the code that leads to its public page."""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import segno
from django.template.loader import render_to_string

from oversight.documents.layout.pdf import faces_used
from oversight.documents.typefaces import paper_fonts
from oversight.projects.models import LivelihoodProject
from oversight.projects.pages.maps import map_of_record
from oversight.projects.pages.works import WorkRow
from oversight.projects.printing.sheets import Sheet, render
from oversight.ui import formats

PLATE = Sheet("plate.typ", "pdf", True)
PAPERS = {"a4": (210, 297, 1.0), "a3": (297, 420, 1.414)}


def plate(row: WorkRow, address: str, paper: str, *, demo: bool = False) -> bytes:
    """The plate as PDF; raises ``MissingFonts`` where no Chinese typeface is installed."""
    width, height, scale = PAPERS[paper]
    data = plate_data(row, address) | {"width": width, "height": height, "scale": scale}
    fonts = paper_fonts()
    drawn = small_map(row.project, faces_used(fonts)["hei"])
    return render(PLATE, {**data, "map": drawn, "demo": demo}, {}, fonts)


def small_map(project: LivelihoodProject, faces: Sequence[str]) -> str:
    """The map of the public page with the pin, as SVG for the typesetter; "" where it lies nowhere on one."""
    found = map_of_record(project.jurisdiction, project)
    if found is None or found.outside or found.pin is None:
        return ""
    return render_to_string("projects/printing/map.svg", {"map": found, "faces": faces})


def plate_data(row: WorkRow, address: str) -> dict[str, Any]:
    """The words of the plate: what, by whom, from when to when, for how much; nothing that changes monthly."""
    project, plan = row.project, row.built.plan
    rows = [["建设内容", project.requirement[:160]]]
    if project.where:
        rows.append(["地点", project.where])
    rows.append(["责任单位", row.unit_name])
    rows.append(["分管领导", plan.leader if plan else project.leader])
    if plan and plan.contact:
        rows.append(["现场负责人", plan.contact])
    if plan:
        rows.append(["开工", formats.day(plan.starts_on)])
    rows.append(["完工", row.promised_words])
    rows.append(["投资", row.budget_words])
    return {
        "title": project.title,
        "place": project.jurisdiction.name,
        "year": row.year,
        "code": project.code,
        "chosen": "由镇人民代表大会代表票决选定",
        "rows": [one for one in rows if one[1]],
        "qr": qr(address),
        "address": address,
        "foot": f"{project.jurisdiction.name}人民代表大会主席团监督",
    }


def qr(address: str) -> str:
    """The code as SVG, drawn by the typesetter itself; one that is scratched still reads."""
    out = io.BytesIO()
    segno.make(address, error="q", micro=False).save(out, kind="svg", border=2, scale=8)
    return out.getvalue().decode()
