"""Study kept counted by place, year and form, and how many people units have; the newest activities by their day."""

from django.db import migrations, models

import anxin.ground.database.fields
from anxin.ground.units.operations import AT, CountChanges

# A unit counts as active by what stands there after the statement and what stood there before it, so writers
# of one unit wait for one another (LOCK); nobody waits for another unit. The year is no range of days: with one, a
# table that was never analysed is read by the index of days, a whole year for each unit.
STUDY = f"""
SELECT year, form, {AT.format("one")} AS path, sum((now.n > 0)::int - (now.n > one.activities)::int) AS active,
       sum(one.activities) AS activities, sum(one.people) AS people
FROM (
    SELECT extract(year FROM r."on")::int AS year, f.form, r.path, u.level, sum(r.sign) AS activities,
           sum(r.sign * r.people) AS people
    FROM {{rows}} r JOIN units_unit u ON u.id = r.unit_id
    CROSS JOIN LATERAL (VALUES (r.form), ('')) AS f(form)
    WHERE r.struck_on IS NULL GROUP BY 1, 2, 3, 4
) one CROSS JOIN LATERAL (
    SELECT count(*) AS n FROM exemplars_activity a
    WHERE a.path = one.path AND a.struck_on IS NULL AND (one.form = '' OR a.form = one.form)
      AND extract(year FROM a."on") = one.year
) now GROUP BY 1, 2, 3"""
LOCK = "1 FROM units_unit WHERE id IN (SELECT unit_id FROM {rows} r) ORDER BY path FOR NO KEY UPDATE"
STAFF = f"""
SELECT {AT.format("one")} AS path, sum(sign * people) AS people
FROM (SELECT r.path, u.level, r.sign, r.people FROM {{rows}} r JOIN units_unit u ON u.id = r.unit_id) one GROUP BY 1"""


class Migration(migrations.Migration):

    dependencies = [
        ('exemplars', '0002_profiles_and_study'),
        ('units', '0002_how_many_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='StaffTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField(unique=True)),
                ('people', models.BigIntegerField(default=0)),
            ],
        ),
        migrations.CreateModel(
            name='StaffTallyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField()),
                ('people', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['path'], name='exemplars_s_path_5d6383_idx')],
            },
        ),
        migrations.CreateModel(
            name='StudyTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField()),
                ('year', models.SmallIntegerField()),
                ('form', models.CharField(blank=True, max_length=10)),
                ('active', models.IntegerField(default=0)),
                ('activities', models.IntegerField(default=0)),
                ('people', models.BigIntegerField(default=0)),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('year', 'form', 'path'), name='one_tally_of_study')],
            },
        ),
        migrations.CreateModel(
            name='StudyTallyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField()),
                ('year', models.SmallIntegerField()),
                ('form', models.CharField(blank=True, max_length=10)),
                ('active', models.IntegerField(default=0)),
                ('activities', models.IntegerField(default=0)),
                ('people', models.BigIntegerField(default=0)),
            ],
            options={
                'indexes': [models.Index(fields=['year', 'form', 'path'], name='exemplars_s_year_1656ff_idx')],
            },
        ),
        migrations.AddIndex(
            model_name='activity',
            index=models.Index(condition=models.Q(('struck_on', None)), fields=['-on', 'id'], name='exemplars_study_newest'),
        ),
        CountChanges(
            "exemplars_studytally", "exemplars_activity", "year, form, path", "active, activities, people",
            STUDY, LOCK,
        ),
        CountChanges("exemplars_stafftally", "exemplars_establishment", "path", "people", STAFF),
    ]  # fmt: skip
