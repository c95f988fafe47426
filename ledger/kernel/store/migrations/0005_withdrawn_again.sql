-- Words that went may come back: with a table that was restored from a backup older
-- than their withdrawal. Told to look anew, the function follows every recorded ground
-- again; else only those that came since it last looked, which is what a round costs.
--
-- A ground whose words are not there changes nothing, so looking anew does no harm.

DROP FUNCTION ledger.erase_withdrawn();

CREATE FUNCTION ledger.erase_withdrawn(anew boolean DEFAULT false) RETURNS bigint
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, pg_temp AS $$
DECLARE
    ground record;
    kept jsonb;
    is_there boolean;
    is_new boolean;
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
            AND (anew OR t.position > (
                SELECT coalesce(max(f.position), 0) FROM ledger.withdrawals_followed f
            ))
        JOIN ledger.events e ON e.position = t.position
            AND e.tags @> ARRAY['commons:commons']
        WHERE k.name = 'WordsWithdrawn'
        ORDER BY e.position
    LOOP
        -- A ground that names nothing keeps everything; people's own words go with
        -- the person, on no other ground.
        SELECT
            jsonb_agg(w.entry ORDER BY w.o) FILTER (WHERE NOT w.is_named),
            coalesce(bool_or(w.is_named), false)
        INTO kept, is_there
        FROM (
            SELECT a.entry, a.o, coalesce(rtrim(translate(encode(
                sha256(convert_to(a.entry ->> 3, 'UTF8')), 'base64'), '+/', '-_'), '=')
                = ground.digest, false) AND a.entry ->> 1 <> 'personal' AS is_named
            FROM ledger.words b, jsonb_array_elements(convert_from(b.body, 'UTF8')::jsonb)
                WITH ORDINALITY AS a (entry, o)
            WHERE b.position = ground.place
        ) w;
        IF is_there AND kept IS NULL THEN
            DELETE FROM ledger.words WHERE position = ground.place;
        ELSIF is_there THEN
            UPDATE ledger.words SET body = convert_to(kept::text, 'UTF8')
            WHERE position = ground.place;
        END IF;
        INSERT INTO ledger.withdrawals_followed (position) VALUES (ground.position)
        ON CONFLICT DO NOTHING;
        is_new := FOUND;
        IF is_new OR is_there THEN
            erased := erased + 1;
        END IF;
    END LOOP;
    RETURN erased;
END $$;

REVOKE ALL ON FUNCTION ledger.erase_withdrawn(boolean) FROM PUBLIC;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT EXECUTE ON FUNCTION ledger.erase_withdrawn(boolean) TO commun_app;
    END IF;
END $$;
