-- CreateTable
CREATE TABLE "live_gateway" (
    "id" TEXT NOT NULL,
    "clients" INTEGER NOT NULL,
    "reported_at" TIMESTAMPTZ(3) NOT NULL DEFAULT CURRENT_TIMESTAMP,

    CONSTRAINT "live_gateway_pkey" PRIMARY KEY ("id")
);
