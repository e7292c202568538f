"""A deputy has one row a case, by phone or on paper."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('cases', '0003_view_sheets'),
    ]

    operations = [
        migrations.RemoveField(
            model_name='deputyview',
            name='entered_label',
        ),
        migrations.RemoveField(
            model_name='deputyview',
            name='scan',
        ),
        migrations.AddConstraint(
            model_name='deputyview',
            constraint=models.UniqueConstraint(fields=('case', 'person'), name='one_view_per_person_and_case'),
        ),
        migrations.AddConstraint(
            model_name='deputyview',
            constraint=models.UniqueConstraint(fields=('case', 'account'), name='one_view_per_account_and_case'),
        ),
        migrations.AddConstraint(
            model_name='deputyview',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('sheets__isnull', True), models.Q(('view', ''), _negated=True)), models.Q(('sheets__isnull', False), ('text', ''), ('view', '')), _connector='OR'), name='a_view_by_phone_or_on_paper'),
        ),
    ]
