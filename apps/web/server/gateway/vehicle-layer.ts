import { type EncodedVehicle, encodeVehicles } from "@arterial/api/live/vehicle-codec";
import type { VehiclePosition, VehiclesFrame } from "@arterial/domain/live/frame";

/** A vehicle that was not heard of for this long is dropped even if nobody said that it is gone, ms. */
const FORGET_AFTER_MS = 60_000;
const MAX_HANDLE = 0xffff_ffff;

interface Known {
  handle: number;
  position: VehiclePosition;
}

function toEncoded({ handle, position }: Known): EncodedVehicle {
  const { lon, lat, speedKmh, headingDeg, ts } = position;
  return { handle, lon, lat, speedKmh, headingDeg, ts };
}

/** All vehicles on the map with the short numbers that browsers know them by. */
export class VehicleLayer {
  readonly #known = new Map<string, Known>();
  #seq = 0;
  #at = 0;
  #nextHandle = 1;

  get size(): number {
    return this.#known.size;
  }

  /** Bytes with every vehicle; for one who joins. */
  snapshot(): Uint8Array {
    const vehicles = [...this.#known.values()].map(toEncoded);
    return encodeVehicles({ kind: "snapshot", seq: this.#seq, at: this.#at, vehicles, gone: [] });
  }

  /** Takes a frame and returns its bytes: encoded once, sent to all. */
  take(frame: VehiclesFrame): Uint8Array {
    const moved = frame.vehicles.map((position) => this.#move(position));
    const gone = [...frame.gone, ...this.#silentSince(frame.at - FORGET_AFTER_MS)].flatMap((id) => {
      const known = this.#known.get(id);
      this.#known.delete(id);
      return known ? [known.handle] : [];
    });
    this.#seq += 1;
    this.#at = frame.at;
    return encodeVehicles({
      kind: "delta",
      seq: this.#seq,
      at: frame.at,
      vehicles: moved.map(toEncoded),
      gone,
    });
  }

  #move(position: VehiclePosition): Known {
    const known = this.#known.get(position.id);
    if (known) {
      known.position = position;
      return known;
    }
    const created = { handle: this.#nextHandle, position };
    this.#nextHandle = this.#nextHandle >= MAX_HANDLE ? 1 : this.#nextHandle + 1;
    this.#known.set(position.id, created);
    return created;
  }

  #silentSince(time: number): string[] {
    return [...this.#known.values()]
      .filter(({ position }) => position.ts < time)
      .map(({ position }) => position.id);
  }
}
