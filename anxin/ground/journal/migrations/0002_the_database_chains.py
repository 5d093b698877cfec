"""The chain becomes the database's own: the app may add an entry, the database gives it its place and hash.

Entries written before stay as they are and stay verifiable: hash and heads do not change.
"""

from django.db import migrations

# Every name stands with its schema, and the path is pinned: neither a temporary table nor a schema of the
# caller's can put itself before what is meant. A trigger's function cannot be called by itself.
FUNCTIONS = """
CREATE OR REPLACE FUNCTION public.journal_hash(prev bytea, shard_ int, seq_ bigint, at_ timestamptz, act_ text, by_ uuid,
    account_ uuid, kind_ text, record_ uuid, cards_ uuid[], result_ text, details_ jsonb, request_ text) RETURNS bytea
LANGUAGE sql STABLE AS $$ SELECT sha256(public.journal_part(encode(prev, 'hex')) || public.journal_part(shard_::text)
    || public.journal_part(seq_::text) || public.journal_part((extract(epoch FROM at_) * 1000000)::bigint::text)
    || public.journal_part(act_) || public.journal_part(by_::text) || public.journal_part(account_::text)
    || public.journal_part(kind_) || public.journal_part(record_::text) || public.journal_part(cards_::text)
    || public.journal_part(result_) || public.journal_part(details_::text) || public.journal_part(request_)) $$;

CREATE FUNCTION public.journal_chain() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER
SET search_path = pg_catalog, pg_temp AS $$
DECLARE head public.journal_head;
BEGIN
    -- The chain of this connection if nobody holds it, else any free one; a head this transaction holds
    -- counts as free, so that only a transaction that holds none ever waits, and no two wait for each other.
    SELECT * INTO head FROM public.journal_head WHERE shard = pg_backend_pid() % 32 FOR UPDATE SKIP LOCKED;
    IF NOT FOUND THEN
        SELECT * INTO head FROM public.journal_head LIMIT 1 FOR UPDATE SKIP LOCKED;
    END IF;
    IF NOT FOUND THEN
        SELECT * INTO STRICT head FROM public.journal_head WHERE shard = pg_backend_pid() % 32 FOR UPDATE;
    END IF;
    NEW.shard := head.shard;
    NEW.seq := head.seq + 1;
    NEW.hash := public.journal_hash(head.hash, NEW.shard, NEW.seq, NEW.at, NEW.act, NEW."by", NEW.account, NEW.kind,
                                    NEW.record, NEW.cards, NEW.result, NEW.details, NEW.request_id);
    UPDATE public.journal_head SET seq = NEW.seq, hash = NEW.hash WHERE shard = NEW.shard;
    RETURN NEW;
END $$;
REVOKE ALL ON FUNCTION public.journal_chain() FROM PUBLIC;
CREATE TRIGGER journal_chain BEFORE INSERT ON public.journal_entry
    FOR EACH ROW EXECUTE FUNCTION public.journal_chain();
ALTER TABLE public.journal_head SET (fillfactor = 10, autovacuum_vacuum_threshold = 1000);
DROP FUNCTION public.journal_write;
"""

# The months ahead of ``until`` that have no table yet. Entries of such a month wait in journal_entry_rest;
# they are moved before the table becomes a part, so that the trigger does not chain them a second time.
MONTHS = """
CREATE FUNCTION public.journal_months(until date) RETURNS int LANGUAGE plpgsql
SET search_path = pg_catalog, pg_temp AS $$
DECLARE month date := date '2026-11-01'; made int := 0; name text; lo timestamptz; hi timestamptz;
BEGIN
    WHILE month <= until LOOP
        name := format('journal_entry_%s', to_char(month, 'YYYY_MM'));
        lo := (month::text || ' 00:00+08')::timestamptz;
        hi := ((month + interval '1 month')::date::text || ' 00:00+08')::timestamptz;
        IF to_regclass('public.' || name) IS NULL THEN
            EXECUTE format('CREATE TABLE public.%I (LIKE public.journal_entry INCLUDING DEFAULTS)', name);
            EXECUTE format('WITH gone AS (DELETE FROM public.journal_entry_rest WHERE at >= %L AND at < %L RETURNING *)'
                           ' INSERT INTO public.%I SELECT * FROM gone', lo, hi, name);
            EXECUTE format('ALTER TABLE public.journal_entry ATTACH PARTITION public.%I FOR VALUES FROM (%L) TO (%L)',
                           name, lo, hi);
            made := made + 1;
        END IF;
        month := (month + interval '1 month')::date;
    END LOOP;
    RETURN made;
END $$;
REVOKE ALL ON FUNCTION public.journal_months(date) FROM PUBLIC;
"""

WRITE_BEFORE = """
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


class Migration(migrations.Migration):
    dependencies = [("journal", "0001_journal")]
    operations = [
        migrations.RunSQL(
            FUNCTIONS + MONTHS,
            "DROP TRIGGER journal_chain ON journal_entry; DROP FUNCTION journal_chain; DROP FUNCTION journal_months;"
            + WRITE_BEFORE,
        )
    ]
