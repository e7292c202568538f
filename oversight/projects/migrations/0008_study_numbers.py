"""Term and number of the presidium's meeting may be unknown while the list is drafted."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0007_result_filing'),
    ]

    operations = [
        migrations.AlterField(
            model_name='candidatelist',
            name='study_meeting_no',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='次'),
        ),
        migrations.AlterField(
            model_name='candidatelist',
            name='study_term_no',
            field=models.PositiveSmallIntegerField(blank=True, null=True, verbose_name='届'),
        ),
    ]
