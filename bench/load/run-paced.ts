import { spawn } from "node:child_process";
import { join } from "node:path";
import { createInterface } from "node:readline";
import { z } from "zod";

const GENERATOR = join(import.meta.dirname, "paced-load.ts");

const lineSchema = z.object({
  /** When the first message was due, epoch ms. */
  startedAt: z.number(),
  sent: z.number(),
  acknowledged: z.number(),
  p50Ms: z.number(),
  p99Ms: z.number(),
  isLast: z.boolean(),
});
/** What the generator tells each interval: messages so far, and the latencies of the interval's acknowledgements. */
export type PacedLine = z.output<typeof lineSchema>;

/** A steady load. */
export interface Pace {
  port: number;
  perSecond: number;
  seconds: number;
  intervalS: number;
  /** Devices that send in turn. */
  loops?: number;
  /** Loops unless told otherwise. */
  kind?: "traffic" | "air";
  /** Added to what air stations say, µg/m³. */
  addedUgM3?: number;
}

/** Runs the generator in a process of its own and hands over each of its lines as it comes; returns the last one. */
export async function runPaced(
  pace: Pace & { username: string; password: string },
  onLine: (line: PacedLine) => void,
): Promise<PacedLine> {
  const args = Object.entries(pace).map(([name, value]) => `--${name}=${value}`);
  const child = spawn(process.execPath, [GENERATOR, ...args], { stdio: ["ignore", "pipe", "inherit"] });
  let last: PacedLine | undefined;
  for await (const text of createInterface({ input: child.stdout })) {
    last = lineSchema.parse(JSON.parse(text));
    onLine(last);
  }
  if (!last?.isLast) throw new Error("the generator ended before everything was acknowledged");
  return last;
}
