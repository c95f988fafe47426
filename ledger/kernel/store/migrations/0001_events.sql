-- The record: events in the order of commits, the tags they are filed under,
-- the words that lie beside them, and the keys of the commands that made them.

CREATE SCHEMA ledger;

CREATE TABLE ledger.kinds (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text NOT NULL UNIQUE
);

CREATE TABLE ledger.events (
    position    bigint PRIMARY KEY CHECK (position > 0),
    recorded_at timestamptz NOT NULL,
    kind        smallint NOT NULL REFERENCES ledger.kinds,
    tags        text[] NOT NULL CHECK (
        array_to_string(tags, ' ')
        ~ '^[a-z_]+:[A-Za-z0-9._~-]{1,64}( [a-z_]+:[A-Za-z0-9._~-]{1,64})*$'
    ),
    data        bytea NOT NULL CHECK (length(data) <= 60000)
);
-- The bytes are JSON of a few hundred signs: compressing them costs more than it saves.
ALTER TABLE ledger.events ALTER COLUMN data SET STORAGE EXTERNAL;

-- A 64-bit hash instead of the text halves the index. Two tags with one hash are
-- told apart by the event's own tags, which every reader compares.
CREATE TABLE ledger.tags (
    tag      bigint NOT NULL,
    kind     smallint NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (tag, kind, position)
);

-- One row a position; the body lists {field, audience, subject, encoded}.
CREATE TABLE ledger.words (
    position bigint PRIMARY KEY,
    body     bytea NOT NULL
);

CREATE TABLE ledger.command_keys (
    tag            text PRIMARY KEY,
    fingerprint    bytea NOT NULL,
    first_position bigint NOT NULL,
    last_position  bigint NOT NULL
);

CREATE FUNCTION ledger.refuse_change() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'the ledger only grows: % on %.% is refused',
        TG_OP, TG_TABLE_SCHEMA, TG_TABLE_NAME USING ERRCODE = 'insufficient_privilege';
END $$;

CREATE TRIGGER events_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.events
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER tags_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.tags
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER keys_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.command_keys
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
CREATE TRIGGER kinds_only_grow BEFORE UPDATE OR DELETE OR TRUNCATE ON ledger.kinds
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
-- ALWAYS: a session that plays a replica would pass by ordinary triggers.
ALTER TABLE ledger.events ENABLE ALWAYS TRIGGER events_only_grow;
ALTER TABLE ledger.tags ENABLE ALWAYS TRIGGER tags_only_grow;
ALTER TABLE ledger.command_keys ENABLE ALWAYS TRIGGER keys_only_grow;
ALTER TABLE ledger.kinds ENABLE ALWAYS TRIGGER kinds_only_grow;

CREATE FUNCTION ledger.kind_ids(wanted text[]) RETURNS TABLE (name text, id smallint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO ledger.kinds (name)
        SELECT DISTINCT w FROM unnest(wanted) w
        WHERE NOT EXISTS (SELECT 1 FROM ledger.kinds k WHERE k.name = w)
        ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT k.name, k.id FROM ledger.kinds k WHERE k.name = ANY (wanted);
END $$;

-- The last position recorded at or before an instant. Times never decrease, so
-- positions are searched by halves: no index of times is kept for it.
CREATE FUNCTION ledger.position_at(instant timestamptz) RETURNS bigint
LANGUAGE plpgsql STABLE SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    low bigint := 0;
    high bigint;
    middle bigint;
BEGIN
    SELECT coalesce(max(position), 0) INTO high FROM ledger.events;
    WHILE low < high LOOP
        middle := (low + high + 1) / 2;
        IF (SELECT recorded_at <= instant FROM ledger.events WHERE position = middle)
        THEN low := middle; ELSE high := middle - 1; END IF;
    END LOOP;
    RETURN low;
END $$;
