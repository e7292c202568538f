"""公开种类清单: every kind that may be published, by hand."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext_lazy as _

from oversight.publications.kinds import PublicationKind

KINDS: Mapping[str, PublicationKind] = {
    "hotline_summary": PublicationKind(
        "hotline_summary", _("热线月度摘要"), "hotline/public_summary.html"
    ),
}
