"""地址: imports, mappings, monthly tables, hand-over, freeze, publication – and the public list."""

from django.urls import URLPattern, path, register_converter

from oversight.hotline.pages.addresses import MonthConverter
from oversight.hotline.views import (
    freezes,
    handovers,
    imports,
    mapping_maker,
    mappings,
    public,
    reports,
    tables,
)

register_converter(MonthConverter, "month")  # imported before the addresses that use it

HOTLINE = "w/<slug:place>/hotline/"
MONTH = HOTLINE + "<month:month>/"
import_urls: list[URLPattern] = [
    path(HOTLINE + "imports/", imports.imports, name="imports"),
    path(HOTLINE + "imports/new/", imports.import_new, name="import_new"),
    path(HOTLINE + "imports/<slug:public_id>/", imports.import_result, name="import_result"),
    path(
        HOTLINE + "imports/<slug:public_id>/quarantine/",
        imports.import_quarantine,
        name="import_quarantine",
    ),
    path(HOTLINE + "mappings/", mappings.mappings, name="mappings"),
    path(HOTLINE + "mappings/upload/", mappings.mapping_upload, name="mapping_upload"),
    path(HOTLINE + "mappings/new/", mapping_maker.mapping_new, name="mapping_new"),
    path(HOTLINE + "mappings/new/<slug:key>/", mapping_maker.mapping_draft, name="mapping_draft"),
    path(HOTLINE + "mappings/<slug:public_id>.toml", mappings.mapping_toml, name="mapping_toml"),
    path(HOTLINE + "mappings/shipped/<slug:name>.toml", mappings.shipped_toml, name="shipped_toml"),
    path(
        HOTLINE + "mappings/used/<slug:public_id>.toml",
        mappings.source_mapping,
        name="source_mapping",
    ),
    path(HOTLINE + "tables/", tables.tables, name="tables"),
    path(HOTLINE + "tables/new/", tables.table_new, name="table_new"),
    path(HOTLINE + "tables/new/<slug:key>/", tables.table_preview, name="table_preview"),
    path(HOTLINE + "tables/template.xlsx", tables.table_template, name="table_template"),
    path(HOTLINE + "tables/<slug:public_id>/", tables.table, name="table"),
    path(MONTH + "freeze/", freezes.freeze, name="freeze"),
    path(MONTH + "report.docx", reports.report, name="report"),
    path(MONTH + "propose/", freezes.propose, name="propose"),
    path(MONTH + "handover/", handovers.handover, name="handover"),
    path(MONTH + "handover/new/", handovers.handover_new, name="handover_new"),
    path(HOTLINE + "handovers/<slug:public_id>/", handovers.handover_print, name="handover_print"),
    path("p/<slug:place>/hotline/", public.public_months, name="public_months"),
    path(
        "p/<slug:place>/hotline/<month:month>/figures/",
        public.public_figures,
        name="public_figures",
    ),
]
