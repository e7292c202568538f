"""A closing keeps the count of the deputies' views; earlier closings take it from what they rested on."""

from django.db import migrations, models

SAID = ('solved', 'partly', 'unsolved')
LEAST = 3


def take_counts(apps, schema_editor):
    """The counts that a closing has among its checks, where they were enough to be told."""
    for one in apps.get_model('cases', 'CaseClosing').objects.all():
        for check in one.checks:
            values = check.get('values', {})
            if check['code'] == 'deputies' and values.get('total', 0) >= LEAST:
                one.deputies = {**{name: values[name] for name in SAID}, 'remarks': []}
                one.save(update_fields=['deputies'])


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0005_opinions_passed'),
    ]

    operations = [
        migrations.AddField(
            model_name='caseclosing',
            name='deputies',
            field=models.JSONField(blank=True, default=dict, verbose_name='代表的看法'),
        ),
        migrations.RunPython(take_counts, migrations.RunPython.noop),
    ]
