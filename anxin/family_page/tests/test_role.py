"""The door's role: its few tables, one pass at a time; everything else is refused by the database."""

import pytest
from django.db import DatabaseError, connection, transaction

from anxin.families.actions.sealing import seal
from anxin.family_page.models import Pass, Said, Sheet
from anxin.family_page.passes import at_the_door as with_token_of
from anxin.ground.database.roles import DOOR
from anxin.ground.database.scope import scope

from .conftest import role_of_the_door

pytestmark = pytest.mark.django_db(transaction=True)
VERBS = {"SELECT", "INSERT", "UPDATE", "DELETE", "TRUNCATE", "REFERENCES", "TRIGGER"}


def _ask(statement: str, given: list[object] | None = None) -> list[tuple]:
    with connection.cursor() as cursor:
        cursor.execute(statement, given or [])
        return cursor.fetchall() if cursor.description else []


def test_every_table_but_its_own_is_refused(handed):
    tables = [name for (name,) in _ask("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")]
    with role_of_the_door():
        for table in set(tables) - set(DOOR):
            with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
                _ask(f'SELECT 1 FROM "{table}" LIMIT 1')  # noqa: S608  # names from the catalogue
    assert len(tables) - len(DOOR) > 60


def test_it_may_do_what_the_list_says_and_nothing_more(handed):
    with role_of_the_door():
        granted = _ask(
            "SELECT table_name, privilege_type FROM information_schema.table_privileges"
            " WHERE grantee = current_user AND table_schema = 'public'"
        )
    listed = {
        (table, verb)
        for table, rights in DOOR.items()
        for verb in (part.strip() for part in rights.split("(")[0].replace("UPDATE ", "").split(","))
        if verb in VERBS and (table, verb) != ("family_page_pass", "UPDATE")  # of some columns only
    }
    assert set(granted) == listed


def test_without_a_token_it_sees_no_pass_whatever_range_it_claims(handed):
    with role_of_the_door(), transaction.atomic():
        _ask("SELECT set_config('app.lo', '', true), set_config('app.hi', '~~', true)")
        assert (Pass.objects.count(), Sheet.objects.count(), Said.objects.count()) == (0, 0, 0)


def test_with_a_token_it_sees_that_pass_alone(handed, asked, county_clerk):
    with role_of_the_door():
        with with_token_of(handed.token):
            assert [one.subject for one in Pass.objects.all()] == [asked.pk]
            assert Sheet.objects.count() == 1
        with with_token_of("another"):
            assert Pass.objects.count() == 0


def test_it_cannot_make_or_lengthen_a_pass(handed):
    for change in ("expires_at = now() + interval '9 days'", "code_hash = 'x'", "path = 'x'"):
        with role_of_the_door(), pytest.raises(DatabaseError, match="denied"), with_token_of(handed.token):
            _ask(f"UPDATE family_page_pass SET {change}")  # noqa: S608  # from the list above
    with role_of_the_door(), pytest.raises(DatabaseError, match="permission denied"):
        _ask("INSERT INTO family_page_pass (id) VALUES (gen_random_uuid())")


def test_it_may_call_no_function_that_does_more_than_its_caller(handed):
    assert (
        _ask(
            "SELECT proname FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace"
            " AND has_function_privilege('anxin_door', oid, 'EXECUTE')"
        )
        == []
    )


def test_a_sealed_card_opens_to_nobody(handed, household, county_clerk, tree):
    with scope(tree.county.path):
        seal(by=county_clerk, household=household, why="家属要求停止")
    with role_of_the_door(), with_token_of(handed.token):
        assert not Pass.objects.exists()
        assert not Sheet.objects.exists()
