-- The record: events in the order of commits, the tags they are filed under,
-- the words that lie beside them, and the keys of the commands that made them.
--
-- There are no CHECK constraints on these tables: PostgreSQL reads each of them
-- anew for every statement. The door (ledger.append) checks what they would say.

CREATE SCHEMA ledger;

CREATE TABLE ledger.kinds (
    id   smallint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    name text COLLATE "C" NOT NULL UNIQUE
);

CREATE TABLE ledger.events (
    position    bigint PRIMARY KEY,
    recorded_at timestamptz NOT NULL,
    kind        smallint NOT NULL,
    tags        text[] COLLATE "C" NOT NULL,
    data        bytea NOT NULL
);
-- The bytes are JSON of a few hundred signs: compressing them costs more than it saves.
ALTER TABLE ledger.events ALTER COLUMN data SET STORAGE EXTERNAL;

-- A 64-bit hash instead of the text halves the index. It is hashtextextended(tag, 0),
-- always computed here, so that no client need know how. Two tags with one hash are
-- told apart by the event's own tags, which every reader compares.
CREATE TABLE ledger.tags (
    tag      bigint NOT NULL,
    kind     smallint NOT NULL,
    position bigint NOT NULL,
    PRIMARY KEY (tag, kind, position)
);

-- One row a position; the body is JSON, a list of [field, audience, subject, encoded].
CREATE TABLE ledger.words (
    position bigint PRIMARY KEY,
    body     bytea NOT NULL
);

-- The key is the first half of the SHA-256 of its tag: the event bears the tag in full.
CREATE TABLE ledger.command_keys (
    key            bytea PRIMARY KEY,
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
-- People may have their words erased, row by row, through a function of the owner's
-- that the application may call; never all of them at once.
CREATE TRIGGER words_go_one_by_one BEFORE TRUNCATE ON ledger.words
    FOR EACH STATEMENT EXECUTE FUNCTION ledger.refuse_change();
-- ALWAYS: a session that plays a replica would pass by ordinary triggers.
ALTER TABLE ledger.events ENABLE ALWAYS TRIGGER events_only_grow;
ALTER TABLE ledger.tags ENABLE ALWAYS TRIGGER tags_only_grow;
ALTER TABLE ledger.command_keys ENABLE ALWAYS TRIGGER keys_only_grow;
ALTER TABLE ledger.kinds ENABLE ALWAYS TRIGGER kinds_only_grow;
ALTER TABLE ledger.words ENABLE ALWAYS TRIGGER words_go_one_by_one;

CREATE FUNCTION ledger.kind_ids(wanted text[]) RETURNS TABLE (name text, id smallint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
BEGIN
    INSERT INTO ledger.kinds (name)
        SELECT DISTINCT w FROM unnest(wanted) w
        WHERE NOT EXISTS (SELECT 1 FROM ledger.kinds k WHERE k.name = w)
        ON CONFLICT DO NOTHING;
    RETURN QUERY SELECT k.name, k.id FROM ledger.kinds k WHERE k.name = ANY (wanted);
END $$;

-- The last position recorded at or before an instant. Positions are dense and times
-- never decrease, so positions are searched by halves: no index of times is kept.
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
