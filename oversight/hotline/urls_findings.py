"""地址: what becomes of the findings of a frozen month."""

from django.urls import URLPattern, path

from oversight.hotline.urls_imports import MONTH
from oversight.hotline.views import findings

FINDINGS = MONTH + "findings/"
finding_urls: list[URLPattern] = [
    path(FINDINGS, findings.findings_view, name="findings"),
    path(FINDINGS + "print/", findings.findings_print, name="findings_print"),
    path(FINDINGS + "export.<slug:form>", findings.findings_export, name="findings_export"),
    path(FINDINGS + "dispose/", findings.finding_dispose, name="finding_dispose"),
    path(FINDINGS + "carry/", findings.findings_carry, name="findings_carry"),
    path(
        FINDINGS + "<slug:disposition_id>/change/", findings.finding_change, name="finding_change"
    ),
]
