import { setTimeout as wait } from "node:timers/promises";
import { StartError } from "../boot/start-error.mjs";

const POLL_MS = 100;
const TIMEOUT_MS = 60_000;

/** Waits until the console answers `{"status":"ok"}`. Throws StartError with its last answer after a minute. */
export async function waitForHealth(port: number, signal: AbortSignal): Promise<void> {
  const address = `http://127.0.0.1:${port}/api/health`;
  let last = "no answer";
  for (let waitedMs = 0; waitedMs < TIMEOUT_MS && !signal.aborted; waitedMs += POLL_MS) {
    const answer = await ask(address);
    if (answer.isOk) return;
    last = answer.text;
    await wait(POLL_MS);
  }
  if (!signal.aborted)
    throw new StartError(`The console did not become healthy within a minute. ${address} says: ${last}`);
}

async function ask(address: string): Promise<{ isOk: boolean; text: string }> {
  try {
    const response = await fetch(address, { signal: AbortSignal.timeout(5_000) });
    const text = await response.text();
    return {
      isOk: response.status === 200 && /"status"\s*:\s*"ok"/.test(text),
      text: `${response.status} ${text}`,
    };
  } catch (error) {
    return { isOk: false, text: error instanceof Error ? error.message : String(error) };
  }
}
