-- Verifications of the whole log that were asked for, with what they found. They are
-- no facts: whoever doubts them asks for another one, or runs one of their own.
CREATE TABLE access.verifications (
    id         bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    asked_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    asked_by   text NOT NULL,
    state      text NOT NULL DEFAULT 'asked'
        CHECK (state IN ('asked', 'running', 'done', 'failed')),
    tries      integer NOT NULL DEFAULT 0,
    step       text NOT NULL DEFAULT '',
    done       bigint NOT NULL DEFAULT 0,
    total      bigint NOT NULL DEFAULT 0,
    told_at    timestamptz,
    ended_at   timestamptz,
    report     jsonb
);
-- One at a time: whoever asks while one is under way is shown that one.
CREATE UNIQUE INDEX verifications_one_at_a_time ON access.verifications ((true))
    WHERE state IN ('asked', 'running');

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.verifications TO commun_app;
    END IF;
END $$;
