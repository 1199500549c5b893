import type { CityStores } from "./city-stores.ts";
import { createStore } from "./store.ts";

/** What keeps a replay from a moment, or from going on: nothing recorded, nothing recorded any more, no answer, no right. */
export type ReplayTrouble = "missing" | "ended" | "failed" | "forbidden";

/** How the replay is doing. */
export type ReplayStatus = "idle" | "loading" | "ready" | ReplayTrouble;

/** How far the recording is known from a moment on. */
export interface Outlook {
  /** Up to here, epoch ms, and no farther may be shown. */
  knownToMs: number;
  /** Where the recording goes on, epoch ms, when it has a hole from `knownToMs` on. */
  resumesAt: number | null;
  trouble: ReplayTrouble | null;
}

/** What fills the replayed city. */
export interface Player {
  /** Shows a moment, or nothing when it cannot be. */
  seek(t: number): Promise<Outlook>;
  /** Goes on to `t`, which is known, and fetches what comes next at `speed`. */
  advance(t: number, speed: number): Outlook;
  /** Shows nothing until the moment that is sought is here. */
  forget(): void;
}

export type LoadPlayer = (replayed: CityStores, serverNow: () => number) => Promise<Player>;

/** A stretch of time in which nothing was recorded, epoch ms. */
export interface RecordingHole {
  fromMs: number;
  toMs: number;
}

const SECOND_MS = 1_000;
/** What is shown of another moment stays for so long while the answer is awaited, ms. */
const OLD_PICTURE_MS = 1_000;
/** What was live is recorded within so long, ms; until then it is looked for again this often. */
const RECORDED_WITHIN_MS = 60_000;
const LOOK_AGAIN_MS = 2_000;
/** A hole that was passed over is told for so long, ms. */
const HOLE_TOLD_MS = 15_000;

/**
 * The replay behind the page's clock: where it stands, how far it may run, and what keeps it from that. Its time never
 * runs ahead of what is known of the recording; where nothing was recorded it goes on behind the hole and says so.
 */
export class ReplayRun {
  readonly status = createStore<ReplayStatus>("idle");
  /** The hole that was just passed over. */
  readonly passedHole = createStore<RecordingHole | null>(null);
  /** Where the recording goes on after a moment of which nothing was recorded, epoch ms; null where that is not known. */
  readonly resumesAt = createStore<number | null>(null);
  readonly #serverNow: () => number;
  readonly #load: () => Promise<Player>;
  #loading: Promise<Player> | undefined;
  #player: Player | undefined;
  /** It stood at `#t` when the server's time was `#since`, and has run from there. */
  #t = 0;
  #since = 0;
  #speed = 0;
  #knownToMs = 0;
  /** The city of the moment is on the screen, so that it can run on from there. */
  #isFilled = false;
  #asked = 0;
  #passedAt = 0;
  /** When a moment that is not recorded yet is looked for again, by the server's time; null while none is. */
  #lookAgainAt: number | null = null;

  constructor(options: { serverNow: () => number; replayed: CityStores; loadPlayer: LoadPlayer }) {
    const { serverNow, replayed, loadPlayer } = options;
    this.#serverNow = serverNow;
    this.#load = () => loadPlayer(replayed, serverNow);
  }

  get isRunning(): boolean {
    return this.#speed > 0 && this.status.get() === "ready";
  }

