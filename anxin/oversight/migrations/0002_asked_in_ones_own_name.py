"""An export is asked for in one's own name only and its record is never removed. It is read and moved on by
whoever asked (a desk has no range of its own) and within the range: by the jobs that make and end exports."""

from django.db import migrations

from anxin.ground.database.operations import IN_RANGE

OWN = "post_id = nullif(current_setting('app.post', true), '')::uuid"
SEEN = f"({OWN}) OR ({IN_RANGE.format(col='path')})"
FORWARD = f"""
DROP POLICY in_range ON oversight_export;
CREATE POLICY in_range ON oversight_export FOR SELECT USING ({SEEN});
CREATE POLICY ask ON oversight_export FOR INSERT WITH CHECK ({OWN});
CREATE POLICY move ON oversight_export FOR UPDATE USING ({SEEN}) WITH CHECK ({SEEN});
"""
# What was asked for stands: a file is made and fetched for the one who asked, of what was asked and agreed to.
STANDS = """
CREATE FUNCTION oversight_export_stands() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF (NEW.serial, NEW.post_id, NEW.account, NEW.what, NEW.numbers, NEW.children, NEW.counted, NEW.asked_at)
        IS DISTINCT FROM
       (OLD.serial, OLD.post_id, OLD.account, OLD.what, OLD.numbers, OLD.children, OLD.counted, OLD.asked_at) THEN
        RAISE EXCEPTION 'what was asked for stands'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'export_stands';
    END IF;
    RETURN NEW;
END $$;
CREATE TRIGGER export_stands BEFORE UPDATE ON oversight_export
FOR EACH ROW EXECUTE FUNCTION oversight_export_stands();
"""
BACK = f"""
DROP TRIGGER export_stands ON oversight_export; DROP FUNCTION oversight_export_stands();
DROP POLICY in_range ON oversight_export;
DROP POLICY ask ON oversight_export;
DROP POLICY move ON oversight_export;
CREATE POLICY in_range ON oversight_export FOR ALL USING ({SEEN}) WITH CHECK ({SEEN});
"""


class Migration(migrations.Migration):
    dependencies = [("oversight", "0001_exports")]
    operations = [migrations.RunSQL(FORWARD + STANDS, BACK)]
