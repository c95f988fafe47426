-- Where an entry stands whose hash somebody has, or a digest that stands in it: for
-- each full bundle of 256 entries, a number for each hash and each long word in it.
-- Whoever looks reads the few bundles that may have it, and no others.
--
-- No evidence: it may be emptied, and is made anew from the record.
CREATE TABLE log.marks (
    number bigint PRIMARY KEY,
    marks  int[] NOT NULL
);
CREATE INDEX marks_by_mark ON log.marks USING gin (marks);

CREATE FUNCTION log.mark_of_leaf(leaf bytea) RETURNS int LANGUAGE sql IMMUTABLE
RETURN ('x' || encode(substring(leaf FROM 1 FOR 4), 'hex'))::bit(32)::int;

-- The bundles from one number to another, each with its marks. Bytes that are no text,
-- by a fault or an intruder, are escaped and stop nothing.
CREATE FUNCTION log.marks_of(first bigint, last bigint)
RETURNS TABLE (number bigint, marks int[]) LANGUAGE sql STABLE
BEGIN ATOMIC
SELECT t.number, ARRAY (
    SELECT log.mark_of_leaf(substring(t.data FROM (i * 32 + 1)::int FOR 32))
    FROM generate_series(0, 255) i
    UNION
    SELECT hashtext(m[1])
    FROM ledger.events e, regexp_matches(
        encode(e.data, 'escape'), '"([A-Za-z0-9_+/=-]{40,88})"', 'g') m
    WHERE e.position BETWEEN t.number * 256 + 1 AND t.number * 256 + 256
)
FROM log.tiles t WHERE t.level = 0 AND t.number BETWEEN first AND last;
END;

REVOKE ALL ON log.marks FROM PUBLIC;
REVOKE ALL ON FUNCTION log.mark_of_leaf(bytea), log.marks_of(bigint, bigint) FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT ON log.marks TO commun_app;
        GRANT EXECUTE ON FUNCTION log.mark_of_leaf(bytea) TO commun_app;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_publisher') THEN
        GRANT SELECT, INSERT ON log.marks TO commun_publisher;
        GRANT EXECUTE ON FUNCTION log.mark_of_leaf(bytea),
            log.marks_of(bigint, bigint) TO commun_publisher;
    END IF;
END $$;
