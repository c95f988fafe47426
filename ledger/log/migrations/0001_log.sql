-- The transparency log: the tree over the record, and the heads that were signed.
--
-- Entries are never stored twice: they are put together from the record whenever they
-- are read, so that whoever changes the record changes what everybody else can check.

CREATE SCHEMA log;

-- The bytes of one entry, exactly as ledger.log.entries writes them. Functions with
-- bodies of this form are bound to the names they meant when they were made.
CREATE FUNCTION log.entry(
    origin text, place bigint, at timestamptz, kind text, tags text[], data bytea
) RETURNS bytea LANGUAGE sql STABLE PARALLEL SAFE
RETURN convert_to(
    E'commun-event/v1\n' || origin || E'\n' || place || E'\n'
    || to_char(at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"')
    || E'\n' || kind || E'\n' || array_to_string(tags, ' ') || E'\n\n', 'UTF8'
) || data;

-- How far the tree has come. The edge is the unfinished tile of each level, lowest
-- level first: what full tiles do not hold yet.
CREATE TABLE log.state (
    one    boolean PRIMARY KEY DEFAULT true CHECK (one),
    origin text COLLATE "C" NOT NULL,
    size   bigint NOT NULL,
    root   bytea NOT NULL,
    edge   bytea[] NOT NULL
);

-- Full tiles of 256 hashes; the others are beginnings of these or of the edge.
CREATE TABLE log.tiles (
    level  smallint NOT NULL,
    number bigint NOT NULL,
    data   bytea NOT NULL,
    PRIMARY KEY (level, number)
);
-- Hashes are noise: nothing compresses them.
ALTER TABLE log.tiles ALTER COLUMN data SET STORAGE EXTERNAL;

-- The heads we signed: the note bears our own signature alone.
CREATE TABLE log.checkpoints (
    size bigint PRIMARY KEY,
    root bytea NOT NULL,
    note bytea NOT NULL,
    at   timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- What witnesses answered: the line to put under the note of that size.
CREATE TABLE log.cosignatures (
    size    bigint NOT NULL REFERENCES log.checkpoints,
    witness text COLLATE "C" NOT NULL,
    line    text NOT NULL,
    at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (size, witness)
);

-- The size that each witness is known to have.
CREATE TABLE log.witnesses (
    name text COLLATE "C" PRIMARY KEY,
    size bigint NOT NULL
);

-- The last head that we cosigned of each log we are a witness of.
CREATE TABLE log.witnessed (
    origin text COLLATE "C" PRIMARY KEY,
    size   bigint NOT NULL,
    root   bytea NOT NULL,
    note   bytea NOT NULL
);

CREATE TRIGGER tiles_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON log.tiles
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER checkpoints_only_grow
    BEFORE UPDATE OR DELETE OR TRUNCATE ON log.checkpoints
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER state_stays BEFORE DELETE OR TRUNCATE ON log.state
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER witnessed_stays BEFORE DELETE OR TRUNCATE ON log.witnessed
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
-- ALWAYS: a session that plays a replica would pass by ordinary triggers.
ALTER TABLE log.tiles ENABLE ALWAYS TRIGGER tiles_only_grow;
ALTER TABLE log.checkpoints ENABLE ALWAYS TRIGGER checkpoints_only_grow;
ALTER TABLE log.state ENABLE ALWAYS TRIGGER state_stays;
ALTER TABLE log.witnessed ENABLE ALWAYS TRIGGER witnessed_stays;

-- The entries from one position to another, each after its length in two bytes, a row
-- for each 256 of them: PostgreSQL builds them, and whoever reads only cuts and hashes.
-- The zero offset keeps the planner from writing the same expression out twice. There
-- is no order over the rows, which would have them all sorted before the first is told:
-- they come in the order of the series, and whoever reads looks that they do.
CREATE FUNCTION log.bundles(first bigint, last bigint)
RETURNS TABLE (number bigint, width bigint, data bytea) LANGUAGE sql STABLE
BEGIN ATOMIC
SELECT n.number, b.width, b.data
FROM (SELECT origin FROM log.state LIMIT 1) s
CROSS JOIN LATERAL generate_series((first - 1) / 256, (last - 1) / 256) AS n (number)
CROSS JOIN LATERAL (
    SELECT count(*) AS width, coalesce(string_agg(
        substring(int4send(octet_length(f.entry)) FROM 3) || f.entry, ''::bytea
    ), '') AS data
    FROM (
        SELECT log.entry(
            s.origin, e.position, e.recorded_at, k.name, e.tags, e.data
        ) AS entry
        FROM ledger.events e LEFT JOIN ledger.kinds k ON k.id = e.kind
        WHERE e.position BETWEEN greatest(first, n.number * 256 + 1)
            AND least(last, n.number * 256 + 256)
        ORDER BY e.position OFFSET 0
    ) f
) b;
END;

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_publisher') THEN
        CREATE ROLE commun_publisher LOGIN;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN NULL;
    WHEN duplicate_object THEN NULL;
    WHEN unique_violation THEN NULL;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA log FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA log FROM PUBLIC;

-- The pages read the log and keep what they witness for others; the publisher writes
-- it. Neither can do the other's work.
DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT USAGE ON SCHEMA log TO commun_app;
        GRANT SELECT ON ALL TABLES IN SCHEMA log TO commun_app;
        GRANT INSERT, UPDATE ON log.witnessed TO commun_app;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA log TO commun_app;
    END IF;
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_publisher') THEN
        GRANT USAGE ON SCHEMA ledger, log TO commun_publisher;
        GRANT SELECT ON ALL TABLES IN SCHEMA ledger, log TO commun_publisher;
        GRANT INSERT, UPDATE ON log.state, log.tiles, log.checkpoints,
            log.cosignatures, log.witnesses TO commun_publisher;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA log TO commun_publisher;
    END IF;
END $$;
