import { ROLES, type Role } from "@arterial/api/roles";
import { createToken } from "@arterial/api/token/create-token";
import { listTokens } from "@arterial/api/token/list-tokens";
import { revokeToken } from "@arterial/api/token/revoke-token";
import { type Command, InvalidArgumentError } from "commander";
import { answer, type CliIo, type CommonOptions, withServices } from "../command-scope.ts";
import { parseRole } from "../role-option.ts";

interface CreateOptions extends CommonOptions {
  role: Role;
  name?: string;
  days?: number;
}

/** `token create`, `token list`, `token revoke`. */
export function addTokenCommands(program: Command, io: CliIo): void {
  const token = program.command("token").description("bearer tokens of programs, for the REST interface");
  token
    .command("create")
    .description("create a bearer token and print it this once")
    .requiredOption("--role <role>", ROLES.join(", "), parseRole)
    .option("--name <name>", "what it is for")
    .option("--days <n>", "days until it ends (default: never)", wholeNumber)
    .option("--json", "print one JSON document")
    .action((options: CreateOptions) => create(io, options));
  token
    .command("list")
    .description("list all tokens, without their secrets")
    .option("--json", "print one JSON document")
    .action((options: CommonOptions) => list(io, options));
  token
    .command("revoke")
    .description("end a token at once")
    .requiredOption("--id <id>", "id as `token list` shows it")
    .option("--json", "print one JSON document")
    .action((options: CommonOptions & { id: string }) => revoke(io, options));
}

async function create(io: CliIo, options: CreateOptions): Promise<void> {
  await withServices(io, async (ctx) => {
    const { name, days } = options;
    const { token, secret } = await createToken(ctx, {
      role: options.role,
      ...(name === undefined ? {} : { name }),
      ...(days === undefined ? {} : { validForDays: days }),
    });
    answer(io, options, { token: secret, id: token.id, role: token.role, name: token.name }, [
      `Token of role ${token.role}, shown only now:`,
      `  ${secret}`,
    ]);
  });
}

async function list(io: CliIo, options: CommonOptions): Promise<void> {
  await withServices(io, async (ctx) => {
    const tokens = await listTokens(ctx);
    const lines = tokens.map((token) =>
      [token.id, token.role, token.revokedAt === null ? "valid" : "revoked", token.name].join("\t"),
    );
    answer(io, options, { items: tokens }, lines);
  });
}

async function revoke(io: CliIo, options: CommonOptions & { id: string }): Promise<void> {
  await withServices(io, async (ctx) => {
    await revokeToken(ctx, { id: options.id });
    answer(io, options, { id: options.id }, [`Revoked ${options.id}.`]);
  });
}

function wholeNumber(text: string): number {
  if (!/^\d+$/.test(text)) throw new InvalidArgumentError("a whole number is needed");
  return Number(text);
}
