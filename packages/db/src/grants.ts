import pg from "pg";

/** The two roles that the product's processes run as; the owner only migrates and administers. */
export const PIPELINE_ROLE = "arterial_pipeline";
export const WEB_ROLE = "arterial_web";

export interface RolePasswords {
  pipeline?: string;
  web?: string;
}

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

/**
 * Creates the roles that have a password, sets it, and gives every existing role exactly the rights it needs.
 * Roles belong to the whole server, so that another database may be creating the same one right now.
 */
export async function applyRolesAndGrants(client: pg.ClientBase, passwords: RolePasswords): Promise<void> {
  if (passwords.pipeline !== undefined) await ensureRole(client, PIPELINE_ROLE, passwords.pipeline);
  if (passwords.web !== undefined) await ensureRole(client, WEB_ROLE, passwords.web);
  const { rows } = await client.query<{ rolname: string }>(
    "select rolname from pg_roles where rolname = any($1)",
    [[PIPELINE_ROLE, WEB_ROLE]],
  );
  const existing = new Set(rows.map((row) => row.rolname));
  const statements = [
    ...(existing.has(PIPELINE_ROLE) ? pipelineStatements() : []),
    ...(existing.has(WEB_ROLE) ? webStatements() : []),
  ];
  if (statements.length > 0) await client.query(["begin", ...statements, "commit"].join(";\n"));
}

async function ensureRole(client: pg.ClientBase, role: string, password: string): Promise<void> {
  const literal = pg.escapeLiteral(password);
  await client.query(`do $role$ begin
      create role ${role};
    exception when duplicate_object or unique_violation then null; end $role$`);
  // Two databases of one server may set it at once; the row is then "concurrently updated" for one of them.
  for (let attempt = 1; ; attempt++) {
    try {
      await client.query(
        `alter role ${role} login nosuperuser nocreatedb nocreaterole noreplication password ${literal}`,
      );
      return;
    } catch (error) {
      if ((error as { code?: unknown }).code !== "XX000" || attempt >= 10) throw error;
    }
  }
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
