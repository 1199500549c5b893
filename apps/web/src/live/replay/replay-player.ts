import type { ReplayAnswer, ReplayWindow } from "@arterial/api/replay/read-window";
import type { AppRouter } from "@arterial/api/root";
import type { AbnormalItem, CityFigure, LiveDevice, LiveSegment } from "@arterial/domain/live/frame";
import { createTRPCClient, httpLink, TRPCClientError } from "@trpc/client";
import type { CityStores } from "../city-stores.ts";
import type { Outlook, Player, ReplayTrouble } from "../replay-run.ts";
import { ReadAhead } from "./read-ahead.ts";
import { ReplayFleet } from "./replay-fleet.ts";
import { ReplayLayer } from "./replay-layer.ts";

/** So much is fetched with the first moment, ms of the past. */
const FIRST_WINDOW_MS = 20_000;
/** A call without an answer for so long has failed, ms. */
const ANSWER_WITHIN_MS = 20_000;

/** Fetches what was live in a window, epoch ms; changes that fall into the same step of `stepMs` are one. */
export type FetchWindow = (range: {
  fromMs: number;
  toMs: number;
  stepMs: number;
}) => Promise<Pick<ReplayAnswer, "window" | "resumesAt">>;

/** Why a call failed. */
function troubleOf(error: unknown): ReplayTrouble {
  if (!(error instanceof TRPCClientError)) return "failed";
  const data: unknown = error.data;
  const code = typeof data === "object" && data !== null && "code" in data ? data.code : undefined;
  return code === "FORBIDDEN" || code === "UNAUTHORIZED" ? "forbidden" : "failed";
}

function createFetch(): FetchWindow {
  const client = createTRPCClient<AppRouter>({ links: [httpLink({ url: "/api/trpc" })] });
  return (range) => client.replay.window.query(range, { signal: AbortSignal.timeout(ANSWER_WITHIN_MS) });
}

/** Fills the replayed city with what was live at a moment, and with what came next while the clock runs. */
export class ReplayPlayer implements Player {
  readonly #now: () => number;
  readonly #fetch: FetchWindow;
  readonly #segments: ReplayLayer<LiveSegment>;
  readonly #devices: ReplayLayer<LiveDevice>;
  readonly #figures: ReplayLayer<CityFigure>;
  readonly #abnormal: ReplayLayer<AbnormalItem>;
  readonly #fleet: ReplayFleet;
  #ahead = new ReadAhead(0, { window: null, resumesAt: null });
  #seek = 0;

  /** `now` is the server's time, epoch ms. */
  constructor(city: CityStores, now: () => number, fetchWindow: FetchWindow = createFetch()) {
    this.#now = now;
    this.#fetch = fetchWindow;
    this.#segments = new ReplayLayer(city.segments);
    this.#devices = new ReplayLayer(city.devices);
    this.#figures = new ReplayLayer(city.figures);
    this.#abnormal = new ReplayLayer(city.abnormal);
    this.#fleet = new ReplayFleet(city);
  }

  async seek(t: number): Promise<Outlook> {
    this.#seek += 1;
    const seek = this.#seek;
    const fromMs = Math.floor(t);
    try {
      const answer = await this.#fetch({ fromMs, toMs: fromMs + FIRST_WINDOW_MS, stepMs: 0 });
      const ahead = new ReadAhead(t, answer);
      if (seek === this.#seek) {
        this.#ahead = ahead;
        if (answer.window) this.#begin(answer.window);
        else this.forget();
      }
      return ahead.outlook;
    } catch (error) {
      if (seek === this.#seek) this.forget();
      return { knownToMs: t, resumesAt: null, trouble: troubleOf(error) };
    }
  }

  advance(t: number, speed: number): Outlook {
    for (const layer of [this.#segments, this.#devices, this.#figures, this.#abnormal]) layer.advance(t);
    this.#fleet.advance(t);
    void this.#readOn(t, speed);
    return this.#ahead.outlook;
  }

  forget(): void {
    for (const layer of [this.#segments, this.#devices, this.#figures, this.#abnormal]) layer.forget();
    this.#fleet.forget();
  }

  async #readOn(t: number, speed: number): Promise<void> {
    const ahead = this.#ahead;
    const range = ahead.next(t, { speed, now: this.#now() });
    if (!range) return;
    try {
      const answer = await this.#fetch(range);
      // Meanwhile another moment may have been sought.
      if (ahead === this.#ahead && answer.window) this.#add(answer.window);
      ahead.take(answer, this.#now());
    } catch (error) {
      ahead.fail(troubleOf(error), this.#now());
    }
  }

  #begin(window: ReplayWindow): void {
    const { segments, devices, figures, abnormal } = window;
    this.#segments.begin(segments.items, segments.changes);
    this.#devices.begin(devices.items, devices.changes);
    this.#figures.begin(figures.items, figures.changes);
    this.#abnormal.begin(abnormal.items, abnormal.changes);
    this.#fleet.begin(window);
  }

  #add(window: ReplayWindow): void {
    this.#segments.queue.add(window.segments.changes);
    this.#devices.queue.add(window.devices.changes);
    this.#figures.queue.add(window.figures.changes);
    this.#abnormal.queue.add(window.abnormal.changes);
    this.#fleet.add(window);
  }
}