  /** The shown moment, epoch ms. */
  time(): number {
    const now = this.#serverNow();
    if (!this.isRunning) return Math.min(this.#t, now);
    const ranMs = Math.max(0, now - this.#since) * this.#speed;
    return Math.min(this.#t + ranMs, this.#knownToMs, now);
  }

  /** Whether the second that begins at `t` is on the screen, so that its city need not be fetched. */
  isAt(t: number): boolean {
    const pastMs = this.time() - t;
    return this.#isFilled && pastMs >= 0 && pastMs < SECOND_MS;
  }

  /** Goes to a moment, and runs from there. */
  begin(t: number, speed: number): void {
    // Of an earlier replay nothing must show.
    if (this.status.get() === "idle") this.#player?.forget();
    this.#stand(t);
    this.#speed = speed;
    this.passedHole.set(null);
    this.resumesAt.set(null);
    void this.#seek();
  }

  /** Runs on at another speed from what is on the screen; tells which moment that is, in whole ms. */
  changeSpeed(speed: number): number {
    this.#stand(Math.floor(this.time()));
    this.#speed = speed;
    this.status.set("ready");
    return this.#t;
  }

  end(): void {
    this.#asked += 1;
    this.#isFilled = false;
    this.#lookAgainAt = null;
    this.passedHole.set(null);
    this.resumesAt.set(null);
    this.status.set("idle");
  }

  /** Asks again for the moment where it stands. */
  retry(): void {
    if (this.status.get() === "idle") return;
    this.#stand(this.time());
    void this.#seek();
  }

  /** Looks at the time; called a few times a second. */
  tick(): void {
    const now = this.#serverNow();
    if (now - this.#passedAt > HOLE_TOLD_MS) this.passedHole.set(null);
    if (this.status.get() === "loading" && now - this.#since > OLD_PICTURE_MS) this.#player?.forget();
    if (this.#player && this.#isFilled && this.#speed > 0) this.#follow(this.#player);
    if (this.#lookAgainAt !== null && now >= this.#lookAgainAt) void this.#seek();
  }

  #stand(t: number): void {
    this.#t = t;
    this.#since = this.#serverNow();
  }

  async #seek(): Promise<void> {
    this.#asked += 1;
    const asked = this.#asked;
    this.#isFilled = false;
    this.#lookAgainAt = null;
    this.status.set("loading");
    const player = await this.#fetchPlayer();
    if (asked !== this.#asked) return;
    const found = await player?.seek(this.#t);
    if (asked !== this.#asked) return;
    const isToCome = found?.trouble === "missing" && found.resumesAt === null;
    if (isToCome && this.#serverNow() - this.#t < RECORDED_WITHIN_MS) {
      this.#lookAgainAt = this.#serverNow() + LOOK_AGAIN_MS;
      return;
    }
    // While the moment was fetched the clock waited for it.
    this.#stand(this.#t);
    this.#knownToMs = found?.knownToMs ?? this.#t;
    const trouble = found ? found.trouble : "failed";
    if (trouble === "missing" && this.#speed > 0 && this.#passHole(found?.resumesAt ?? null)) return;
    this.#isFilled = trouble === null;
    this.resumesAt.set(trouble === "missing" ? (found?.resumesAt ?? null) : null);
    this.status.set(trouble ?? "ready");
  }

  /** Only who looks at the past needs the player. Null when it did not come; it is asked for anew the next time. */
  async #fetchPlayer(): Promise<Player | null> {
    this.#loading ??= this.#load();
    const loading = this.#loading;
    try {
      this.#player = await loading;
      return this.#player;
    } catch {
      if (this.#loading === loading) this.#loading = undefined;
      return null;
    }
  }

  /** Shows what was known by now, and stops where no more is known. */
  #follow(player: Player): void {
    const t = this.time();
    const { knownToMs, resumesAt, trouble } = player.advance(t, this.#speed);
    const isHeld = knownToMs <= t;
    const wasHeld = this.status.get() !== "ready";
    if (isHeld || wasHeld) this.#stand(t);
    this.#knownToMs = knownToMs;
    if (isHeld && this.#passHole(resumesAt)) return;
    this.status.set((isHeld && trouble) || "ready");
  }

  /** Goes on where the recording does. */
  #passHole(resumesAt: number | null): boolean {
    if (resumesAt === null || resumesAt <= this.#t) return false;
    const before = this.passedHole.get();
    const fromMs = before?.toMs === this.#t ? before.fromMs : this.#t;
    this.begin(resumesAt, this.#speed);
    this.passedHole.set({ fromMs, toMs: resumesAt });
    this.#passedAt = this.#serverNow();
    return true;
  }
}
