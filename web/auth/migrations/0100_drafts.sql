-- What is being written and not yet sent. Nothing here is a fact: a draft may be
-- changed and thrown away. Its key becomes the key of the command it is sent as,
-- so a draft sent twice, even by two people, asks for the same thing twice.
CREATE TABLE access.drafts (
    key        text NOT NULL,
    person_id  text NOT NULL,
    partner_id text NOT NULL,
    kind       text NOT NULL,
    answers    jsonb NOT NULL DEFAULT '{}',
    files      jsonb NOT NULL DEFAULT '[]',
    updated_at timestamptz NOT NULL DEFAULT clock_timestamp(),
    sent_at    timestamptz,
    PRIMARY KEY (key, person_id)
);
CREATE INDEX drafts_of_partner ON access.drafts (partner_id, updated_at DESC)
    WHERE sent_at IS NULL;

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.drafts TO commun_app;
    END IF;
END $$;
