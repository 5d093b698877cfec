# What the law asks of an officer: pay beside the basic pay, insurance, whose standards hold, missing.

from django.db import migrations, models


class Migration(migrations.Migration):

    dependencies = [
        ('families', '0008_sealed_cards'),
    ]

    operations = [
        migrations.AddField(
            model_name='fallenofficer',
            name='contribution_years',
            field=models.PositiveSmallIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='retired',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='hardship',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='insured',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='insured_wage_fen',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='missing_since',
            field=models.DateField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='pension_insured',
            field=models.BooleanField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='police_allowance_fen',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='region',
            field=models.CharField(blank=True, default='', max_length=6),
        ),
        migrations.AddField(
            model_name='fallenofficer',
            name='wage_fen',
            field=models.BigIntegerField(blank=True, null=True),
        ),
        migrations.AddConstraint(
            model_name='fallenofficer',
            constraint=models.CheckConstraint(condition=models.Q(('police_allowance_fen', None), ('police_allowance_fen__gte', 0), _connector='OR'), name='police_allowance_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='fallenofficer',
            constraint=models.CheckConstraint(condition=models.Q(('wage_fen', None), ('wage_fen__gte', 0), _connector='OR'), name='wage_is_not_negative'),
        ),
        migrations.AddConstraint(
            model_name='fallenofficer',
            constraint=models.CheckConstraint(condition=models.Q(('insured_wage_fen', None), ('insured_wage_fen__gte', 0), _connector='OR'), name='insured_wage_is_not_negative'),
        ),
    ]
