"""导入边界的表单."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from oversight.institutions.forms.base import PlaceForm


class BoundariesForm(PlaceForm):
    """GeoJSON 文件和它的来源。"""

    file = forms.FileField(
        label=_("GeoJSON 文件"),
        help_text=_(
            "经纬度坐标（WGS 84 或 2000 国家大地坐标系），不超过 5 MB。每个面写明名称或代码。"
        ),
        widget=forms.FileInput(attrs={"accept": ".geojson,.json,application/geo+json"}),
    )
    source = forms.CharField(
        label=pgettext_lazy("field", "来源"),
        max_length=200,
        help_text=_("谁提供的、哪一年的，例如：县自然资源局 2026 年。地图下面会写明。"),
    )
