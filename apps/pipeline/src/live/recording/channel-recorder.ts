import {
  createSliceBody,
  hashItems,
  type SliceBody,
} from "@arterial/db/timeseries/live-recording/slice-body";
import type { LiveSlice } from "@arterial/db/timeseries/live-recording/slices";
import {
  applyChange,
  type RecordedChannel,
  type RecordedItems,
} from "@arterial/domain/live/replay/live-state";

/** Every so many slices one begins with the whole state. */
const SLICES_BETWEEN_WHOLE = 15;

/** Follows one channel and cuts what was published into slices. */
export class ChannelRecorder<Channel extends RecordedChannel> {
  readonly #channel: Channel;
  readonly #state = new Map<string, RecordedItems[Channel]>();
  #body: SliceBody<Channel>;
  #startAt: number;
  #sinceWhole = SLICES_BETWEEN_WHOLE - 1;

  constructor(channel: Channel, startAt: number) {
    this.#channel = channel;
    this.#startAt = startAt;
    this.#body = this.#begin();
  }

  /** Takes a change as it is published. */
  take(at: number, set: readonly RecordedItems[Channel][], drop: readonly string[]): void {
    if (set.length === 0 && drop.length === 0) return;
    const change = { at, set: [...set], drop: [...drop] };
    applyChange(this.#state, change);
    this.#body.add(change);
  }

  /** Takes a whole state; what differs is the change. Returns it. */
  takeWhole(
    at: number,
    items: readonly RecordedItems[Channel][],
  ): { came: RecordedItems[Channel][]; left: string[] } {
    const ids = new Set(items.map(({ id }) => id));
    const left = [...this.#state.keys()].filter((id) => !ids.has(id));
    const came = items.filter(({ id }) => !this.#state.has(id));
    const changed = items.filter((item) => {
      const held = this.#state.get(item.id);
      if (held === item) return false;
      return held === undefined || JSON.stringify(held) !== JSON.stringify(item);
    });
    this.take(at, changed, left);
    return { came, left };
  }

  /** A slice was lost: what follows could not be understood, so the next one that begins has the whole state. */
  beginWhole(): void {
    this.#sinceWhole = SLICES_BETWEEN_WHOLE - 1;
  }

  /** Ends the slice; the next one begins where it ends. */
  async cut(endsAt: number): Promise<LiveSlice> {
    const [body, startAt, items] = [this.#body, this.#startAt, [...this.#state.values()]];
    const isWhole = this.#sinceWhole === 0;
    this.#startAt = endsAt;
    this.#body = this.#begin();
    const stateHash = await hashItems(items);
    return { channel: this.#channel, startAt, endsAt, isWhole, body: await body.pack(), stateHash };
  }

  #begin(): SliceBody<Channel> {
    const body = createSliceBody(this.#channel);
    this.#sinceWhole = (this.#sinceWhole + 1) % SLICES_BETWEEN_WHOLE;
    if (this.#sinceWhole === 0) body.add({ at: this.#startAt, set: [...this.#state.values()], drop: [] });
    return body;
  }
}
