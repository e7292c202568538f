"""Let a card vote again where the measure says so, and find its last ballot on the board."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0005_rejected_ballots_signed'),
    ]

    operations = [
        migrations.AddField(
            model_name='ballotbox',
            name='revote_clause',
            field=models.CharField(blank=True, max_length=200, verbose_name='允许重投的条款'),
        ),
        migrations.AddField(
            model_name='boardballot',
            name='card',
            field=models.CharField(blank=True, default='', max_length=64),
        ),
        migrations.AddIndex(
            model_name='boardballot',
            index=models.Index(fields=['box', 'card'], name='voting_boar_box_id_1c28b8_idx'),
        ),
    ]
