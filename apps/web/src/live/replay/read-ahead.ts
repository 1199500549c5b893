import type { ReplayAnswer } from "@arterial/api/replay/read-window";
import type { Outlook, ReplayTrouble } from "../replay-run.ts";

/** A window holds so many ms of playing, and the next is fetched when fewer than half of them are left. */
const WINDOW_PLAY_MS = 15_000;
const MAX_WINDOW_MS = 600_000;
/** From this speed on changes that come within half a second of playing are one. */
const COARSE_FROM_SPEED = 4;
/** Where the recording has not got farther yet, it is looked again after this, ms. */
const LOOK_AGAIN_MS = 2_000;
/** After a call that failed the next one waits for the first of these, after another for the second, …; ms. */
const BACK_OFF_MS = [1_000, 2_000, 4_000, 8_000, 15_000] as const;
/** The recording is stored within seconds: where it ends earlier than this before now, it has stopped, ms. */
const STOPPED_MS = 60_000;

/** How far the recording is known while it is played, and when more of it is to be fetched. */
export class ReadAhead {
  #knownToMs: number;
  #resumesAt: number | null;
  #trouble: ReplayTrouble | null;
  #isAsking = false;
  #failures = 0;
  #notBefore = 0;

  /** Begins with the answer that was got for the moment `t`; times are epoch ms. */
  constructor(t: number, { window, resumesAt }: Pick<ReplayAnswer, "window" | "resumesAt">) {
    this.#knownToMs = window?.knownToMs ?? t;
    this.#resumesAt = resumesAt;
    this.#trouble = window ? null : "missing";
  }

  get outlook(): Outlook {
    return { knownToMs: this.#knownToMs, resumesAt: this.#resumesAt, trouble: this.#trouble };
  }

  /** What to fetch next when `t` is shown and played at `speed`; null while there is enough, or it is no use yet. */
  next(t: number, { speed, now }: { speed: number; now: number }) {
    const fromMs = Math.floor(this.#knownToMs);
    const isEnough = fromMs - t >= (WINDOW_PLAY_MS / 2) * speed;
    if (isEnough || this.#isAsking || this.#resumesAt !== null || now < this.#notBefore) return null;
    this.#isAsking = true;
    const lengthMs = Math.min(MAX_WINDOW_MS, WINDOW_PLAY_MS * speed);
    return { fromMs, toMs: fromMs + lengthMs, stepMs: speed >= COARSE_FROM_SPEED ? speed * 500 : 0 };
  }

  /** Takes the answer to what was fetched. */
  take({ window, resumesAt }: Pick<ReplayAnswer, "window" | "resumesAt">, now: number): void {
    const knownToMs = Math.max(this.#knownToMs, window?.knownToMs ?? 0);
    const isFarther = knownToMs > this.#knownToMs;
    this.#knownToMs = knownToMs;
    this.#resumesAt = resumesAt;
    this.#isAsking = false;
    this.#failures = 0;
    this.#notBefore = isFarther ? now : now + LOOK_AGAIN_MS;
    this.#trouble = !isFarther && now - knownToMs > STOPPED_MS ? "ended" : null;
  }

  /** The call failed. */
  fail(trouble: ReplayTrouble, now: number): void {
    this.#isAsking = false;
    this.#trouble = trouble;
    this.#notBefore = now + (BACK_OFF_MS[Math.min(this.#failures, BACK_OFF_MS.length - 1)] ?? 0);
    this.#failures += 1;
  }
}
