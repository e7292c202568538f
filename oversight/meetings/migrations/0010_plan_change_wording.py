"""What an office proposed for the plan stays beside what the meeting decided."""

from django.db import migrations, models

KINDS = [('adjusted', '调整'), ('dropped', '不再进行'), ('added', '增加')]


def keep_wording(apps, schema_editor):
    """Proposals that still wait keep their words as proposed."""
    for one in apps.get_model('meetings', 'PlanChange').objects.filter(state='proposed'):
        one.proposed_kind, one.proposed_text = one.kind, one.text
        one.proposed_reason = one.reason
        one.save()


class Migration(migrations.Migration):

    dependencies = [
        ('meetings', '0009_plan_changes'),
    ]

    operations = [
        migrations.AddField(
            model_name='planchange',
            name='proposed_kind',
            field=models.CharField(blank=True, choices=KINDS, max_length=8, verbose_name='提出的种类'),
        ),
        migrations.AddField(
            model_name='planchange',
            name='proposed_text',
            field=models.CharField(blank=True, max_length=1000, verbose_name='提出的内容'),
        ),
        migrations.AddField(
            model_name='planchange',
            name='proposed_reason',
            field=models.CharField(blank=True, max_length=300, verbose_name='提出的原因'),
        ),
        migrations.RunPython(keep_wording, migrations.RunPython.noop),
    ]
