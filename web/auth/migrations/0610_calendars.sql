-- Addresses that a person's calendar reads with. Only digests.
CREATE TABLE access.calendars (
    address_id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    token_digest bytea NOT NULL UNIQUE,
    person_id text NOT NULL,
    created_at timestamptz NOT NULL,
    used_on date
);
CREATE INDEX calendars_of_person ON access.calendars (person_id);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.calendars TO commun_app;
    END IF;
END $$;
