-- Who can come in: accounts, codes, sessions, invitations, letters and limits.
-- No fact of the commons is here, so all of it may be changed and erased.

CREATE SCHEMA access;

CREATE TABLE access.accounts (
    person_id text PRIMARY KEY,
    email text NOT NULL UNIQUE,
    language text NOT NULL DEFAULT 'fr',
    created_at timestamptz NOT NULL
);

-- One code for each address: asking again replaces the one before. The address
-- is a keyed digest, for people type addresses that have no account here.
CREATE TABLE access.codes (
    address_digest bytea PRIMARY KEY,
    asked_digest bytea NOT NULL,
    code_digest bytea NOT NULL,
    person_id text,
    tries_left integer NOT NULL CHECK (tries_left >= 0),
    expires_at timestamptz NOT NULL
);

CREATE TABLE access.sessions (
    session_id text PRIMARY KEY,
    token_digest bytea NOT NULL UNIQUE,
    kind text NOT NULL CHECK (kind IN ('person', 'founder', 'operator')),
    person_id text,
    worn_mandate_id text,
    device text NOT NULL DEFAULT '',
    created_at timestamptz NOT NULL,
    seen_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    revoked_at timestamptz,
    CHECK ((kind = 'operator') = (person_id IS NULL))
);
CREATE INDEX sessions_of_person ON access.sessions (person_id);

CREATE TABLE access.invitations (
    invitation_id text PRIMARY KEY,
    token_digest bytea NOT NULL UNIQUE,
    person_id text NOT NULL,
    partner_id text,
    mandate_id text,
    email text NOT NULL,
    language text NOT NULL,
    invited_by text NOT NULL,
    sent_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz,
    CHECK (num_nonnulls(partner_id, mandate_id) = 1)
);
CREATE UNIQUE INDEX one_invitation_each ON access.invitations
    (person_id, coalesce(partner_id, ''), coalesce(mandate_id, ''));

CREATE TABLE access.outbox (
    letter_id text PRIMARY KEY,
    person_id text,
    recipient text NOT NULL,
    subject text NOT NULL,
    body text NOT NULL,
    language text NOT NULL,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    next_try_at timestamptz NOT NULL,
    sent_at timestamptz,
    tries integer NOT NULL DEFAULT 0,
    error text
);
CREATE INDEX outbox_waiting ON access.outbox (next_try_at) WHERE sent_at IS NULL;

CREATE TABLE access.limits (
    bucket text NOT NULL,
    window_start timestamptz NOT NULL,
    count integer NOT NULL,
    PRIMARY KEY (bucket, window_start)
);

CREATE TABLE access.setup (
    token_digest bytea PRIMARY KEY,
    purpose text NOT NULL CHECK (purpose IN ('founder', 'operator')),
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at timestamptz
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT USAGE ON SCHEMA access TO commun_app;
        GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA access
            TO commun_app;
        ALTER DEFAULT PRIVILEGES IN SCHEMA access
            GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO commun_app;
    END IF;
END $$;
