/** A device's message on its way in. */
export interface LimitedMessage {
  payloadBytes: number;
  /** Whose message it is: what waits of it can be dropped. Undefined for one that outlives its sender, a last will. */
  sender: object | undefined;
  /** Hands it on; settles when the message is safe, or will not be. */
  hand: () => Promise<void>;
}

/** Holds back devices that send more than their share, within bounds of memory. */
export interface DeviceLimiter {
  /** Hands a message on, now or when its device's turn comes; `full` when too much is held, and it was not taken. */
  take(deviceId: string, message: LimitedMessage): "handed" | "waits" | "full";
  /** Drops what waits of a sender that has gone: nobody acknowledged it, and its turns were not used. */
  drop(deviceId: string, sender: object): void;
  /** Bytes that wait, of all devices. */
  waitingBytes(): number;
}

/** Rates and bounds of a limiter. */
export interface DeviceLimiterOptions {
  /** Messages a second of one device. */
  perS: number;
  /** Messages at once after a pause. */
  burst: number;
  /** Bytes held of one device: what waits, and what was handed on and is not safe yet. */
  maxDeviceBytes: number;
  /** Bytes that may wait, of all devices. */
  maxWaitingBytes: number;
  /** Milliseconds of a clock that is never set back. */
  nowMs: () => number;
}

interface Waiting {
  message: LimitedMessage;
  /** What it costs of the device's rate, ms. */
  costMs: number;
  bytes: number;
}

interface DeviceState {
  /** Until when the device has paid for what was handed on, ms. */
  paidUntil: number;
  heldBytes: number;
  waiting: Waiting[];
  timer: NodeJS.Timeout | undefined;
}

/** A larger message counts as several. */
const BYTES_PER_TURN = 16_384;
/** What a message takes beside its payload. */
const MESSAGE_BYTES = 512;
/** Devices that are remembered before those that are quiet are forgotten. */
const SWEEP_ABOVE = 10_000;
/** A longer wait is looked at again in between. */
const LONGEST_TIMER_MS = 60_000;

/** What is known of each device; those that are quiet are forgotten. */
function createDeviceStates(nowMs: () => number) {
  const devices = new Map<string, DeviceState>();
  let sweepAbove = SWEEP_ABOVE;

  function forgetQuiet(): void {
    const now = nowMs();
    for (const [deviceId, { paidUntil, heldBytes }] of devices) {
      if (heldBytes === 0 && paidUntil <= now) devices.delete(deviceId);
    }
    sweepAbove = Math.max(SWEEP_ABOVE, devices.size * 2);
  }

  return {
    find: (deviceId: string) => devices.get(deviceId),
    of: (deviceId: string): DeviceState => {
      const known = devices.get(deviceId);
      if (known) return known;
      if (devices.size >= sweepAbove) forgetQuiet();
      const state: DeviceState = { paidUntil: 0, heldBytes: 0, waiting: [], timer: undefined };
      devices.set(deviceId, state);
      return state;
    },
  };
}

/**
 * A token bucket per device, kept as the instant until which it has paid for all that was handed on (the generic cell
 * rate algorithm, ITU-T I.371 annex A): `perS` messages a second for as long as it likes, `burst` at once after a pause.
 * What is above it waits in one line per device, whatever connection it came by.
 */
export function createDeviceLimiter(options: DeviceLimiterOptions): DeviceLimiter {
  const { nowMs, maxDeviceBytes, maxWaitingBytes } = options;
  const turnMs = 1_000 / options.perS;
  const burstMs = turnMs * options.burst;
  const devices = createDeviceStates(nowMs);
  let waitingBytes = 0;

  const waitMs = (state: DeviceState, costMs: number) => state.paidUntil + costMs - burstMs - nowMs();

  function handOn(state: DeviceState, { message, costMs, bytes }: Waiting): void {
    state.paidUntil = Math.max(state.paidUntil, nowMs()) + costMs;
    const release = () => {
      state.heldBytes -= bytes;
    };
    message.hand().then(release, release);
  }

  /** Hands on what is due, and comes back for the next. */
  function advance(state: DeviceState): void {
    clearTimeout(state.timer);
    for (let next = state.waiting[0]; next; next = state.waiting[0]) {
      const ms = waitMs(state, next.costMs);
      if (ms > 0) {
        state.timer = setTimeout(advance, Math.min(Math.ceil(ms), LONGEST_TIMER_MS), state).unref();
        return;
      }
      state.waiting.shift();
      waitingBytes -= next.bytes;
      handOn(state, next);
    }
  }

  return {
    take(deviceId, message) {
      const state = devices.of(deviceId);
      const { payloadBytes } = message;
      const costMs = (1 + Math.floor(payloadBytes / BYTES_PER_TURN)) * turnMs;
      const entry = { message, costMs, bytes: payloadBytes + MESSAGE_BYTES };
      // One message alone is always taken: its size has a limit of its own.
      if (state.heldBytes > 0 && state.heldBytes + entry.bytes > maxDeviceBytes) return "full";
      const mustWait = state.waiting.length > 0 || waitMs(state, costMs) > 0;
      if (mustWait && waitingBytes + entry.bytes > maxWaitingBytes) return "full";
      state.heldBytes += entry.bytes;
      if (!mustWait) {
        handOn(state, entry);
        return "handed";
      }
      waitingBytes += entry.bytes;
      state.waiting.push(entry);
      if (state.waiting.length === 1) advance(state);
      return "waits";
    },
    drop(deviceId, sender) {
      const state = devices.find(deviceId);
      if (!state || state.waiting.length === 0) return;
      const left = state.waiting.filter(({ message }) => message.sender !== sender);
      for (const { message, bytes } of state.waiting) {
        if (message.sender !== sender) continue;
        state.heldBytes -= bytes;
        waitingBytes -= bytes;
      }
      state.waiting = left;
      advance(state);
    },
    waitingBytes: () => waitingBytes,
  };
}
