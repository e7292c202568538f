"""标出项目位置的表单: the pin alone."""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_lazy as _

from oversight.institutions.forms.base import PlaceForm
from oversight.institutions.forms.points import PointField, PointMixin


class LocateForm(PointMixin, PlaceForm):
    """标出项目位置; without a point the pin goes."""

    point = PointField(
        label=_("在图上标出"), required=False, help_text=_("标出的位置在公开页面的地图上显示。")
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.place_point(needs_map=False)

    def clean(self) -> dict[str, Any]:
        return self.located(dict(super().clean() or {}))
