import django.contrib.postgres.fields
from django.db import migrations, models

OCCASIONS = [
    ('spring', 'Spring Festival'), ('dragon_boat', 'Dragon Boat Festival'), ('party_day', '1 July'),
    ('school', 'start of school'), ('mid_autumn', 'Mid-Autumn Festival'), ('double_ninth', 'Double Ninth Festival'),
    ('cycle', 'due by the visit cycle'), ('need', 'a need or a promise'), ('other', 'another occasion'),
]
DATED = ['spring', 'dragon_boat', 'party_day', 'school', 'mid_autumn', 'double_ninth']


class Migration(migrations.Migration):

    dependencies = [
        ('care', '0010_day_at_a_glance'),
    ]

    operations = [
        migrations.AlterField(
            model_name='visitcycle',
            name='festivals',
            field=django.contrib.postgres.fields.ArrayField(base_field=models.CharField(choices=OCCASIONS, max_length=12), default=list, size=None),
        ),
        migrations.AlterField(
            model_name='visitplan',
            name='occasion',
            field=models.CharField(choices=OCCASIONS, max_length=12),
        ),
        migrations.RemoveConstraint(
            model_name='visitplan',
            name='a_festival_has_its_day',
        ),
        migrations.AddConstraint(
            model_name='visitplan',
            constraint=models.CheckConstraint(condition=models.Q(models.Q(('festival_on__isnull', False), ('occasion__in', DATED)), models.Q(models.Q(('occasion__in', DATED), _negated=True), ('festival_on', None)), _connector='OR'), name='a_festival_has_its_day'),
        ),
    ]
