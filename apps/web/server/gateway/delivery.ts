import { joinFrames } from "@arterial/api/live/message-codec";
import type { Clock } from "@arterial/runtime/clock";
import type { LiveHub } from "./live-hub.ts";
import type { Watcher } from "./watcher.ts";

/** One client's line, as the delivery needs it. */
export interface DeliveryLine {
  watcher: Watcher;
  /** He does not take what he is sent in time. */
  isBehind(): boolean;
  send(message: Uint8Array): void;
}

/** Ticks of which it is remembered how old their positions were. */
const REMEMBERED_TICKS = 2_048;
const MAX_U32 = 0xffff_ffff;

/** Puts messages together from frames that were encoded once, and leaves out who is slow until he has caught up. */
export class Delivery {
  readonly #hub: LiveHub;
  readonly #clock: Clock;
  readonly #lines: () => Iterable<DeliveryLine>;
  readonly #onShed: () => void;
  readonly #sensorTimes = new Map<number, number>();
  #epoch: number;
  #tick = 0;

  constructor(options: {
    hub: LiveHub;
    clock: Clock;
    epoch: number;
    lines: () => Iterable<DeliveryLine>;
    /** Somebody began to lag: frames are left out for him. */
    onShed: () => void;
  }) {
    this.#hub = options.hub;
    this.#clock = options.clock;
    this.#lines = options.lines;
    this.#onShed = options.onShed;
    this.#epoch = options.epoch >>> 0;
  }

  get epoch(): number {
    return this.#epoch;
  }

  /** Cuts what changed and sends everybody his part of it. */
  deliver(): void {
    const { entries, sensorAt } = this.#hub.cut();
    if (entries.length > 0) this.#countTick(sensorAt);
    const messages = new Map<string, Uint8Array>();
    for (const line of this.#lines()) {
      const { watcher } = line;
      if (line.isBehind()) {
        if (entries.length > 0 && !watcher.isLagging) this.#onShed();
        watcher.isLagging ||= entries.length > 0;
        continue;
      }
      const frames = watcher.isLagging ? watcher.missing() : watcher.framesOf(entries);
      watcher.isLagging = false;
      if (frames.length > 0) line.send(this.#join(frames, messages));
    }
  }

  /** Sends what is in view and not known there yet: after `watch` and `resync`. */
  sendMissing(line: DeliveryLine): void {
    if (line.isBehind()) {
      line.watcher.isLagging = true;
      return;
    }
    const frames = line.watcher.missing();
    if (frames.length > 0) line.send(this.#join(frames, new Map()));
  }

  /** Everything is numbered anew: nobody's frames count any more. */
  startEpoch(): void {
    this.#epoch = (this.#epoch + 1) & MAX_U32;
    for (const { watcher } of this.#lines()) {
      watcher.forgetAll();
      watcher.isLagging = true;
    }
  }

  /** How old the positions of a tick are now, ms; null when it had none or is long ago. */
  ageOf(tick: number): number | null {
    const sensorAt = this.#sensorTimes.get(tick);
    return sensorAt === undefined ? null : this.#clock.now() - sensorAt;
  }

  #countTick(sensorAt: number | null): void {
    this.#tick = (this.#tick + 1) & MAX_U32;
    if (sensorAt === null) return;
    this.#sensorTimes.set(this.#tick, sensorAt);
    const oldest = this.#sensorTimes.keys().next().value;
    if (this.#sensorTimes.size > REMEMBERED_TICKS && oldest !== undefined) this.#sensorTimes.delete(oldest);
  }

  /** Clients with the same view get the same bytes. */
  #join(frames: readonly Uint8Array[], messages: Map<string, Uint8Array>): Uint8Array {
    const name = frames.map((frame) => this.#nameOf(frame)).join();
    const known = messages.get(name);
    if (known) return known;
    const message = joinFrames({ epoch: this.#epoch, tick: this.#tick >>> 0, at: this.#clock.now() }, frames);
    messages.set(name, message);
    return message;
  }

  readonly #names = new WeakMap<Uint8Array, number>();
  #nextName = 0;
  #nameOf(frame: Uint8Array): number {
    const known = this.#names.get(frame);
    if (known !== undefined) return known;
    this.#nextName += 1;
    this.#names.set(frame, this.#nextName);
    return this.#nextName;
  }
}
