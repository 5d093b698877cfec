"""An officer of a township hands a ledger of that township in and takes its faults home: the row is his own, and
lies within the range whose papers his post writes (access.Post.papers). He sees no other."""

from django.db import migrations

from anxin.ground.database.operations import IN_AREA, IN_RANGE

RANGE = IN_RANGE.format(col="path")
OWN = f"made_by = nullif(current_setting('app.post', true), '')::uuid AND {IN_AREA.format(col='path')}"
ALTER = "ALTER POLICY in_range ON surveys_ledger USING ({rule}) WITH CHECK ({rule})"


class Migration(migrations.Migration):
    dependencies = [("surveys", "0005_answers_kept_counted")]
    operations = [migrations.RunSQL(ALTER.format(rule=f"({RANGE}) OR ({OWN})"), ALTER.format(rule=RANGE))]
