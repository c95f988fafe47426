-- How far each follower of the log has come that acts outside it.
CREATE TABLE access.followers (
    name     text PRIMARY KEY,
    position bigint NOT NULL
);

DO $$
BEGIN
    IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'commun_app') THEN
        GRANT SELECT, INSERT, UPDATE, DELETE ON access.followers TO commun_app;
    END IF;
END $$;
