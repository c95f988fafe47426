-- The application reads everything and changes nothing but through the door.
-- Where the owner may not create roles (one URL for all), `commun doctor` says
-- which guarantees are missing.

DO $$
BEGIN
    IF NOT EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        CREATE ROLE commun_app LOGIN;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN NULL;
    WHEN duplicate_object THEN NULL;
    WHEN unique_violation THEN NULL;
END $$;

REVOKE ALL ON ALL TABLES IN SCHEMA ledger FROM PUBLIC;
REVOKE ALL ON ALL FUNCTIONS IN SCHEMA ledger FROM PUBLIC;

CREATE SCHEMA views;

-- Whoever runs first makes it, and both the owner and the application use it.
CREATE TABLE views.generations (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    fingerprint text NOT NULL,
    position    bigint NOT NULL DEFAULT 0,
    recorded_at timestamptz,
    state       text NOT NULL CHECK (state IN ('building', 'live', 'retired')),
    retired_at  timestamptz
);
CREATE UNIQUE INDEX generations_one_live ON views.generations (state)
    WHERE state = 'live';

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT USAGE ON SCHEMA ledger TO commun_app;
        GRANT SELECT ON ALL TABLES IN SCHEMA ledger TO commun_app;
        GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA ledger TO commun_app;
        GRANT USAGE, CREATE ON SCHEMA views TO commun_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON views.generations TO commun_app;
        GRANT SELECT ON public.commun_migrations TO commun_app;
        EXECUTE format('GRANT CREATE ON DATABASE %I TO commun_app', current_database());
    END IF;
END $$;
