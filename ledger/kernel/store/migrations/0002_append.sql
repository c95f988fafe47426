-- The one door. A batch of appends travels together, each with its own condition,
-- key and answer; the advisory lock is the order in which all become visible.
--
-- Outcomes: 0 recorded, 1 conflict, 2 key known, 3 clocks apart, 4 clock jumped.

CREATE FUNCTION ledger.append(
    a_at timestamptz[], a_key text[], a_print bytea[], a_after bigint[],
    c_owner int[], c_tag text[], c_kind smallint[], c_tags text[],
    e_owner int[], e_kind smallint[], e_tags text[], e_data bytea[], e_words bytea[]
) RETURNS TABLE (
    owner int, outcome int, first_position bigint, last_position bigint, print bytea
)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp
SET plan_cache_mode = force_generic_plan AS $$
DECLARE
    base bigint;
    last_at timestamptz;
    here timestamptz;
BEGIN
    PERFORM pg_advisory_xact_lock(70617001);
    -- Taken after the lock: a clock read while waiting for it would be an old one.
    here := clock_timestamp();
    SELECT e.position, e.recorded_at INTO base, last_at
        FROM ledger.events e ORDER BY e.position DESC LIMIT 1;
    base := coalesce(base, 0);
    IF last_at - here > interval '60 seconds' THEN
        RETURN QUERY SELECT o::int, 4, NULL::bigint, NULL::bigint, NULL::bytea
            FROM generate_subscripts(a_key, 1) o;
        RETURN;
    END IF;
    RETURN QUERY
    WITH a AS MATERIALIZED (
        SELECT o::int, at, key, pr, k.first_position, k.last_position, k.fingerprint
        FROM unnest(a_at, a_key, a_print) WITH ORDINALITY AS u (at, key, pr, o)
        LEFT JOIN ledger.command_keys k ON k.tag = u.key
    ), moved AS MATERIALIZED (
        SELECT DISTINCT c.o
        FROM unnest(c_owner, c_tag, c_kind, c_tags) AS c (o, tag, kind, tags)
        CROSS JOIN LATERAL (
            SELECT 1 FROM ledger.tags t JOIN ledger.events e ON e.position = t.position
            WHERE t.tag = hashtextextended(c.tag, 0) AND t.kind = c.kind
              AND t.position > a_after[c.o]
              AND e.tags @> string_to_array(c.tags, ' ')
            LIMIT 1
        ) found
    ), judged AS MATERIALIZED (
        SELECT a.o, a.key, a.pr, a.first_position, a.last_position, a.fingerprint,
            CASE WHEN a.fingerprint IS NOT NULL THEN 2
                 WHEN abs(extract(epoch FROM here - a.at)) > 5 THEN 3
                 WHEN EXISTS (SELECT 1 FROM moved m WHERE m.o = a.o) THEN 1
                 ELSE 0 END AS outcome
        FROM a
    ), fresh AS MATERIALIZED (
        SELECT e.o, e.kind, string_to_array(e.tags, ' ') AS tags, e.data, e.words,
            base + row_number() OVER (ORDER BY e.ord) AS position
        FROM unnest(e_owner, e_kind, e_tags, e_data, e_words)
            WITH ORDINALITY AS e (o, kind, tags, data, words, ord)
        WHERE EXISTS (SELECT 1 FROM judged j WHERE j.o = e.o AND j.outcome = 0)
    ), written AS (
        INSERT INTO ledger.events (position, recorded_at, kind, tags, data)
        SELECT f.position, greatest(here, last_at), f.kind, f.tags, f.data FROM fresh f
    ), filed AS (
        INSERT INTO ledger.tags (tag, kind, position)
        SELECT hashtextextended(t, 0), f.kind, f.position FROM fresh f, unnest(f.tags) t
        ON CONFLICT DO NOTHING
    ), beside AS (
        INSERT INTO ledger.words (position, body)
        SELECT f.position, f.words FROM fresh f WHERE f.words IS NOT NULL
    ), placed AS MATERIALIZED (
        SELECT f.o, min(f.position) AS first_position, max(f.position) AS last_position
        FROM fresh f GROUP BY f.o
    ), keyed AS (
        INSERT INTO ledger.command_keys (tag, fingerprint, first_position, last_position)
        SELECT j.key, j.pr, p.first_position, p.last_position
        FROM placed p JOIN judged j ON j.o = p.o WHERE j.key IS NOT NULL
    )
    SELECT j.o, j.outcome, coalesce(p.first_position, j.first_position),
        coalesce(p.last_position, j.last_position), j.fingerprint
    FROM judged j LEFT JOIN placed p ON p.o = j.o;
END $$;
