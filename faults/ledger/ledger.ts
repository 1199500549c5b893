import { closeSync, openSync, readFileSync, writeSync } from "node:fs";

/** What happened to a message, by its number in the input. */
export interface Ledger {
  sent(message: number): void;
  acknowledged(message: number): void;
  /** Numbers of acknowledged messages so far. */
  acknowledgedNow(): ReadonlySet<number>;
  counts(): { sent: number; acknowledged: number };
  close(): void;
}

/** Opens an append-only ledger: one line an event, written before anything else happens. */
export function openLedger(path: string): Ledger {
  const file = openSync(path, "a");
  const sent = new Set<number>();
  const acknowledged = new Set<number>();
  return {
    sent: (message) => {
      writeSync(file, `sent ${message}\n`);
      sent.add(message);
    },
    acknowledged: (message) => {
      writeSync(file, `acknowledged ${message}\n`);
      acknowledged.add(message);
    },
    acknowledgedNow: () => new Set(acknowledged),
    counts: () => ({ sent: sent.size, acknowledged: acknowledged.size }),
    close: () => closeSync(file),
  };
}

/** Reads a ledger back: what the checks rest on is what is in the file. */
export function readLedger(path: string): { sent: Set<number>; acknowledged: Set<number> } {
  const sent = new Set<number>();
  const acknowledged = new Set<number>();
  for (const line of readFileSync(path, "utf8").split("\n")) {
    const [what, number] = line.split(" ");
    if (what === "sent") sent.add(Number(number));
    if (what === "acknowledged") acknowledged.add(Number(number));
  }
  return { sent, acknowledged };
}
