import { withClient } from "./database.ts";
import { runCli } from "./run-cli.ts";

/** How the first administrator gets in. */
export interface FirstSignIn {
  readonly email: string;
  /** Path of the one-time link; null when accounts exist already. */
  readonly path: string | null;
}

/** Creates the first administrator when there is no account at all, with a link that signs in once. */
export async function createFirstAdministrator(
  ownerUrl: string,
  email: string,
  cliEnvironment: Record<string, string | undefined>,
): Promise<FirstSignIn> {
  const known = await withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<{ email: string }>(
      "select email from user_account where role = 'administrator' and is_active order by created_at limit 1",
    );
    return rows[0]?.email ?? null;
  });
  if (known !== null) return { email: known, path: null };
  const answer = await runCli(
    ["user", "create", "--email", email, "--role", "administrator", "--name", "Administrator"],
    cliEnvironment,
  );
  return { email, path: String(answer.signInPath) };
}
