"""What the database's own catalogue says about the walls. Every question names what breaks a rule, so an empty
answer is a whole wall; what is meant to be so stands below with its reason."""
# ruff: noqa: E501  # questions to the catalogue read best in whole lines

from collections.abc import Callable, Iterator
from typing import Any

from anxin.ground.database.roles import JOURNAL_GIVEN

# (table, policy): why one of its bounds is not the plain range of paths.
POLICIES = {
    (
        "journal_entry",
        "add",
    ): "whoever acts may write down what was done, wherever the record lies; reading is bounded",
    (
        "access_grant",
        "in_range",
    ): "a grant is read by its holder too: what is given to one is given outside the range",
    ("access_grant", "give"): "the range, and besides it nobody gives on what was given",
    ("access_grant", "finish"): "the range, and besides it nobody ends or prolongs what was given",
    ("access_approval", "in_range"): "the range, and whoever asked reads the answer",
    ("access_approval", "ask"): "the range, and one asks in one's own name",
    ("access_approval", "move"): "the range, and whoever asked may take it back",
    ("care_visitdraft", "in_range"): "narrower than the range: drafts of the post at work; a job has none",
    ("files_file", "in_range"): "the range, and the owner: a desk keeps files too and has no range",
    ("files_file", "keep"): "narrower than a range: in one's own name only",
    ("files_file", "remove"): "as for reading; nothing alters or prolongs a file, there is no policy for it",
    ("oversight_export", "in_range"): "the range, and whoever asked: a desk exports too and has no range",
    ("oversight_export", "ask"): "narrower than a range: in one's own name only",
    ("oversight_export", "move"): "as for reading; a trigger keeps who asked, for what and how much",
    ("access_emergency", "in_range"): "the range, whoever looked, and the reviewer, who sits in another line",
    ("access_emergency", "review"): "the range, and the reviewer named",
    (
        "notices_report",
        "in_range",
    ): "the range, or the area a post counts in: reports hold figures, no persons",
    ("notices_reportsection", "in_range"): "as its report",
    ("notices_brought", "in_range"): "as its report: which reports of units below it brings together",
    ("notices_frozenfigure", "in_range"): "as its report: numbers, and ids that open nothing by themselves",
    (
        "surveys_ledger",
        "in_range",
    ): "the range, and besides it one's own: a township hands its ledger in and has no range",
    ("surveys_answer", "in_range"): "as a report: numbers of a place, and the name of a leader who signed",
    ("surveys_answerstep", "in_range"): "as its answer",
    (
        "exemplars_draft",
        "in_range",
    ): "the range, or the area a post answers for: a profile that is to be public, of no family",
    (
        "officers_talkwords",
        "in_range",
    ): "narrower than the range: words for the talker alone are the talker's",
    ("officers_talkpromise", "in_range"): "as the words of its talk, and whoever is to keep it reads it",
    ("counsellor_key", "in_range"): "narrower than any range: the counsellor's own post",
    ("counsellor_note", "in_range"): "narrower than any range: the counsellor's own post",
    ("key_recovery", "in_range"): "narrower than any range: the counsellor's own post, and the colleague's",
    **{
        (
            f"family_page_{table}",
            policy,
        ): "for the door's role alone: the rows of the pass whose token it names"
        for table in ("pass", "sheet", "said")
        for policy in ("at_the_door", "one_pass")
    },
}
# Functions that run with their owner's rights; the app cannot call those that are triggers.
DEFINERS: dict[str, str] = {
    "journal_chain": "gives an entry its place in the chain, which the app may not write: path pinned, every name"
    " with its schema, nobody may call it, and it touches the heads alone (docs/decisions/0014)",
}
# (table, column): rights on single columns, each with its reason. INSERT alone, no UPDATE: see COLUMN_VERBS.
GIVEN = "said when an entry is added, never changed; shard, seq and hash are the database's own"
COLUMNS: dict[tuple[str, str], str] = {
    ("journal_entry", column.strip()): GIVEN for column in JOURNAL_GIVEN.split(",")
}
COLUMN_VERBS = {"INSERT"}

