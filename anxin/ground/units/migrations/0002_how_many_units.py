"""How many units there are of each kind and level, kept counted for every place above the village."""

import django.db.models.deletion
from django.db import migrations, models

import anxin.ground.database.fields
from anxin.ground.units.operations import AT, CountChanges

KINDS = [('region', 'region'), ('organisation', 'organisation department of a Party committee'), ('organ', 'central Party or state organ'), ('peoples', "people's organisation"), ('xpcc', 'Xinjiang Production and Construction Corps'), ('finance', 'centrally managed financial enterprise'), ('enterprise', 'key state-owned enterprise'), ('university', 'university'), ('department', 'department of a local government'), ('institution', 'public institution')]
LEVELS = [(0, 'nation'), (1, 'province'), (2, 'city'), (3, 'county'), (4, 'township'), (5, 'village')]
TOLD = f"""
SELECT kind, level, {AT.format("r")} AS path, sum(sign) AS units FROM {{rows}} r GROUP BY 1, 2, 3"""


class Migration(migrations.Migration):

    dependencies = [
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='UnitTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField()),
                ('kind', models.CharField(choices=KINDS, max_length=20)),
                ('level', models.SmallIntegerField(choices=LEVELS)),
                ('units', models.IntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('path', 'kind', 'level'), name='one_tally_of_units')],
            },
        ),
        migrations.CreateModel(
            name='UnitTallyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField()),
                ('kind', models.CharField(choices=KINDS, max_length=20)),
                ('level', models.SmallIntegerField(choices=LEVELS)),
                ('units', models.IntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['path'], name='units_unitt_path_ce0ed2_idx')],
            },
        ),
        migrations.AddIndex(
            model_name='unit',
            index=models.Index(condition=models.Q(('kind', 'organisation')), fields=['path'], include=('level', 'parent'), name='units_offices'),
        ),
        CountChanges("units_unittally", "units_unit", "kind, level, path", "units", TOLD),
    ]
