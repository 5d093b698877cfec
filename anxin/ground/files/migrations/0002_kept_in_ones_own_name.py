"""A file is kept in one's own name only, and never altered or prolonged. It is read and removed by its owner
(a desk has no range of its own) and within the range: by the job that ends files, which sees every path."""

from django.db import migrations

from anxin.ground.database.operations import IN_RANGE

OWN = "owner = nullif(current_setting('app.post', true), '')::uuid"
SEEN = f"({OWN}) OR ({IN_RANGE.format(col='path')})"
FORWARD = f"""
DROP POLICY in_range ON files_file;
CREATE POLICY in_range ON files_file FOR SELECT USING ({SEEN});
CREATE POLICY keep ON files_file FOR INSERT WITH CHECK ({OWN});
CREATE POLICY remove ON files_file FOR DELETE USING ({SEEN});
"""
BACK = f"""
DROP POLICY in_range ON files_file;
DROP POLICY keep ON files_file;
DROP POLICY remove ON files_file;
CREATE POLICY in_range ON files_file FOR ALL USING ({SEEN}) WITH CHECK ({SEEN});
"""


class Migration(migrations.Migration):
    dependencies = [("files", "0001_files")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
