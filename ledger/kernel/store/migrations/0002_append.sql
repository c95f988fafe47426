-- The one door. A batch of appends travels together, each with its own condition,
-- key and answer; the advisory lock is the order in which all become visible.
--
-- a_ columns: a row for each append (its time, key, fingerprint, the position read at).
-- c_ columns: a row for each kind of each clause of its boundary.
-- e_ columns: a row for each event, in the order of their appends.
-- Tags are joined by spaces; the first tag of a clause is the one looked up.
--
-- Answers the head as it was, then for each append: 0 recorded, -1 conflict,
-- -2 key known, -3 clocks apart, -4 clock jumped. What is recorded stands after the
-- head in the order given, so the caller counts the positions.
--
-- It is written for the time the lock is held: look-ups by subqueries, which no
-- statistics can turn into scans; two statements, for each costs as much as a row.

CREATE FUNCTION ledger.append(
    a_at timestamptz[], a_key bytea[], a_print bytea[], a_after bigint[],
    c_owner int[], c_kind smallint[], c_tags text[],
    e_owner int[], e_kind smallint[], e_tags text[], e_data bytea[], e_words bytea[]
) RETURNS bigint[]
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    head bigint;
    last_at timestamptz;
    here timestamptz;
    answers bigint[];
BEGIN
    -- A snapshot from before the lock would judge by an old record.
    IF current_setting('transaction_isolation') <> 'read committed' THEN
        RAISE 'appends are judged in transactions that are read committed';
    END IF;
    -- Whatever the server's own settings are: what was answered must survive a crash.
    IF current_setting('synchronous_commit') = 'off' THEN
        PERFORM set_config('synchronous_commit', 'on', true);
    END IF;
    -- Bounds on repetition would be spelt out sign by sign: lengths are checked below.
    IF array_to_string(e_tags, ' ')
        !~ '^[a-z_]+:[A-Za-z0-9._~-]+( [a-z_]+:[A-Za-z0-9._~-]+)*$'
    THEN
        RAISE 'malformed tag' USING ERRCODE = 'check_violation';
    END IF;
    IF pg_advisory_xact_lock(70617001) IS NULL THEN
    END IF;
    -- Taken after the lock: a clock read while waiting for it would be an old one.
    here := clock_timestamp();
    SELECT coalesce(h.position, 0), h.recorded_at, ARRAY (
        SELECT CASE
            WHEN (
                SELECT k.first_position FROM ledger.command_keys k WHERE k.key = a.key
            ) > 0 THEN -2
            WHEN abs(extract(epoch FROM here - a.at)) > 5 THEN -3
            WHEN h.recorded_at - here > interval '60 seconds' THEN -4
            WHEN a.after > coalesce(h.position, 0) THEN -1
            WHEN a.o = ANY (ARRAY (
                SELECT c.o FROM unnest(c_owner, c_kind, c_tags) AS c (o, kind, tags)
                WHERE EXISTS (
                    SELECT FROM ledger.tags t
                    WHERE t.tag = hashtextextended(split_part(c.tags, ' ', 1), 0)
                      AND t.kind = c.kind AND t.position > a_after[c.o]
                      AND (SELECT e.tags FROM ledger.events e WHERE e.position = t.position)
                          @> string_to_array(c.tags, ' ')
                    OFFSET 0
                )
            )) THEN -1
            ELSE 0 END
        FROM unnest(a_at, a_key, a_after) WITH ORDINALITY AS a (at, key, after, o)
        ORDER BY a.o
    )
    INTO head, last_at, answers
    FROM (SELECT 1) one LEFT JOIN (
        SELECT e.position, e.recorded_at FROM ledger.events e
        ORDER BY e.position DESC LIMIT 1
    ) h ON true;

    -- What may not be stored becomes NULL here, and no column takes a NULL: unknown
    -- kinds, more bytes than an entry of the log holds, names too long, tags doubled
    -- or out of order.
    WITH fresh AS MATERIALIZED (
        SELECT e.o, string_to_array(e.tags, ' ') AS tags,
            (SELECT k.id FROM ledger.kinds k WHERE k.id = e.kind) AS kind,
            CASE WHEN octet_length(e.data) <= 60000 AND octet_length(e.tags) <= 4900
                THEN e.data END AS data,
            head + row_number() OVER (ORDER BY e.ord) AS position
        FROM unnest(e_owner, e_kind, e_tags, e_data)
            WITH ORDINALITY AS e (o, kind, tags, data, ord)
        WHERE answers[e.o] = 0
    ), written AS (
        INSERT INTO ledger.events (position, recorded_at, kind, tags, data)
        SELECT f.position, greatest(here, last_at), f.kind, f.tags, f.data FROM fresh f
    ), filed AS (
        INSERT INTO ledger.tags (tag, kind, position)
        SELECT CASE
                WHEN octet_length(split_part(t.tag, ':', 2)) <= 64
                 AND (t.o = 1 OR t.tag > f.tags[t.o - 1] COLLATE "C")
                THEN hashtextextended(t.tag, 0) END,
            f.kind, f.position
        FROM fresh f CROSS JOIN LATERAL unnest(f.tags) WITH ORDINALITY AS t (tag, o)
    )
    INSERT INTO ledger.command_keys (key, fingerprint, first_position, last_position)
    SELECT a_key[f.o], a_print[f.o], min(f.position), max(f.position)
    FROM fresh f WHERE a_key[f.o] IS NOT NULL GROUP BY f.o;

    IF e_words IS NOT NULL THEN
        INSERT INTO ledger.words (position, body)
        SELECT w.position, w.body FROM (
            SELECT e.body, head + row_number() OVER (ORDER BY e.ord) AS position
            FROM unnest(e_owner, e_words) WITH ORDINALITY AS e (o, body, ord)
            WHERE answers[e.o] = 0
        ) w
        WHERE w.body IS NOT NULL;
    END IF;
    RETURN head || answers;
END $$;
