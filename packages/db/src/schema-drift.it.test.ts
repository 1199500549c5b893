import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, expect, it } from "vitest";
import { createTestDatabase, type TestDatabase } from "./testing/test-database.ts";

const SCHEMA = fileURLToPath(new URL("../../../prisma/schema.prisma", import.meta.url));
const COLUMN_TYPES: Readonly<Record<string, string>> = {
  String: "text",
  Int: "integer",
  BigInt: "bigint",
  Float: "double precision",
  Boolean: "boolean",
  Json: "jsonb",
  DateTime: "timestamp with time zone",
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createTestDatabase();
});
afterAll(() => database.drop());

/** Columns that schema.prisma declares, as "table.column type null|not null"; relations have none. */
function declaredColumns(): string[] {
  const models = readFileSync(SCHEMA, "utf8").matchAll(/^model \w+ \{(?<body>[\s\S]*?)\n\}/gm);
  return [...models].flatMap((model) => {
    const body = model.groups?.body ?? "";
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    return body.split("\n").flatMap((line) => {
      const field = /^ {2}(?<name>\w+) +(?<type>\w+)(?<optional>\??)(?: |$)/.exec(line)?.groups;
      const type = COLUMN_TYPES[field?.type ?? ""];
      if (field === undefined || type === undefined) return [];
      const column = /@map\("(\w+)"\)/.exec(line)?.[1] ?? field.name;
      return [`${table}.${column} ${type} ${field.optional === "?" ? "null" : "not null"}`];
    });
  });
}

/** Single-column and compound indexes that schema.prisma declares, as "table(columns)". */
function declaredIndexes(): string[] {
  const models = readFileSync(SCHEMA, "utf8").matchAll(/^model \w+ \{(?<body>[\s\S]*?)\n\}/gm);
  return [...models].flatMap((model) => {
    const body = model.groups?.body ?? "";
    const table = /@@map\("(\w+)"\)/.exec(body)?.[1];
    const columnOf = (name: string) =>
      new RegExp(`^ {2}${name} .*@map\\("(\\w+)"\\)`, "m").exec(body)?.[1] ?? name;
    const listed = [...body.matchAll(/@@index\(\[([^\]]+)\]\)/g)].map((match) =>
      (match[1] ?? "").split(", "),
    );
    const unique = [...body.matchAll(/^ {2}(\w+) .*@unique/gm)].map((match) => [match[1] ?? ""]);
    return [...listed, ...unique].map((names) => `${table}(${names.map(columnOf).join(", ")})`);
  });
}

it("has the columns of schema.prisma and no others", async () => {
  const { rows } = await database.pool.query<{ text: string }>(
    `select table_name || '.' || column_name || ' ' || data_type || case is_nullable when 'YES' then ' null' else ' not null' end as text
       from information_schema.columns where table_schema = 'public' and table_name <> '_prisma_migrations'`,
  );
  expect(rows.map((row) => row.text).sort()).toEqual(declaredColumns().sort());
});

it("has the indexes of schema.prisma and no others", async () => {
  const { rows } = await database.pool.query<{ text: string }>(
    `select tablename || regexp_replace(indexdef, '^.* USING btree ', '') as text from pg_indexes
      where schemaname = 'public' and indexname not like '%\\_pkey'`,
  );
  expect(rows.map((row) => row.text.replaceAll('"', "")).sort()).toEqual(declaredIndexes().sort());
});
