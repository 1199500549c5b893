import { startTestServer } from "./test-server.ts";

/**
 * Global setup of the integration tests: a real PostgreSQL in a temporary folder, at TEST_DATABASE_URL, unless that
 * is set already.
 */
export async function setup(): Promise<(() => Promise<void>) | undefined> {
  if (process.env.TEST_DATABASE_URL) return undefined;
  const server = await startTestServer();
  process.env.TEST_DATABASE_URL = server.url;
  return async () => {
    delete process.env.TEST_DATABASE_URL;
    await server.stop();
  };
}
