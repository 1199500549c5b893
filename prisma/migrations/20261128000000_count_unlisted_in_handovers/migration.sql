-- How many items of each sort were open and are not listed.
ALTER TABLE "handover" ADD COLUMN "unlisted" JSONB NOT NULL DEFAULT '{}';
