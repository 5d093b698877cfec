"""Who reaches a card through given access may read the grant, but neither give, prolong nor remove access."""

from django.db import migrations

from anxin.ground.database.operations import IN_RANGE

IN_SCOPE = IN_RANGE.format(col="path")
AT_HOME = "coalesce(current_setting('app.guest', true), '') = '' OR part = 'request'"
HELD = (
    "holder = nullif(current_setting('app.post', true), '')::uuid"
    " OR holder = nullif(current_setting('app.unit', true), '')::uuid"
)
FORWARD = f"""
DROP POLICY in_range ON access_grant;
CREATE POLICY in_range ON access_grant FOR SELECT USING (({HELD}) OR ({IN_SCOPE}));
CREATE POLICY give ON access_grant FOR INSERT WITH CHECK (({IN_SCOPE}) AND ({AT_HOME}));
CREATE POLICY finish ON access_grant FOR UPDATE USING (({IN_SCOPE}) AND ({AT_HOME}))
    WITH CHECK (({IN_SCOPE}) AND ({AT_HOME}));
"""
BACK = f"""
DROP POLICY in_range ON access_grant;
DROP POLICY give ON access_grant;
DROP POLICY finish ON access_grant;
CREATE POLICY in_range ON access_grant FOR ALL USING (({HELD}) OR ({IN_SCOPE})) WITH CHECK ({IN_SCOPE});
"""


class Migration(migrations.Migration):
    dependencies = [("access", "0002_row_security")]
    operations = [migrations.RunSQL(FORWARD, BACK)]
