import { defineConfig } from "prisma/config";

/** Settings of the prisma command; the product itself migrates by packages/db/src/migrate.ts. */
export default defineConfig({
  schema: "prisma/schema.prisma",
  migrations: { path: "prisma/migrations" },
  datasource: { url: process.env.DATABASE_URL ?? "" },
});
