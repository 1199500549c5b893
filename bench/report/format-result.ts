import type { Bar, BenchmarkResult, Figure } from "./benchmark.ts";

const COLUMN = 44;

/** A number that a person reads at a glance: three significant digits, thousands grouped. */
export function formatNumber(value: number): string {
  const digits = Math.abs(value) >= 1_000 ? 0 : 3;
  return digits === 0
    ? value.toLocaleString("en", { maximumFractionDigits: 0 })
    : value.toLocaleString("en", { maximumSignificantDigits: digits });
}

function row(label: string, { value, unit }: Figure): string {
  return `  ${label.padEnd(COLUMN)} ${formatNumber(value).padStart(12)} ${unit}`;
}

function barRow({ name, value, atLeast, atMost, isReached }: Bar): string {
  const bar = atLeast === undefined ? `≤ ${formatNumber(atMost ?? 0)}` : `≥ ${formatNumber(atLeast)}`;
  return `  ${name.padEnd(COLUMN)} ${formatNumber(value).padStart(12)} ${bar} ${isReached ? "reached" : "NOT REACHED"}`;
}

/** A benchmark's result as a table for a terminal. */
export function formatResult(result: BenchmarkResult): string {
  const { name, ours, limit, peers, ratios, bars = [], notes = [] } = result;
  const lines = [name, row("ours", ours), row("limit", limit)];
  for (const peer of peers) lines.push(row(peer.name, peer));
  for (const [ratio, value] of Object.entries(ratios)) lines.push(row(ratio, { value, unit: "×" }));
  if (bars.length > 0) lines.push("", ...bars.map(barRow));
  if (notes.length > 0) lines.push("", ...notes.map((note) => `  ${note}`));
  return lines.join("\n");
}
