"""Add the workers that live, with the kinds that each takes."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('jobs', '0001_tables'),
    ]

    operations = [
        migrations.CreateModel(
            name='Worker',
            fields=[
                ('name', models.CharField(max_length=100, primary_key=True, serialize=False)),
                ('kinds', models.CharField(blank=True, max_length=200)),
                ('started_at', models.DateTimeField(auto_now_add=True)),
                ('seen_at', models.DateTimeField()),
            ],
            options={
                'verbose_name': '后台进程',
            },
        ),
    ]
