-- What sealed ballots were committed to, until their vote closes: encrypted under a
-- key that no database holds, and all of one length, whatever they say.
CREATE TABLE access.sealed_ballots (
    vote_id    text NOT NULL,
    mandate_id text NOT NULL,
    commitment text NOT NULL,
    sealed     bytea NOT NULL,
    PRIMARY KEY (vote_id, mandate_id, commitment)
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.sealed_ballots TO commun_app;
    END IF;
END $$;
