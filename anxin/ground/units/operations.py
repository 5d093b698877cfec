"""Migration operations of tallies: triggers that write changes down, and the function that counts afresh."""

from typing import Any

from django.db import migrations

# A village counts at the unit above it (see tallying); everybody else at the own place.
AT = "CASE WHEN {0}.level = 5 THEN left({0}.path, -4) ELSE {0}.path END"
BEFORE, AFTER = "SELECT *, -1 AS sign FROM before", "SELECT *, 1 AS sign FROM after"


class Recount(migrations.RunSQL):
    """A function ``<tally>_recount`` that empties a tally and writes all of ``source`` down as changes.

    ``told`` is a SELECT from ``{rows}``, the rows of ``source`` with a ``sign`` each (+1 came, -1 went), that
    yields the columns of the changes: ``numbers``, and those named in ``keys`` (the path among them)."""

    def __init__(self, tally: str, source: str, keys: str, numbers: str, told: str) -> None:
        self.given = {"tally": tally, "source": source, "keys": keys, "numbers": numbers, "told": told}
        super().__init__(self._made(), self._undone())

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        return type(self).__name__, (), self.given

    def _made(self) -> str:
        tally, source = self.given["tally"], self.given["source"]
        return f"""
CREATE FUNCTION {tally}_recount() RETURNS void LANGUAGE plpgsql AS $$
BEGIN
    LOCK TABLE {source} IN SHARE ROW EXCLUSIVE MODE;
    DELETE FROM {tally}change;
    DELETE FROM {tally};
    {self._write_down(f"SELECT *, 1 AS sign FROM {source}")}
END $$;"""

    def _undone(self) -> str:
        return f"DROP FUNCTION {self.given['tally']}_recount();"

    def _write_down(self, rows: str) -> str:
        keys, numbers = self.given["keys"], self.given["numbers"]
        nothing = ", ".join("0" for _name in numbers.split(","))
        told = self.given["told"].replace("{rows}", f"({rows})")
        return f"""INSERT INTO {self.given["tally"]}change ({keys}, {numbers})
    SELECT {keys}, {numbers} FROM ({told}) told WHERE ({numbers}) <> ({nothing});"""


class CountChanges(Recount):
    """The same, and triggers that write down what every statement on ``source`` changes. What stands there
    already is written down at once. ``lock``: a SELECT that makes writers of one unit wait for one another,
    where what a row changes hangs on the other rows of its unit."""

    def __init__(self, tally: str, source: str, keys: str, numbers: str, told: str, lock: str = "") -> None:
        self.lock = lock
        super().__init__(tally, source, keys, numbers, told)
        self.given |= {"lock": lock} if lock else {}

    def _made(self) -> str:
        name, source = f"{self.given['tally']}_changed", self.given["source"]
        both = f"{BEFORE} UNION ALL {AFTER}"
        return f"""{super()._made()}
CREATE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    IF TG_OP = 'INSERT' THEN {self._locked(AFTER)}
    ELSIF TG_OP = 'UPDATE' THEN {self._locked(both)}
    ELSE {self._locked(BEFORE)}
    END IF;
    RETURN NULL;
END $$;
CREATE TRIGGER count_new AFTER INSERT ON {source} REFERENCING NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER count_changed AFTER UPDATE ON {source} REFERENCING OLD TABLE AS before NEW TABLE AS after
FOR EACH STATEMENT EXECUTE FUNCTION {name}();
CREATE TRIGGER count_gone AFTER DELETE ON {source} REFERENCING OLD TABLE AS before
FOR EACH STATEMENT EXECUTE FUNCTION {name}();
SELECT set_config('app.area_lo', '', true), set_config('app.area_hi', '~', true);
SELECT {self.given["tally"]}_recount();
SELECT set_config('app.area_lo', '', true), set_config('app.area_hi', '', true);"""

    def _undone(self) -> str:
        drops = "".join(
            f"DROP TRIGGER {one} ON {self.given['source']};"
            for one in ("count_new", "count_changed", "count_gone")
        )
        return f"{drops} DROP FUNCTION {self.given['tally']}_changed(); {super()._undone()}"

    def _locked(self, rows: str) -> str:
        wait = f"PERFORM {self.lock.replace('{rows}', f'({rows})')};\n    " if self.lock else ""
        return wait + self._write_down(rows)
