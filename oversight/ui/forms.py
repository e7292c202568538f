"""表单。"""

from django.forms.renderers import DjangoTemplates


class FormRenderer(DjangoTemplates):
    """表单外观。"""
