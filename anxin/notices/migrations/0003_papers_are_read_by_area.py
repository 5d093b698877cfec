"""Reports tell of units: whoever answers for an area reads and writes its reports without seeing a family."""

from django.db import migrations

from anxin.ground.database.operations import IN_AREA, IN_RANGE

TABLES = ("notices_report", "notices_reportsection", "notices_frozenfigure")
BOTH = f"({IN_RANGE.format(col='path')}) OR ({IN_AREA.format(col='path')})"
ALTER = "ALTER POLICY in_range ON {table} USING ({rule}) WITH CHECK ({rule});"


def _rule(rule: str) -> str:
    return "".join(ALTER.format(table=table, rule=rule) for table in TABLES)


class Migration(migrations.Migration):
    dependencies = [("notices", "0002_row_security")]
    operations = [migrations.RunSQL(_rule(BOTH), _rule(IN_RANGE.format(col="path")))]
