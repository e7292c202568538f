"""位置: a point tapped on the place's map, moved by keys or taken from the telephone; without boundaries the telephone alone.

Without a script the map is an image that sends where it was tapped; the form then comes back with the pin.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any

from django import forms
from django.urls import reverse
from django.utils.translation import gettext as _

from oversight.institutions.models import Jurisdiction
from oversight.institutions.queries.boundaries import map_of
from oversight.ui.place_map import PlaceMap

IMAGE_WIDTH = 240
"""The tapped image is so many dots wide on every screen: what it sends are dots of the screen."""
TAP = ("map.x", "map.y")
PLACES = Decimal("0.000001")
LIMITS = (Decimal(90), Decimal(180))


class PointWidget(forms.Widget):
    """A map with a pin over two hidden fields, ``latitude`` and ``longitude``."""

    template_name = "ui/widgets/point.html"
    use_fieldset = True
    map: PlaceMap | None = None
    place: Jurisdiction | None = None

    @property
    def image(self) -> tuple[int, int]:
        """How large the tapped image is."""
        assert self.map is not None
        frame = self.map.frame
        return IMAGE_WIDTH, round(frame.height * IMAGE_WIDTH / frame.width)

    def tapped(self, data: Mapping[str, Any]) -> tuple[str, str] | None:
        """Latitude and longitude of where the image was tapped."""
        try:
            x, y = (float(data[name]) for name in TAP)
        except (KeyError, TypeError, ValueError):
            return None
        width, height = self.image if self.map else (0, 0)
        if self.map is None or not (0 <= x <= width and 0 <= y <= height):
            return None
        scale = self.map.frame.width / width
        longitude, latitude = self.map.frame.at(x * scale, y * scale)
        return f"{latitude:.6f}", f"{longitude:.6f}"

    def value_from_datadict(self, data: Mapping[str, Any], files: Any, name: str) -> Any:
        if (found := self.tapped(data)) is not None:
            return (*found, "tapped")
        return data.get("latitude", ""), data.get("longitude", "")

    def value_omitted_from_data(self, data: Mapping[str, Any], files: Any, name: str) -> bool:
        return "latitude" not in data and TAP[0] not in data

    def get_context(self, name: str, value: Any, attrs: Any) -> dict[str, Any]:
        context = super().get_context(name, None, attrs)
        latitude, longitude = said(value)
        more: dict[str, Any] = {"latitude": latitude, "longitude": longitude, "map": self.map}
        if self.map and self.place:
            at = f"?at={latitude},{longitude}" if latitude else ""
            more["image_url"] = reverse("institutions:place_map", args=[self.place.code]) + at
            more["image"] = self.image
        context["widget"] |= more
        return context


class HiddenPoint(PointWidget):
    """The two fields alone, carried through a page on which they are only read."""

    template_name = "ui/widgets/point_hidden.html"
    input_type = "hidden"


def said(value: Any) -> tuple[str, str]:
    """Latitude and longitude as the hidden fields hold them."""
    if not value or len(value) < 2 or value[0] in (None, "") or value[1] in (None, ""):
        return "", ""
    return str(value[0]), str(value[1])


class PointField(forms.Field):
    """A point as (latitude, longitude), or None."""

    widget = PointWidget
    hidden_widget = HiddenPoint

    def over(self, place: Jurisdiction) -> None:
        """Show the map of this place, where it has one."""
        self.widget.map, self.widget.place = map_of(place), place  # type: ignore[attr-defined]

    def to_python(self, value: Any) -> tuple[Decimal, Decimal] | None:
        words = said(value)
        if not words[0]:
            return None
        try:
            point = (Decimal(words[0]).quantize(PLACES), Decimal(words[1]).quantize(PLACES))
        except InvalidOperation as error:
            raise forms.ValidationError(_("位置写成经纬度的度数。"), code="bad_point") from error
        if any(abs(one) > most for one, most in zip(point, LIMITS, strict=True)):
            raise forms.ValidationError(_("位置写成经纬度的度数。"), code="bad_point")
        if len(value) == 3:
            raise forms.ValidationError(_("已标在图上。核对以后再按一次按钮。"), code="tapped")
        return point


class PointMixin:
    """A form that says where something is: ``point`` becomes latitude and longitude."""

    fields: dict[str, forms.Field]
    place: Jurisdiction

    def place_point(self, *, needs_map: bool) -> None:
        """Bind the field to the place; without a map it can be left out."""
        field = self.fields["point"]
        assert isinstance(field, PointField)
        field.over(self.place)
        if needs_map and field.widget.map is None:  # type: ignore[attr-defined]
            del self.fields["point"]

    def located(self, data: dict[str, Any]) -> dict[str, Any]:
        """What the form says, with the point as two numbers."""
        if "point" not in self.fields:
            return data
        latitude, longitude = data.pop("point", None) or (None, None)
        return {**data, "latitude": latitude, "longitude": longitude}
