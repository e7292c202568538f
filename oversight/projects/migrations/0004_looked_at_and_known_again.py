"""Whether a person has looked at a proposal, the mark of its text, and indexes for twenty thousand a month."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('projects', '0003_selecting'),
    ]

    operations = [
        migrations.AddField(
            model_name='proposal',
            name='seen_at',
            field=models.DateTimeField(blank=True, null=True, verbose_name='查看时间'),
        ),
        migrations.AddField(
            model_name='proposal',
            name='text_mark',
            field=models.CharField(blank=True, db_index=True, max_length=64, verbose_name='内容标记'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['project_year', '-received_at'], name='projects_pr_project_04e23c_idx'),
        ),
        migrations.AddIndex(
            model_name='proposal',
            index=models.Index(fields=['project_year', 'village', 'state'], name='projects_pr_project_6edc4e_idx'),
        ),
    ]
