"""The cascade of a notice: deliveries, and a trigger that writes down what each change does to the counts."""

import anxin.ground.database.fields
import django.db.models.deletion
import uuid
from django.db import migrations, models

# Whatever changes deliveries also says what that does to the counts: one row a place and level, statement by
# statement, so that a township with fifteen villages costs one statement and the issue of a notice one a chunk. A
# village counts at its township, since it has no page of its own; everybody else at his own place.
SUMS = {
    "due": "stand <> 'exempt'",
    "signed": "stand = 'signed'",
    "waiting": "stand = 'waiting'",
    "far": "stand = 'far'",
    "exempt": "stand = 'exempt'",
    "extended": "extended_to IS NOT NULL",
    "reported": "reported_at IS NOT NULL",
    "paper": "on_paper AND stand = 'waiting'",
}
COLUMNS = ", ".join(SUMS)
COUNTED = ", ".join(f"coalesce(sum(sign) FILTER (WHERE {rule}), 0) AS {name}" for name, rule in SUMS.items())
BEFORE, AFTER = "SELECT *, -1 AS sign FROM before", "SELECT *, 1 AS sign FROM after"


def _write_down(rows: str) -> str:
    return f"""
INSERT INTO notices_tallychange (notice_id, path, level, {COLUMNS})
SELECT * FROM (
    SELECT notice_id, CASE WHEN level = 5 THEN left(path, -4) ELSE path END AS place, level, {COUNTED}
    FROM ({rows}) moved GROUP BY 1, 2, 3
) counted WHERE ({COLUMNS}) <> ({", ".join("0" for _name in SUMS)});"""


CHANGES = f"""
CREATE FUNCTION notices_count_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {_write_down(AFTER)}
    ELSIF TG_OP = 'UPDATE' THEN {_write_down(f"{BEFORE} UNION ALL {AFTER}")}
    ELSE {_write_down(BEFORE)}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_new AFTER INSERT ON notices_delivery REFERENCING NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION notices_count_change();
CREATE TRIGGER count_changed AFTER UPDATE ON notices_delivery REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION notices_count_change();
CREATE TRIGGER count_gone AFTER DELETE ON notices_delivery REFERENCING OLD TABLE AS before
FOR EACH STATEMENT EXECUTE FUNCTION notices_count_change();
"""
UNDO = """
DROP TRIGGER count_new ON notices_delivery;
DROP TRIGGER count_changed ON notices_delivery;
DROP TRIGGER count_gone ON notices_delivery;
DROP FUNCTION notices_count_change();
"""


