import { ROLES, type Role } from "@arterial/api/roles";
import { createUser } from "@arterial/api/user/create-user";
import { issueSignIn, type OneTimeSignIn } from "@arterial/api/user/issue-sign-in";
import { listUsers } from "@arterial/api/user/list-users";
import type { Command } from "commander";
import { answer, type CliIo, type CommonOptions, withServices } from "../command-scope.ts";
import { parseRole } from "../role-option.ts";

interface UserOptions extends CommonOptions {
  email: string;
  role: Role;
  name?: string;
}

/** `user create`, `user sign-in`, `user list`. */
export function addUserCommands(program: Command, io: CliIo): void {
  const user = program.command("user").description("people who may sign in to the console");
  user
    .command("create")
    .description("create a user and print a one-time sign-in, good for 24 hours")
    .requiredOption("--email <address>", "e-mail address")
    .requiredOption("--role <role>", ROLES.join(", "), parseRole)
    .option("--name <name>", "name as others see it")
    .option("--json", "print one JSON document")
    .action((options: UserOptions) => create(io, options));
  user
    .command("sign-in")
    .description("print a new one-time sign-in for an existing user")
    .requiredOption("--email <address>", "e-mail address")
    .option("--json", "print one JSON document")
    .action((options: Pick<UserOptions, "email" | "json">) => signIn(io, options));
  user
    .command("list")
    .description("list all users")
    .option("--json", "print one JSON document")
    .action((options: CommonOptions) => list(io, options));
}

async function create(io: CliIo, options: UserOptions): Promise<void> {
  await withServices(io, async (ctx, env) => {
    const { email, name, role } = options;
    const created = await createUser(ctx, { email, role, ...(name === undefined ? {} : { name }) });
    const { user } = created;
    const link = signInFacts(created.signIn, env.consoleUrl);
    answer(io, options, { id: user.id, email: user.email, role: user.role, name: user.name, ...link }, [
      `Created ${user.email} as ${user.role}.`,
      ...signInLines(link),
    ]);
  });
}

async function signIn(io: CliIo, options: Pick<UserOptions, "email" | "json">): Promise<void> {
  await withServices(io, async (ctx, env) => {
    const link = signInFacts(await issueSignIn(ctx, { email: options.email }), env.consoleUrl);
    answer(io, options, { email: options.email, ...link }, signInLines(link));
  });
}

async function list(io: CliIo, options: CommonOptions): Promise<void> {
  await withServices(io, async (ctx) => {
    const users = await listUsers(ctx);
    const lines = users.map((user) =>
      [user.email, user.role, user.isActive ? "active" : "off", user.name].join("\t"),
    );
    answer(io, options, { items: users }, lines);
  });
}

interface SignInFacts {
  signInPath: string;
  signInToken: string;
  signInUrl: string | null;
  expiresAt: string;
}

function signInFacts(signIn: OneTimeSignIn, consoleUrl: string | undefined): SignInFacts {
  return {
    signInPath: signIn.path,
    signInToken: signIn.token,
    signInUrl: consoleUrl === undefined ? null : new URL(signIn.path, consoleUrl).href,
    expiresAt: new Date(signIn.expiresAt).toISOString(),
  };
}

function signInLines(link: SignInFacts): string[] {
  return [`Sign in once until ${link.expiresAt}:`, `  ${link.signInUrl ?? link.signInPath}`];
}
