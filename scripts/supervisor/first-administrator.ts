import { withClient } from "./database.ts";
import { runCli } from "./run-cli.ts";

/** How the first administrator gets in. */
export interface FirstSignIn {
  readonly email: string;
  /** Path of the one-time link; null when accounts exist already. */
  readonly path: string | null;
}

interface Administrator {
  readonly email: string;
  readonly hasSignedIn: boolean;
}

/**
 * Creates the first administrator when there is no account at all, with a link that signs in once. An administrator
 * who has never signed in gets a new link: the first one may have been missed.
 */
export async function createFirstAdministrator(
  ownerUrl: string,
  email: string,
  cliEnvironment: Record<string, string | undefined>,
): Promise<FirstSignIn> {
  const known = await readAdministrator(ownerUrl);
  if (known?.hasSignedIn) return { email: known.email, path: null };
  const args = known
    ? ["user", "sign-in", "--email", known.email]
    : ["user", "create", "--email", email, "--role", "administrator", "--name", "Administrator"];
  const { signInPath } = await runCli(args, cliEnvironment);
  return { email: known?.email ?? email, path: String(signInPath) };
}

async function readAdministrator(ownerUrl: string): Promise<Administrator | null> {
  return withClient(ownerUrl, async (client) => {
    const { rows } = await client.query<Administrator>(
      `select email, password_hash is not null or exists (select from session where user_id = u.id)
                or exists (select from sign_in_token where user_id = u.id and used_at is not null) as "hasSignedIn"
         from user_account u where role = 'administrator' and is_active order by created_at limit 1`,
    );
    return rows[0] ?? null;
  });
}
