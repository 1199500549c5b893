import { defineConfig } from "vitest/config";

const EXCLUDED = ["**/node_modules/**", "**/.next/**", "**/.cache/**", "**/.data/**"];

/** Integration tests that must hold on the real parts as they do on the embedded ones. */
const ALSO_ON_REAL_PARTS = [
  "apps/pipeline/src/{ingest,sinks}/**/*.it.test.ts",
  "packages/db/**/*.it.test.ts",
];

/** What is waited for comes at once on a quiet machine, and seconds later on one that other tests keep busy. */
const WAITING = { poll: { timeout: 10_000, interval: 20 } };

/**
 * Four kinds of tests: unit (no I/O, milliseconds), it (real PostgreSQL and embedded parts), parts (real Kafka, Mosquitto
 * and Redis, run when TEST_PARTS=all), e2e (a real browser).
 */
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          expect: WAITING,
          include: ["{apps,packages,scripts,bench,faults}/**/*.test.{ts,tsx}"],
          exclude: [...EXCLUDED, "**/*.it.test.ts", "**/*.parts.test.ts", "**/*.e2e.test.ts"],
          // Passwords are hashed slowly by design, and slower still while other work has the machine.
          testTimeout: 20_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "it",
          expect: WAITING,
          include: ["{apps,packages,scripts,faults}/**/*.it.test.ts"],
          exclude: EXCLUDED,
          globalSetup: ["scripts/testing/postgres-setup.ts"],
          testTimeout: 30_000,
          hookTimeout: 60_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "parts",
          expect: WAITING,
          include: ["{apps,packages,scripts}/**/*.parts.test.ts", ...ALSO_ON_REAL_PARTS],
          exclude: EXCLUDED,
          globalSetup: ["scripts/testing/parts-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 120_000,
          maxWorkers: 2,
        },
      },
      {
        test: {
          name: "e2e",
          expect: WAITING,
          include: ["e2e/**/*.e2e.test.ts"],
          exclude: EXCLUDED,
          globalSetup: ["e2e/harness/global-setup.ts"],
          testTimeout: 180_000,
          hookTimeout: 300_000,
          fileParallelism: false,
          maxWorkers: 1,
        },
      },
    ],
  },
});
