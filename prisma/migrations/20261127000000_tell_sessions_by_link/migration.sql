-- A session that was opened by a one-time link may set a password without the old one for a while; older ones may not.
ALTER TABLE "session" ADD COLUMN "is_by_link" BOOLEAN NOT NULL DEFAULT false;
