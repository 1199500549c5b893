import type { Beat, LayerMessage } from "@arterial/api/live/contract";
import {
  type AbnormalItem,
  type CityFigure,
  type HeartbeatFrame,
  LIVE_CHANNELS,
  type LiveDevice,
  type LiveSegment,
} from "@arterial/domain/live/frame";
import type { Clock } from "@arterial/runtime/clock";
import type { LiveMessage, LiveStore } from "@arterial/streams/live-store";
import type { z } from "zod";
import {
  abnormalFrameSchema,
  devicesFrameSchema,
  figuresFrameSchema,
  heartbeatFrameSchema,
  segmentsFrameSchema,
  vehiclesFrameSchema,
} from "./frame-schemas.ts";
import { ItemLayer } from "./item-layer.ts";
import { VehicleLayer } from "./vehicle-layer.ts";

/** Where the hub sends what changed; each message is made once for all who listen. */
export interface HubOutput {
  vehicles(bytes: Uint8Array): void;
  segments(message: LayerMessage<LiveSegment>): void;
  devices(message: LayerMessage<LiveDevice>): void;
  figures(message: LayerMessage<CityFigure>): void;
  abnormal(message: LayerMessage<AbnormalItem>): void;
}

/** The live city as this server knows it: takes the pipeline's frames, keeps the newest state, tells the changes. */
export class LiveHub {
  readonly vehicles = new VehicleLayer();
  readonly segments = new ItemLayer<LiveSegment>();
  readonly devices = new ItemLayer<LiveDevice>();
  readonly figures = new ItemLayer<CityFigure>();
  readonly abnormal = new ItemLayer<AbnormalItem>();
  readonly #clock: Clock;
  readonly #output: HubOutput;
  readonly #onBadFrame: (channel: string) => void;
  #heartbeat: { frame: HeartbeatFrame; heardAt: number } | null = null;
  readonly #takers: Readonly<Record<string, (value: unknown, isWhole: boolean) => boolean>>;

  constructor(options: { clock: Clock; output: HubOutput; onBadFrame: (channel: string) => void }) {
    this.#clock = options.clock;
    this.#output = options.output;
    this.#onBadFrame = options.onBadFrame;
    this.#takers = this.#createTakers();
  }

  /** Listens to a live store; the returned function ends it. */
  listen(store: LiveStore): Promise<() => Promise<void>> {
    return store.subscribe("live/", (message) => this.take(message));
  }

  /** Takes one message of the live store. Keyed ones are whole states, the others changes. */
  take({ channel, key, value }: LiveMessage): void {
    const taker = this.#takers[channel];
    if (taker && !taker(value, key !== null)) this.#onBadFrame(channel);
  }

  /** The pulse that every client gets. */
  beat(): Beat {
    const at = this.#clock.now();
    const { frame = null, heardAt = null } = this.#heartbeat ?? {};
    return { at, pipeline: frame, pipelineAgeMs: heardAt === null ? null : at - heardAt };
  }

  #createTakers() {
    const { vehicles, segments, devices, figures, abnormal } = this;
    return {
      [LIVE_CHANNELS.vehicles]: parsed(vehiclesFrameSchema, (frame) => {
        this.#output.vehicles(vehicles.take(frame));
      }),
      [LIVE_CHANNELS.segments]: parsed(segmentsFrameSchema, ({ at, segments: items }, isWhole) => {
        const message = isWhole ? segments.takeWhole(at, items, false) : segments.takeChanges(at, items);
        if (message) this.#output.segments(message);
      }),
      [LIVE_CHANNELS.devices]: parsed(devicesFrameSchema, ({ at, devices: items }, isWhole) => {
        const message = isWhole ? devices.takeWhole(at, items, false) : devices.takeChanges(at, items);
        if (message) this.#output.devices(message);
      }),
      [LIVE_CHANNELS.figures]: parsed(figuresFrameSchema, ({ at, figures: items }) => {
        const message = figures.takeWhole(at, items, true);
        if (message) this.#output.figures(message);
      }),
      [LIVE_CHANNELS.abnormal]: parsed(abnormalFrameSchema, ({ at, items }) => {
        const message = abnormal.takeWhole(at, items, true);
        if (message) this.#output.abnormal(message);
      }),
      [LIVE_CHANNELS.heartbeat]: parsed(heartbeatFrameSchema, (frame) => {
        this.#heartbeat = { frame, heardAt: this.#clock.now() };
      }),
    };
  }
}

/** A taker that parses first; false when the value does not fit. */
function parsed<Schema extends z.ZodType>(
  schema: Schema,
  take: (frame: z.output<Schema>, isWhole: boolean) => void,
): (value: unknown, isWhole: boolean) => boolean {
  return (value, isWhole) => {
    const frame = schema.safeParse(value);
    if (frame.success) take(frame.data, isWhole);
    return frame.success;
  };
}
