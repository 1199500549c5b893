-- CreateTable
CREATE TABLE "saved_route" (
    "id" TEXT NOT NULL,
    "user_id" TEXT NOT NULL,
    "name" TEXT NOT NULL,
    "points" TEXT NOT NULL,
    "shared_from" TEXT,
    "created_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,
    "deleted_at" TIMESTAMPTZ(3),

    CONSTRAINT "saved_route_pkey" PRIMARY KEY ("id")
);

-- CreateIndex
CREATE INDEX "saved_route_user_id_idx" ON "saved_route"("user_id");

-- CreateIndex
CREATE INDEX "saved_route_shared_from_idx" ON "saved_route"("shared_from");

-- AddForeignKey
ALTER TABLE "saved_route" ADD CONSTRAINT "saved_route_user_id_fkey" FOREIGN KEY ("user_id") REFERENCES "user_account"("id") ON DELETE CASCADE ON UPDATE CASCADE;
