"""Row security on every table of care, rows tied to their card's path, and: no family without a row, ever."""

from django.db import migrations

from anxin.ground.database.operations import RowSecurity, SamePath

TABLES = (  # care_worklead is the office directory, like units and posts: it says nothing of any family
    "care_responsibility",
    "care_contactleader",
    "care_need",
    "care_measure",
    "care_departmentrequest",
    "care_requeststep",
    "care_visit",
    "care_met",
    "care_promise",
    "care_promisestep",
)
PEOPLE = ("care_need", "care_met")

# Checked when the transaction ends: a household that still exists has exactly one open row, and every ended row
# is joined by the next. The bounds are opened for the check alone, as the scope is already closed by then, and
# put back by hand: a function with "SET app.lo" could be made by a superuser only. A new row that holds needs no
# check (the exclusion constraint lets no second one in): opening 3,000 cards costs nothing here, only what ends or
# removes a row does.
NEVER_OWNERLESS = """
CREATE FUNCTION care_never_ownerless() RETURNS trigger LANGUAGE plpgsql AS $$
DECLARE
    home uuid := coalesce(NEW.household_id, OLD.household_id);
    lo text := coalesce(current_setting('app.lo', true), '');
    hi text := coalesce(current_setting('app.hi', true), '');
    there boolean; holding bigint; torn boolean;
BEGIN
    PERFORM set_config('app.lo', '', true), set_config('app.hi', '~', true);
    there := EXISTS (SELECT FROM families_household WHERE id = home);
    holding := (SELECT count(*) FROM care_responsibility WHERE household_id = home AND until IS NULL);
    torn := EXISTS (SELECT FROM care_responsibility a WHERE a.household_id = home AND a.until IS NOT NULL
        AND NOT EXISTS (SELECT FROM care_responsibility b
                        WHERE b.household_id = home AND b.since = a.until AND b.id <> a.id));
    PERFORM set_config('app.lo', lo, true), set_config('app.hi', hi, true);
    IF there AND holding <> 1 THEN
        RAISE EXCEPTION 'a household must have exactly one responsibility that holds'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'never_ownerless';
    END IF;
    IF there AND torn THEN
        RAISE EXCEPTION 'responsibilities of a household must join without a gap'
            USING ERRCODE = 'check_violation', CONSTRAINT = 'never_ownerless';
    END IF;
    RETURN NULL;
END $$;
CREATE CONSTRAINT TRIGGER never_ownerless AFTER UPDATE OR DELETE ON care_responsibility
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW EXECUTE FUNCTION care_never_ownerless();
CREATE CONSTRAINT TRIGGER never_ownerless_from_the_start AFTER INSERT ON care_responsibility
DEFERRABLE INITIALLY DEFERRED FOR EACH ROW WHEN (NEW.until IS NOT NULL) EXECUTE FUNCTION care_never_ownerless();
"""
UNDO = """
DROP TRIGGER never_ownerless ON care_responsibility;
DROP TRIGGER never_ownerless_from_the_start ON care_responsibility;
DROP FUNCTION care_never_ownerless();
"""


class Migration(migrations.Migration):
    dependencies = [("care", "0001_initial"), ("families", "0002_row_security")]
    operations = [
        *(RowSecurity(table) for table in TABLES),
        *(SamePath(table, "household_id", "families_household") for table in TABLES),
        *(SamePath(table, "person_id", "families_person") for table in PEOPLE),
        migrations.RunSQL(NEVER_OWNERLESS, UNDO),
    ]
