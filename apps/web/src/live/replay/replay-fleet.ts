import type { ReplayWindow } from "@arterial/api/replay/read-window";
import type { VehiclePosition } from "@arterial/domain/live/frame";
import type { RecordedChange } from "@arterial/domain/live/replay/live-state";
import type { CityStores } from "../city-stores.ts";
import { ReplayQueue } from "./replay-queue.ts";

const TILE = 0;

type Vehicles = Pick<ReplayWindow, "vehicles" | "fromMs" | "knownToMs">;

/** From `at` on vehicles are known, beginning with these, or (null) are not. */
interface Turn {
  at: number;
  items: readonly VehiclePosition[] | null;
}

/**
 * The vehicles of the replayed city. They are kept for a shorter time than the rest, and may be missing where it is not:
 * none is shown from then on until they are known again.
 */
export class ReplayFleet {
  readonly #city: Pick<CityStores, "fleet" | "vehicleCount">;
  readonly #changes = new ReplayQueue<VehiclePosition>();
  readonly #handles = new Map<string, number>();
  #turns: Turn[] = [];
  /** Whether they are known at the end of what is queued. */
  #isKnown = false;

  constructor(city: Pick<CityStores, "fleet" | "vehicleCount">) {
    this.#city = city;
  }

  /** Starts with the vehicles at the window's start. */
  begin(window: Vehicles): void {
    this.forget();
    this.add(window);
    this.advance(window.fromMs);
  }

  /** Takes the window that follows. */
  add({ vehicles, fromMs, knownToMs }: Vehicles): void {
    if (vehicles && !this.#isKnown) this.#turns.push({ at: fromMs, items: vehicles.items });
    this.#changes.add(vehicles?.changes ?? []);
    const endsAt = vehicles ? vehicles.knownToMs : fromMs;
    const isKnown = vehicles !== null && endsAt >= knownToMs;
    if (!isKnown && (this.#isKnown || vehicles)) this.#turns.push({ at: endsAt, items: null });
    this.#isKnown = isKnown;
  }

  /** Goes on to `t`. */
  advance(t: number): void {
    const due = this.#turns.filter(({ at }) => at <= t);
    this.#turns = this.#turns.slice(due.length);
    for (const { at, items } of due) {
      for (const change of this.#changes.takeUntil(at)) this.#move(change);
      this.#city.fleet.clear();
      this.#move({ at, set: [...(items ?? [])], drop: [] });
      this.#city.vehicleCount.set(items && this.#city.fleet.size);
    }
    for (const change of this.#changes.takeUntil(t)) this.#move(change);
    if (this.#city.vehicleCount.get() !== null) this.#city.vehicleCount.set(this.#city.fleet.size);
  }

  /** Shows none. */
  forget(): void {
    this.#turns = [];
    this.#isKnown = false;
    this.#changes.clear();
    this.#handles.clear();
    this.#city.fleet.clear();
    this.#city.vehicleCount.set(null);
  }

  #move({ set, drop }: RecordedChange<VehiclePosition>): void {
    const { fleet } = this.#city;
    for (const position of set) {
      const handle = this.#handles.get(position.id) ?? this.#handles.size + 1;
      this.#handles.set(position.id, handle);
      fleet.move(TILE, { ...position, handle }, position.segmentId);
    }
    for (const id of drop) {
      const handle = this.#handles.get(id);
      if (handle !== undefined) fleet.leave(TILE, handle);
    }
  }
}
