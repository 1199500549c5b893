-- CreateTable
CREATE TABLE "operator_note" (
    "id" TEXT NOT NULL,
    "incident_id" TEXT,
    "milestone" TEXT,
    "text" TEXT NOT NULL,
    "at" TIMESTAMPTZ(3) NOT NULL,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "author_id" TEXT NOT NULL,
    "author_name" TEXT NOT NULL,
    "closed_at" TIMESTAMPTZ(3),

    CONSTRAINT "operator_note_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "operator_note_incident_id_idx" ON "operator_note"("incident_id");

-- CreateIndex
CREATE INDEX "operator_note_closed_at_created_at_idx" ON "operator_note"("closed_at", "created_at");
