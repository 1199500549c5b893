-- CreateTable
CREATE TABLE "handover" (
    "id" TEXT NOT NULL,
    "draft_key" TEXT DEFAULT 'draft',
    "summary" TEXT NOT NULL,
    "items" JSONB NOT NULL,
    "version" INTEGER NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "author_name" TEXT NOT NULL,
    "filled_at" TIMESTAMPTZ(3) NOT NULL,
    "signed_at" TIMESTAMPTZ(3),
    "signed_by_id" TEXT,
    "signed_by_name" TEXT,

    CONSTRAINT "handover_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "handover_signed_at_idx" ON "handover"("signed_at");

-- CreateIndex
CREATE UNIQUE INDEX "handover_draft_key_key" ON "handover"("draft_key");

-- What was signed stays as it was signed.
CREATE FUNCTION refuse_signed_handover() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'a signed handover does not change';
END $$;

CREATE TRIGGER handover_signed_stays BEFORE UPDATE OR DELETE ON "handover"
  FOR EACH ROW WHEN (OLD."signed_at" IS NOT NULL) EXECUTE FUNCTION refuse_signed_handover();
