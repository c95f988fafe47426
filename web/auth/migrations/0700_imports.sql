-- Files that a person confirmed for import, with how far each has come. What is
-- recorded of them are facts; this only says where to go on.
--
-- done, counts and errors_bytes are written together, after the rows they speak of:
-- a crash in between has rows asked for again, and their keys answer.
CREATE TABLE access.imports (
    id            text PRIMARY KEY,
    person_id     text NOT NULL,
    mandate_id    text NOT NULL,
    partner_id    text NOT NULL,
    file_name     text NOT NULL,
    path          text NOT NULL,
    digest        text NOT NULL,
    mapping       jsonb NOT NULL,
    language      text NOT NULL,
    state         text NOT NULL DEFAULT 'asked'
        CHECK (state IN ('asked', 'running', 'done', 'failed')),
    tries         integer NOT NULL DEFAULT 0,
    asked_at      timestamptz NOT NULL DEFAULT clock_timestamp(),
    told_at       timestamptz,
    ended_at      timestamptz,
    total         bigint NOT NULL,
    done          bigint NOT NULL DEFAULT 0,
    imported      bigint NOT NULL DEFAULT 0,
    refused       bigint NOT NULL DEFAULT 0,
    errors_bytes  bigint NOT NULL DEFAULT 0,
    last_position bigint NOT NULL DEFAULT 0
);
CREATE INDEX imports_of_partner ON access.imports (partner_id, asked_at DESC);
CREATE INDEX imports_under_way ON access.imports (asked_at)
    WHERE state IN ('asked', 'running');

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.imports TO commun_app;
    END IF;
END $$;
