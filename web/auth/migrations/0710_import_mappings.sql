-- How a partner's files were read last: which column answers which question. The
-- headings stand as a digest; nothing here is a fact, and what serves no more goes.
CREATE TABLE access.import_mappings (
    partner_id text NOT NULL,
    headings   text NOT NULL,
    mapping    jsonb NOT NULL,
    used_at    timestamptz NOT NULL DEFAULT clock_timestamp(),
    PRIMARY KEY (partner_id, headings)
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.import_mappings TO commun_app;
    END IF;
END $$;
