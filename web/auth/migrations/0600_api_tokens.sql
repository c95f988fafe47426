-- What programs act with: each for one person under one mandate. Only digests.
CREATE TABLE access.api_tokens (
    token_id text PRIMARY KEY,
    token_digest bytea NOT NULL UNIQUE,
    person_id text NOT NULL,
    mandate_id text NOT NULL,
    partner_id text NOT NULL,
    name text NOT NULL CHECK (length(name) BETWEEN 1 AND 80),
    may_write boolean NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL
        CHECK (expires_at <= created_at + interval '366 days'),
    used_on date,
    revoked_at timestamptz
);
CREATE INDEX api_tokens_of_person ON access.api_tokens (person_id);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.api_tokens TO commun_app;
    END IF;
END $$;
