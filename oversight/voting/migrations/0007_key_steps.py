"""Name the stages of the scrutineers' keys by steps, without a word of the protocol."""

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('voting', '0006_card_votes_again'),
    ]

    operations = [
        migrations.AlterField(
            model_name='keyset',
            name='stage',
            field=models.CharField(choices=[('certificates', '第一步：建密钥、抄备份'), ('commitments', '第二步：报校验值'), ('polynomials', '第三步：交换密钥材料'), ('shares', '第四步：核对确认'), ('assembled', '已做好，待会议通过监票人'), ('active', '已启用'), ('ended', '已作废')], default='certificates', max_length=12, verbose_name='状态'),
        ),
    ]
