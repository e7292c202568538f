"""Add what is signed while a box receives, and the proof made of it after the close."""

import django.db.models.deletion
from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0008_piles_of_cards'),
    ]

    operations = [
        migrations.CreateModel(
            name='HeadProof',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('raw', models.TextField()),
                ('box', models.OneToOneField(on_delete=django.db.models.deletion.PROTECT, related_name='head_proof', to='voting.ballotbox')),
            ],
            options={
                'verbose_name': '收票承诺的证明',
            },
        ),
        migrations.CreateModel(
            name='BallotHead',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('number', models.PositiveIntegerField()),
                ('ballots', models.PositiveIntegerField()),
                ('leaves', models.JSONField(null=True)),
                ('marks', models.JSONField(default=list)),
                ('signature', models.CharField(max_length=88)),
                ('box', models.ForeignKey(on_delete=django.db.models.deletion.PROTECT, related_name='heads', to='voting.ballotbox')),
            ],
            options={
                'verbose_name': '收票承诺',
                'ordering': ['number'],
                'constraints': [models.UniqueConstraint(fields=('box', 'number'), name='heads_of_a_box_are_numbered')],
            },
        ),
    ]