OURS = "n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname NOT LIKE 'pg\\_%%'"
CLASS = f"FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OURS}"
BOUND = "(((path)::text >= current_setting('app.lo'::text, true)) AND ((path)::text < current_setting('app.hi'::text, true)))"

UNFORCED = f"""SELECT c.relname {CLASS} AND c.relkind IN ('r', 'p') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
  AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)"""
UNRULED = f"""SELECT c.relname {CLASS} AND c.relkind IN ('r', 'p') AND c.relrowsecurity
  AND NOT EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
  AND NOT EXISTS (SELECT FROM pg_policy p WHERE p.polrelid = c.oid AND p.polcmd IN ('r', '*') AND p.polpermissive)"""
RULES = f"""SELECT c.relname, p.polname, p.polpermissive, p.polcmd, pg_get_expr(p.polqual, p.polrelid),
    pg_get_expr(p.polwithcheck, p.polrelid)
  FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace WHERE {OURS}"""
PARTS = f"""SELECT c.relname {CLASS} AND EXISTS (SELECT FROM pg_inherits i WHERE i.inhrelid = c.oid)
  AND c.relkind IN ('r', 'p', 'f') AND NOT (c.relrowsecurity AND c.relforcerowsecurity)
  AND (has_table_privilege(%(app)s, c.oid, 'SELECT, INSERT, UPDATE, DELETE')
       OR has_any_column_privilege(%(app)s, c.oid, 'SELECT, INSERT, UPDATE'))"""
VIEWS = f"""SELECT c.relname {CLASS} AND has_table_privilege(%(app)s, c.oid, 'SELECT') AND
  (c.relkind IN ('m', 'f') OR c.relkind = 'v' AND NOT coalesce(c.reloptions @> ARRAY['security_invoker=true']
   OR c.reloptions @> ARRAY['security_invoker=on'], false))"""
DEFINER = f"""SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {OURS}
  AND p.prosecdef AND p.prorettype <> 'trigger'::regtype AND has_function_privilege(%(app)s, p.oid, 'EXECUTE')"""
DEFINER_TRIGGERS = f"""SELECT p.proname FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace WHERE {OURS}
  AND p.prosecdef AND p.prorettype = 'trigger'::regtype"""
ROLES = """WITH RECURSIVE own(oid) AS (
    SELECT oid FROM pg_roles WHERE rolname = %(app)s
    UNION SELECT m.roleid FROM pg_auth_members m JOIN own ON own.oid = m.member)
  SELECT r.rolname FROM pg_roles r JOIN own USING (oid) WHERE r.rolsuper OR r.rolbypassrls OR r.rolcreaterole
    OR r.rolcreatedb OR r.rolreplication OR r.rolname <> %(app)s"""
OWNED = """SELECT c.relname::text FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner AND r.rolname = %(app)s
  UNION ALL SELECT p.proname::text FROM pg_proc p JOIN pg_roles r ON r.oid = p.proowner AND r.rolname = %(app)s
  UNION ALL SELECT n.nspname::text FROM pg_namespace n JOIN pg_roles r ON r.oid = n.nspowner AND r.rolname = %(app)s
  UNION ALL SELECT d.datname::text FROM pg_database d JOIN pg_roles r ON r.oid = d.datdba AND r.rolname = %(app)s"""
STRUCTURE = f"""SELECT c.relname {CLASS} AND c.relkind IN ('r', 'p')
  AND has_table_privilege(%(app)s, c.oid, 'TRUNCATE, REFERENCES, TRIGGER')"""
SCHEMAS = (
    f"SELECT n.nspname FROM pg_namespace n WHERE {OURS} AND has_schema_privilege(%(app)s, n.oid, 'CREATE')"
)
PUBLICLY = f"""SELECT c.relname {CLASS} AND c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S') AND EXISTS (
    SELECT FROM aclexplode(c.relacl) a WHERE a.grantee = 0)"""
