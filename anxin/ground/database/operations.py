"""Migration operations that switch row security on: every personal table uses one of them."""

from collections.abc import Sequence

from django.db import migrations

IN_RANGE = "{col} >= current_setting('app.lo', true) AND {col} < current_setting('app.hi', true)"

# For tables of papers about units, without any record of a person: whoever is above the county reads them
# without seeing a family (see access.Post.area).
IN_AREA = "{col} >= current_setting('app.area_lo', true) AND {col} < current_setting('app.area_hi', true)"


def _statements(table: str, using: str, check: str) -> str:
    return (
        f'ALTER TABLE "{table}" ENABLE ROW LEVEL SECURITY;'
        f'ALTER TABLE "{table}" FORCE ROW LEVEL SECURITY;'
        f'CREATE POLICY in_range ON "{table}" FOR ALL USING ({using}) WITH CHECK ({check})'
    )


def _undo(table: str) -> str:
    return (
        f'DROP POLICY IF EXISTS in_range ON "{table}";'
        f'ALTER TABLE "{table}" NO FORCE ROW LEVEL SECURITY;'
        f'ALTER TABLE "{table}" DISABLE ROW LEVEL SECURITY'
    )


class RowSecurity(migrations.RunSQL):
    """Force row security on ``table``: two plain bounds on ``path``; a missing bound matches nothing."""

    def __init__(self, table: str, using: str = "", check: str = "", column: str = "path") -> None:
        bounds = IN_RANGE.format(col=f'"{column}"')
        self.table, self.using, self.check_ = table, using or bounds, check or using or bounds
        super().__init__(
            sql=_statements(table, self.using, self.check_), reverse_sql=_undo(table), elidable=False
        )

    def deconstruct(self) -> tuple[str, Sequence[object], dict[str, object]]:
        return self.__class__.__name__, [self.table], {"using": self.using, "check": self.check_}


class SamePath(migrations.RunSQL):
    """Tie ``table``'s (key, path) to (id, path) of ``parent``, so that a row can never be attached to a
    card that its writer cannot see, and moves of a card take its rows along."""

    def __init__(self, table: str, column: str, parent: str) -> None:
        self.args = [table, column, parent]
        name = f"{table}_{column}_path_fk"
        super().__init__(
            sql=f'ALTER TABLE "{table}" ADD CONSTRAINT "{name}" FOREIGN KEY ("{column}", "path")'
            f' REFERENCES "{parent}" (id, path) ON UPDATE CASCADE DEFERRABLE INITIALLY IMMEDIATE',
            reverse_sql=f'ALTER TABLE "{table}" DROP CONSTRAINT "{name}"',
        )

    def deconstruct(self) -> tuple[str, Sequence[object], dict[str, object]]:
        return self.__class__.__name__, self.args, {}
