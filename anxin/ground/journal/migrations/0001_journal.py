"""The journal's table, its partitions, its chains, and the one function that writes to it."""

import datetime

import django.contrib.postgres.fields
from django.db import migrations, models

import anxin.ground.database.fields

MONTHS = 36
FIRST = datetime.date(2026, 11, 1)

TABLE = """
CREATE TABLE journal_entry (
    id uuid NOT NULL DEFAULT gen_random_uuid(), at timestamptz NOT NULL, act varchar(80) NOT NULL,
    by uuid, account uuid, kind varchar(60) NOT NULL, record uuid, cards uuid[] NOT NULL,
    result varchar(20) NOT NULL, details jsonb NOT NULL, request_id varchar(64) NOT NULL,
    path varchar(120) COLLATE "C" NOT NULL, shard smallint NOT NULL, seq bigint NOT NULL, hash bytea NOT NULL,
    PRIMARY KEY (id, at)
) PARTITION BY RANGE (at);
CREATE TABLE journal_entry_rest PARTITION OF journal_entry DEFAULT;
CREATE INDEX ON journal_entry (path, at);
CREATE INDEX ON journal_entry (record, at);
CREATE INDEX ON journal_entry (shard, seq);
ALTER TABLE journal_entry ENABLE ROW LEVEL SECURITY;
ALTER TABLE journal_entry FORCE ROW LEVEL SECURITY;
CREATE POLICY read_in_range ON journal_entry FOR SELECT
    USING (path >= current_setting('app.lo', true) AND path < current_setting('app.hi', true));
CREATE POLICY add ON journal_entry FOR INSERT WITH CHECK (true);
CREATE TABLE journal_head (shard smallint PRIMARY KEY, seq bigint NOT NULL, hash bytea NOT NULL);
INSERT INTO journal_head SELECT n, 0, ''::bytea FROM generate_series(0, 31) AS n;
"""

# Every hashed field is length-prefixed, so that no two entries can share one hash input.
FUNCTIONS = """
CREATE FUNCTION journal_part(value text) RETURNS bytea LANGUAGE sql IMMUTABLE AS
$$ SELECT convert_to(coalesce(octet_length(value)::text, '-') || ':' || coalesce(value, ''), 'UTF8') $$;
CREATE FUNCTION journal_hash(prev bytea, shard_ int, seq_ bigint, at_ timestamptz, act_ text, by_ uuid, account_ uuid,
    kind_ text, record_ uuid, cards_ uuid[], result_ text, details_ jsonb, request_ text) RETURNS bytea
LANGUAGE sql STABLE AS $$ SELECT sha256(journal_part(encode(prev, 'hex')) || journal_part(shard_::text)
    || journal_part(seq_::text) || journal_part((extract(epoch FROM at_) * 1000000)::bigint::text) || journal_part(act_)
    || journal_part(by_::text) || journal_part(account_::text) || journal_part(kind_) || journal_part(record_::text)
    || journal_part(cards_::text) || journal_part(result_) || journal_part(details_::text) || journal_part(request_)) $$;
CREATE FUNCTION journal_write(shard_ int, at_ timestamptz, act_ text, by_ uuid, account_ uuid, kind_ text, record_ uuid,
    cards_ uuid[], result_ text, details_ jsonb, request_ text, path_ text) RETURNS void LANGUAGE plpgsql AS $$
DECLARE head journal_head; next_hash bytea;
BEGIN
    SELECT * INTO STRICT head FROM journal_head WHERE shard = shard_ FOR UPDATE;
    next_hash := journal_hash(head.hash, shard_, head.seq + 1, at_, act_, by_, account_, kind_, record_, cards_,
                              result_, details_, request_);
    UPDATE journal_head SET seq = head.seq + 1, hash = next_hash WHERE shard = shard_;
    INSERT INTO journal_entry (at, act, by, account, kind, record, cards, result, details, request_id, path, shard, seq, hash)
    VALUES (at_, act_, by_, account_, kind_, record_, cards_, result_, details_, request_, path_, shard_,
            head.seq + 1, next_hash);
END $$;
"""


def _months():
    year, month = FIRST.year, FIRST.month
    for _ in range(MONTHS):
        after = (year + month // 12, month % 12 + 1)
        yield (
            f"CREATE TABLE journal_entry_{year}_{month:02d} PARTITION OF journal_entry"
            f" FOR VALUES FROM ('{year}-{month:02d}-01 00:00+08') TO ('{after[0]}-{after[1]:02d}-01 00:00+08');"
        )
        year, month = after


class Migration(migrations.Migration):
    dependencies = []
    operations = [
        migrations.RunSQL(
            TABLE + "\n".join(_months()) + FUNCTIONS,
            "DROP TABLE journal_entry, journal_head; DROP FUNCTION journal_write, journal_hash, journal_part;",
        ),
        migrations.CreateModel(
            name="JournalEntry",
            fields=[
                ("id", models.UUIDField(primary_key=True, serialize=False)),
                ("at", models.DateTimeField()),
                ("act", models.CharField(max_length=80)),
                ("by", models.UUIDField(null=True)),
                ("account", models.UUIDField(null=True)),
                ("kind", models.CharField(max_length=60)),
                ("record", models.UUIDField(null=True)),
                ("cards", django.contrib.postgres.fields.ArrayField(base_field=models.UUIDField(), size=None)),
                ("result", models.CharField(max_length=20)),
                ("details", models.JSONField()),
                ("request_id", models.CharField(max_length=64)),
                ("path", anxin.ground.database.fields.PathField()),
                ("shard", models.SmallIntegerField()),
                ("seq", models.BigIntegerField()),
                ("hash", models.BinaryField()),
            ],
            options={"db_table": "journal_entry", "managed": False, "ordering": ["-at", "-seq"]},
        ),
    ]