SEQUENCES = f"""SELECT c.relname {CLASS}
  AND CASE WHEN c.relkind = 'S' THEN has_sequence_privilege(%(app)s, c.oid, 'SELECT, UPDATE') ELSE false END"""
SINGLE_COLUMNS = f"""SELECT c.relname, a.attname, x.privilege_type FROM pg_attribute a
  JOIN pg_class c ON c.oid = a.attrelid JOIN pg_namespace n ON n.oid = c.relnamespace
  CROSS JOIN LATERAL aclexplode(a.attacl) x WHERE {OURS} AND NOT a.attisdropped
  AND x.grantee IN (0, (SELECT oid FROM pg_roles WHERE rolname = %(app)s))"""
PRESETS = """SELECT unnest(s.setconfig) FROM pg_db_role_setting s
  WHERE s.setrole IN (0, (SELECT oid FROM pg_roles WHERE rolname = %(app)s))"""
SET_FROM_OUTSIDE = ("app.", "row_security", "session_replication_role", "role=")

Ask = Callable[[str], list[tuple[Any, ...]]]


def unguarded(ask: Ask, open_tables: set[str]) -> Iterator[str]:
    """Tables whose rows everybody sees, and tables whose rows nobody rules."""
    yield from (f"{name}: no forced row security" for (name,) in ask(UNFORCED) if name not in open_tables)
    yield from (f"{name}: row security without a policy for reading" for (name,) in ask(UNRULED))


def unbounded(ask: Ask) -> Iterator[str]:
    """Policies that are not the two plain bounds of the path, for reading and for writing."""
    for table, policy, permissive, command, reads, writes in ask(RULES):
        if (table, policy) in POLICIES or not permissive:
            continue
        both = {"r": (reads,), "a": (writes,), "d": (reads,)}.get(command, (reads, writes or reads))
        yield from (f"{table}.{policy}: not bounded on both sides: {one}" for one in both if one != BOUND)


def passages(ask: Ask) -> Iterator[str]:
    """Ways around the policies: partitions, views, functions with their owner's rights, columns."""
    yield from (f"{name}: a partition read past its table" for (name,) in ask(PARTS))
    yield from (f"{name}: a view that reads with its owner's rights" for (name,) in ask(VIEWS))
    yield from (f"{name}(): runs with its owner's rights" for (name,) in ask(DEFINER))
    yield from (
        f"{name}(): a trigger with its owner's rights, without a reason"
        for (name,) in ask(DEFINER_TRIGGERS)
        if name not in DEFINERS
    )
    yield from (
        f"{table}.{column}: {verb} on one column"
        for table, column, verb in ask(SINGLE_COLUMNS)
        if (table, column) not in COLUMNS or verb not in COLUMN_VERBS
    )


def powers(ask: Ask) -> Iterator[str]:
    """What the app's role is, owns and may beyond reading and writing rows."""
    yield from (f"{name}: the app is, or can become, more than the app" for (name,) in ask(ROLES))
    yield from (f"{name}: owned by the app" for (name,) in ask(OWNED))
    yield from (f"{name}: the app may empty, refer to or hook into it" for (name,) in ask(STRUCTURE))
    yield from (f"{name}: the app may make things in this schema" for (name,) in ask(SCHEMAS))
    yield from (f"{name}: granted to everybody" for (name,) in ask(PUBLICLY))
    yield from (f"{name}: the app may read or set this counter" for (name,) in ask(SEQUENCES))
    yield from (f"{one}: set from outside" for (one,) in ask(PRESETS) if one.startswith(SET_FROM_OUTSIDE))


def exceptions(cursor: Any, app: str, open_tables: set[str]) -> list[str]:
    """Everything that breaks a wall for the role ``app``. ``cursor`` may belong to any role."""

    def ask(question: str) -> list[tuple[Any, ...]]:
        cursor.execute(question, {"app": app})
        return list(cursor.fetchall())

    return [*unguarded(ask, open_tables), *unbounded(ask), *passages(ask), *powers(ask)]
