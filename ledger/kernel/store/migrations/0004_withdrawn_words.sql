-- Words go on the ground of a recorded fact (WordsWithdrawn), and on no other: the
-- application calls this function, and the function reads the ground in the record.
--
-- Which grounds were followed is kept beside, so that each is looked at once. Killed
-- anywhere in between, the words are still there and the ground is not noted.

CREATE TABLE ledger.withdrawals_followed (
    position bigint PRIMARY KEY
);

CREATE FUNCTION ledger.erase_withdrawn() RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ground record;
    kept jsonb;
    erased bigint := 0;
BEGIN
    PERFORM pg_advisory_xact_lock(70617008);
    FOR ground IN
        SELECT e.position,
            (convert_from(e.data, 'UTF8')::jsonb #>> '{fact,position}')::bigint AS place,
            convert_from(e.data, 'UTF8')::jsonb #>> '{fact,words_id}' AS digest
        FROM ledger.kinds k
        JOIN ledger.tags t ON t.kind = k.id
            AND t.tag = hashtextextended('commons:commons', 0)
            AND t.position > (
                SELECT coalesce(max(f.position), 0) FROM ledger.withdrawals_followed f
            )
        JOIN ledger.events e ON e.position = t.position
            AND e.tags @> ARRAY['commons:commons']
        WHERE k.name = 'WordsWithdrawn'
        ORDER BY e.position
    LOOP
        -- A ground that names nothing keeps everything; people's own words go with
        -- the person, on no other ground.
        SELECT jsonb_agg(w.entry ORDER BY w.o) FILTER (
            WHERE w.digest IS DISTINCT FROM ground.digest OR w.entry ->> 1 = 'personal')
        INTO kept
        FROM (
            SELECT a.entry, a.o, rtrim(translate(encode(
                sha256(convert_to(a.entry ->> 3, 'UTF8')), 'base64'), '+/', '-_'), '=')
                AS digest
            FROM ledger.words b, jsonb_array_elements(convert_from(b.body, 'UTF8')::jsonb)
                WITH ORDINALITY AS a (entry, o)
            WHERE b.position = ground.place
        ) w;
        IF kept IS NULL THEN
            DELETE FROM ledger.words WHERE position = ground.place;
        ELSE
            UPDATE ledger.words SET body = convert_to(kept::text, 'UTF8')
            WHERE position = ground.place;
        END IF;
        erased := erased + 1;
        INSERT INTO ledger.withdrawals_followed (position) VALUES (ground.position);
    END LOOP;
    RETURN erased;
END $$;

REVOKE ALL ON FUNCTION ledger.erase_withdrawn() FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT ON ledger.withdrawals_followed TO commun_app;
        GRANT EXECUTE ON FUNCTION ledger.erase_withdrawn() TO commun_app;
    END IF;
END $$;
