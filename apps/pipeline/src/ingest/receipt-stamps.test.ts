import { encodeCopyPieces } from "@arterial/db/timeseries/copy-rows";
import { expect, it } from "vitest";
import { createReceiptStamps } from "./receipt-stamps.ts";

it("no two messages are received at the same instant, and none before another", () => {
  let now = Date.parse("2026-06-01T07:00:00Z");
  const stamp = createReceiptStamps(() => now);
  expect(stamp()).toBe(now);
  expect(stamp()).toBe(now + 0.001);
  const many = Array.from({ length: 5_000 }, stamp);
  expect(many).toEqual(many.toSorted((a, b) => a - b));
  expect(new Set(many).size).toBe(many.length);
  now += 1;
  expect(stamp()).toBe((many.at(-1) ?? 0) + 0.001);
  now += 1_000;
  expect(stamp()).toBe(now);
});

it("what is written to the database is as many microseconds", () => {
  const ms = Date.parse("2026-06-01T07:00:00Z");
  const stamp = createReceiptStamps(() => ms);
  const rows = Array.from({ length: 2_000 }, stamp);
  const columns = [{ column: "received_at", type: "timestamptz", valueOf: (row: number) => row }] as const;
  const bytes = Buffer.concat([...encodeCopyPieces(columns, rows)]);
  const micros = rows.map((_row, n) => bytes.readBigInt64BE(19 + n * 14 + 6));
  expect(micros.every((value, n) => value - (micros[0] ?? 0n) === BigInt(n))).toBe(true);
});
