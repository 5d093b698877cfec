"""Row security on every table of the register, and rows tied to the path of their card."""

from django.db import migrations

from anxin.ground.database.operations import RowSecurity, SamePath

TABLES = (
    "families_household",
    "families_person",
    "families_membership",
    "families_kinship",
    "families_fallenofficer",
    "families_bereavement",
    "families_fact",
    "families_searchtoken",
)
TIES = (  # (table, its key, the table it belongs to)
    ("families_person", "household_id", "families_household"),
    ("families_membership", "household_id", "families_household"),
    ("families_bereavement", "household_id", "families_household"),
    ("families_fact", "household_id", "families_household"),
    ("families_kinship", "person_id", "families_person"),
    ("families_kinship", "of_id", "families_person"),
    ("families_fallenofficer", "person_id", "families_person"),
    ("families_searchtoken", "person_id", "families_person"),
    ("families_membership", "person_id", "families_person"),
)


class Migration(migrations.Migration):
    dependencies = [("families", "0001_initial")]
    operations = [
        *(RowSecurity(table) for table in TABLES),
        *(SamePath(table, column, parent) for table, column, parent in TIES),
    ]
