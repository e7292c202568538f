"""格式。"""

from django import template

register = template.Library()
