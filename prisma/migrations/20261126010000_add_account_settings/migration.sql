-- What a person set for themselves. The two columns that it replaces were never written.
ALTER TABLE "user_account" ADD COLUMN "settings" JSONB NOT NULL DEFAULT '{}';
ALTER TABLE "user_account" DROP COLUMN "locale", DROP COLUMN "theme";