class Migration(migrations.Migration):

    dependencies = [
        ('access', '0008_signing_in'),
        ('notices', '0004_composed'),
        ('units', '0001_initial'),
    ]

    operations = [
        migrations.CreateModel(
            name='Dispatch',
            fields=[
                ('notice', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='dispatch', serialize=False, to='notices.notice')),
                ('total', models.PositiveIntegerField(default=0)),
                ('done', models.PositiveIntegerField(default=0)),
                ('level', models.SmallIntegerField(choices=[(0, 'nation'), (1, 'province'), (2, 'city'), (3, 'county'), (4, 'township'), (5, 'village')], default=0)),
                ('cursor', anxin.ground.database.fields.PathField(blank=True, default='')),
                ('begun_at', models.DateTimeField()),
                ('ended_at', models.DateTimeField(blank=True, null=True)),
            ],
            options={
                'constraints': [models.CheckConstraint(condition=models.Q(('ended_at', None), ('done', models.F('total')), _connector='OR'), name='a_dispatch_ends_when_all_is_sent')],
            },
        ),
        migrations.CreateModel(
            name='Chase',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('level', models.SmallIntegerField(choices=[(0, 'nation'), (1, 'province'), (2, 'city'), (3, 'county'), (4, 'township'), (5, 'village')])),
                ('count', models.PositiveIntegerField()),
                ('at', models.DateTimeField()),
                ('by', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='chases', to='notices.notice')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['-at'],
                'indexes': [models.Index(fields=['notice', 'path'], name='notices_cha_notice__145d9f_idx')],
            },
        ),
        migrations.CreateModel(
            name='Delivery',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('path', anxin.ground.database.fields.PathField()),
                ('level', models.SmallIntegerField(choices=[(0, 'nation'), (1, 'province'), (2, 'city'), (3, 'county'), (4, 'township'), (5, 'village')])),
                ('on_paper', models.BooleanField(default=False)),
                ('delivered_at', models.DateTimeField(blank=True, null=True)),
                ('received_at', models.DateTimeField(blank=True, null=True)),
                ('exempt_why', models.CharField(blank=True, default='', max_length=200)),
                ('extended_to', models.DateField(blank=True, null=True)),
                ('reported_at', models.DateTimeField(blank=True, null=True)),
                ('chased_on', models.DateField(blank=True, null=True)),
                ('stand', models.GeneratedField(db_persist=True, expression=models.Case(models.When(received_at__isnull=False, then=models.Value('signed')), models.When(models.Q(('exempt_why', ''), _negated=True), then=models.Value('exempt')), models.When(delivered_at__isnull=False, then=models.Value('waiting')), default=models.Value('far')), output_field=models.CharField(choices=[('far', 'not delivered yet'), ('waiting', 'delivered, not signed for'), ('signed', 'signed for'), ('exempt', 'exempt')], max_length=8))),
                ('above', models.ForeignKey(blank=True, db_constraint=False, null=True, on_delete=django.db.models.deletion.DO_NOTHING, related_name='below', to='notices.delivery')),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='deliveries', to='notices.notice')),
                ('passed_on', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.SET_NULL, related_name='+', to='notices.notice')),
                ('received_by', models.ForeignKey(blank=True, db_index=False, null=True, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='access.post')),
                ('unit', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.PROTECT, related_name='+', to='units.unit')),
            ],
            options={
                'ordering': ['path', 'id'],
                'indexes': [models.Index(fields=['notice', 'path'], name='notices_del_notice__c910e8_idx'), models.Index(fields=['notice', 'stand', 'path'], name='notices_del_notice__8c6fb7_idx'), models.Index(condition=models.Q(('reported_at__isnull', False)), fields=['notice', 'path'], name='delivery_reported'), models.Index(condition=models.Q(('extended_to__isnull', False)), fields=['notice', 'path'], name='delivery_extended')],
                'constraints': [models.UniqueConstraint(fields=('unit', 'notice'), name='one_delivery_a_unit'), models.CheckConstraint(condition=models.Q(models.Q(('received_at', None), ('received_by', None)), models.Q(('received_at__isnull', False), ('received_by__isnull', False)), _connector='OR'), name='who_and_when_signed_together'), models.CheckConstraint(condition=models.Q(('received_at', None), ('delivered_at__lte', models.F('received_at')), _connector='OR'), name='signed_for_after_delivery')],
            },
        ),
        migrations.CreateModel(
            name='Tally',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due', models.IntegerField(default=0)),
                ('signed', models.IntegerField(default=0)),
                ('waiting', models.IntegerField(default=0)),
                ('far', models.IntegerField(default=0)),
                ('exempt', models.IntegerField(default=0)),
                ('extended', models.IntegerField(default=0)),
                ('reported', models.IntegerField(default=0)),
                ('paper', models.IntegerField(default=0)),
                ('path', anxin.ground.database.fields.PathField()),
                ('level', models.SmallIntegerField(choices=[(0, 'nation'), (1, 'province'), (2, 'city'), (3, 'county'), (4, 'township'), (5, 'village')])),
                ('notice', models.ForeignKey(db_index=False, on_delete=django.db.models.deletion.CASCADE, related_name='+', to='notices.notice')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('notice', 'path', 'level'), name='one_tally_a_level')],
            },
        ),
        migrations.CreateModel(
            name='TallyChange',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('due', models.IntegerField(default=0)),
                ('signed', models.IntegerField(default=0)),
                ('waiting', models.IntegerField(default=0)),
                ('far', models.IntegerField(default=0)),
                ('exempt', models.IntegerField(default=0)),
                ('extended', models.IntegerField(default=0)),
                ('reported', models.IntegerField(default=0)),
                ('paper', models.IntegerField(default=0)),
                ('path', anxin.ground.database.fields.PathField()),
                ('level', models.SmallIntegerField(choices=[(0, 'nation'), (1, 'province'), (2, 'city'), (3, 'county'), (4, 'township'), (5, 'village')])),
                ('notice', models.ForeignKey(db_constraint=False, db_index=False, on_delete=django.db.models.deletion.DO_NOTHING, related_name='+', to='notices.notice')),
            ],
            options={
                'indexes': [models.Index(fields=['notice', 'path'], name='notices_tal_notice__c04424_idx')],
            },
        ),
        migrations.RunSQL(CHANGES, UNDO),
    ]
