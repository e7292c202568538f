"""表单外观。 One renderer for all forms: labels above, hint, error under the field, linked list of errors on top."""

from __future__ import annotations

from typing import Any

from django.forms.renderers import DjangoTemplates
from django.template.loader import get_template


class FormRenderer(DjangoTemplates):
    """表单外观: `{{ form }}` gives the error list and every field; `{{ form.name.as_field_group }}` one field.

    Our own templates come from the project's engine (with its tags), widgets from Django's.
    """

    form_template_name = "ui/form.html"
    formset_template_name = "ui/formset.html"
    field_template_name = "ui/field.html"

    def get_template(self, template_name: str) -> Any:
        if template_name.startswith("ui/"):
            return get_template(template_name)
        return super().get_template(template_name)
