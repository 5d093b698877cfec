"""The answers of a round kept counted by place."""

import django.db.models.deletion
from django.db import migrations, models

import anxin.ground.database.fields
from anxin.ground.units.operations import AT, CountChanges

STATES = ("at_work", "sent", "returned", "accepted")
NUMBERS = ", ".join((*STATES, "nil"))
SUMS = ", ".join(
    [*(f"sum(sign * (state = '{state}')::int) AS {state}" for state in STATES), "sum(sign * nil::int) AS nil"]
)
TOLD = f"""
SELECT round_id, {AT.format("one")} AS path, {SUMS} FROM (
    SELECT r.round_id, r.path, r.state, r.nil, r.sign, u.level
    FROM {{rows}} r JOIN units_unit u ON u.id = r.unit_id
) one GROUP BY 1, 2"""


class Migration(migrations.Migration):

    dependencies = [
        ('surveys', '0004_rounds'),
        ('units', '0002_how_many_units'),
    ]

    operations = [
        migrations.CreateModel(
            name='AnswerTally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField()),
                ('at_work', models.IntegerField(default=0)),
                ('sent', models.IntegerField(default=0)),
                ('returned', models.IntegerField(default=0)),
                ('accepted', models.IntegerField(default=0)),
                ('nil', models.IntegerField(default=0)),
                ('round', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='surveys.round')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('round', 'path'), name='one_tally_of_answers')],
            },
        ),
        migrations.CreateModel(
            name='AnswerTallyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('path', anxin.ground.database.fields.PathField()),
                ('at_work', models.IntegerField(default=0)),
                ('sent', models.IntegerField(default=0)),
                ('returned', models.IntegerField(default=0)),
                ('accepted', models.IntegerField(default=0)),
                ('nil', models.IntegerField(default=0)),
                ('round', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='surveys.round')),
            ],
            options={
                'indexes': [models.Index(fields=['round', 'path'], name='surveys_ans_round_i_ba60ab_idx')],
            },
        ),
        CountChanges("surveys_answertally", "surveys_answer", "round_id, path", NUMBERS, TOLD),
    ]
