import pg from "pg";
import { isLackOfRights, MigrationError } from "./migration-error.ts";

/** The two roles that the product's processes run as; the owner only migrates and administers. */
export const PIPELINE_ROLE = "arterial_pipeline";
export const WEB_ROLE = "arterial_web";

export interface RolePasswords {
  pipeline?: string;
  web?: string;
}

const DUPLICATE_OBJECT = "42710";
const UNIQUE_VIOLATION = "23505";
const CITY_TABLES = ["city", "zone", "segment", "junction", "land_use"];

interface Grant {
  privileges: string;
  on: readonly string[];
}

const WEB_GRANTS: readonly Grant[] = [
  { privileges: "select", on: CITY_TABLES },
  {
    privileges: "select, insert, update",
    on: ["device", "user_account", "api_token", "outbox_event", "operator_note", "handover"],
  },
  {
    privileges: "select, insert, update, delete",
    on: ["session", "sign_in_token", "live_gateway", "saved_view", "saved_route"],
  },
  { privileges: "select, insert", on: ["audit_entry"] },
];

const PIPELINE_GRANTS: readonly Grant[] = [
  { privileges: "select", on: [...CITY_TABLES, "device", "live_gateway"] },
  { privileges: "select, update", on: ["outbox_event"] },
];

/** Which roles are made, and how. */
export interface RoleOptions {
  /** A role without a password is neither created nor changed. */
  rolePasswords?: RolePasswords;
  /** A role that exists keeps its password. */
  keepsRolePasswords?: boolean;
}

const SETTING_OF_ROLE = { [PIPELINE_ROLE]: "PIPELINE_DATABASE_URL", [WEB_ROLE]: "WEB_DATABASE_URL" } as const;
type Role = keyof typeof SETTING_OF_ROLE;

/**
 * Creates the roles that have a password, sets it, and gives every existing role exactly the rights it needs.
 * Roles belong to the whole server, so that another database may be creating the same one right now.
 * Throws MigrationError when the owner may not, or when a role may do more than it should.
 */
export async function applyRolesAndGrants(client: pg.ClientBase, options: RoleOptions): Promise<void> {
  const { pipeline, web } = options.rolePasswords ?? {};
  const existing = await findPlainRoles(client);
  for (const [role, password] of [
    [PIPELINE_ROLE, pipeline],
    [WEB_ROLE, web],
  ] as const) {
    if (password === undefined) continue;
    const isNew = !existing.has(role) && (await createRole(client, role, password));
    if (!isNew && options.keepsRolePasswords !== true) await setPassword(client, role, password);
    existing.add(role);
  }
  const statements = [
    ...(existing.has(PIPELINE_ROLE) ? pipelineStatements() : []),
    ...(existing.has(WEB_ROLE) ? webStatements() : []),
  ];
  if (statements.length > 0) await client.query(["begin", ...statements, "commit"].join(";\n"));
}

/** The product's roles that exist; throws MigrationError when one has rights over the server. */
async function findPlainRoles(client: pg.ClientBase): Promise<Set<string>> {
  const { rows } = await client.query<{ name: string; excess: string }>(
    `select rolname as name,
            concat_ws(' ', case when rolsuper then 'nosuperuser' end,
                           case when rolcreatedb then 'nocreatedb' end,
                           case when rolcreaterole then 'nocreaterole' end,
                           case when rolreplication then 'noreplication' end) as excess
       from pg_roles where rolname = any($1)`,
    [[PIPELINE_ROLE, WEB_ROLE]],
  );
  const tooMighty = rows.find((row) => row.excess !== "");
  if (tooMighty === undefined) return new Set(rows.map((row) => row.name));
  throw new MigrationError(
    `The role ${tooMighty.name} has rights over the whole server that a process of Arterial must not have. ` +
      `As an administrator of the server: alter role ${tooMighty.name} ${tooMighty.excess}`,
  );
}

/** False when somebody else created it meanwhile. What a role may do by default is what it needs. */
async function createRole(client: pg.ClientBase, role: Role, password: string): Promise<boolean> {
  try {
    await client.query(`create role ${role} login password ${pg.escapeLiteral(password)}`);
    return true;
  } catch (error) {
    const code = (error as { code?: unknown }).code;
    if (code === DUPLICATE_OBJECT || code === UNIQUE_VIOLATION) return false;
    if (!isLackOfRights(error)) throw error;
    const owner = await currentUser(client);
    throw new MigrationError(
      `The owner of the database may not create the role ${role}. As an administrator of the server: ` +
        `alter role ${owner} createrole. Or create the role with a password and set ${SETTING_OF_ROLE[role]} ` +
        "to the database's address with both.",
      { cause: error },
    );
  }
}

async function setPassword(client: pg.ClientBase, role: Role, password: string): Promise<void> {
  // Two databases of one server may set it at once; the row is then "concurrently updated" for one of them.
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(`alter role ${role} login password ${pg.escapeLiteral(password)}`);
      return;
    } catch (error) {
      if (isLackOfRights(error)) {
        const owner = await currentUser(client);
        throw new MigrationError(
          `The owner of the database may not set the password of the role ${role}. As an administrator of the ` +
            `server: alter role ${owner} createrole; grant ${role} to ${owner} with admin option. Or set ${SETTING_OF_ROLE[role]} to the ` +
            "database's address with this role and its password.",
          { cause: error },
        );
      }
      if ((error as { code?: unknown }).code !== "XX000" || attempt >= 10) throw error;
    }
  }
}

/** The account of a connection, quoted as SQL needs it. */
export async function currentUser(client: pg.ClientBase): Promise<string> {
  const { rows } = await client.query<{ name: string }>("select quote_ident(current_user) as name");
  return rows[0]?.name ?? "";
}

function revokeAll(role: string): string[] {
  return ["public", "timeseries"].flatMap((schema) => [
    `revoke all on all tables in schema ${schema} from ${role}`,
    `revoke all on all sequences in schema ${schema} from ${role}`,
    `revoke all on schema ${schema} from ${role}`,
    `grant usage on schema ${schema} to ${role}`,
  ]);
}

function grantStatements(role: string, grants: readonly Grant[]): string[] {
  return grants.map(
    ({ privileges, on }) =>
      `grant ${privileges} on ${on.map((table) => `public.${table}`).join(", ")} to ${role}`,
  );
}

function webStatements(): string[] {
  return [
    ...revokeAll(WEB_ROLE),
    ...grantStatements(WEB_ROLE, WEB_GRANTS),
    `grant usage on sequence public.audit_entry_id_seq, public.outbox_event_id_seq to ${WEB_ROLE}`,
    `grant select on all tables in schema timeseries to ${WEB_ROLE}`,
    `grant insert on timeseries.dead_letter_replay to ${WEB_ROLE}`,
    `grant usage on sequence timeseries.dead_letter_replay_id_seq to ${WEB_ROLE}`,
  ];
}

function pipelineStatements(): string[] {
  return [
    ...revokeAll(PIPELINE_ROLE),
    ...grantStatements(PIPELINE_ROLE, PIPELINE_GRANTS),
    `grant select, insert, update, delete on all tables in schema timeseries to ${PIPELINE_ROLE}`,
    `revoke insert, update, delete on timeseries.series, timeseries.series_partition, timeseries.migration from ${PIPELINE_ROLE}`,
    `grant usage on all sequences in schema timeseries to ${PIPELINE_ROLE}`,
    `grant execute on function timeseries.maintain_series to ${PIPELINE_ROLE}`,
  ];
}
