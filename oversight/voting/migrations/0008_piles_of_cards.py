"""Count cards given back for paper apart from spoiled ones, also in the lists of earlier votes."""

from django.db import migrations
from django.db.models import F


def apart(apps, schema_editor):
    lists = apps.get_model("voting", "CardList").objects.filter(surrendered__gt=0, spoiled__gte=F("surrendered"))
    lists.update(spoiled=F("spoiled") - F("surrendered"))


def together(apps, schema_editor):
    lists = apps.get_model("voting", "CardList").objects.filter(surrendered__gt=0)
    lists.update(spoiled=F("spoiled") + F("surrendered"))


class Migration(migrations.Migration):
    dependencies = [
        ("voting", "0007_key_steps"),
    ]

    operations = [migrations.RunPython(apart, together)]
