"""The tallies of a notice can be counted afresh from its deliveries; a report tells of study too."""

from django.db import migrations, models

from anxin.ground.units.operations import Recount

# As the trigger of 0005 counts.
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
COUNTED = ", ".join(f"coalesce(sum(sign) FILTER (WHERE {rule}), 0) AS {name}" for name, rule in SUMS.items())
TOLD = f"""
SELECT notice_id, CASE WHEN level = 5 THEN left(path, -4) ELSE path END AS path, level, {COUNTED}
FROM {{rows}} r GROUP BY 1, 2, 3"""


class Migration(migrations.Migration):

    dependencies = [
        ('notices', '0008_level_days_and_receipts'),
        ('units', '0002_how_many_units'),
    ]

    operations = [
        migrations.AlterField(
            model_name='reportsection',
            name='part',
            field=models.CharField(choices=[('records', 'files and cards'), ('measures', 'measures with five departments'), ('visits', 'contact and visits'), ('study', 'study of exemplars'), ('ahead', 'open problems and next steps')], max_length=10),
        ),
        Recount("notices_tally", "notices_delivery", "notice_id, path, level", ", ".join(SUMS), TOLD),
    ]
