/** Holds back devices that send more than their share. */
export interface DeviceLimiter {
  /** How long a message of this size has to wait for its turn, ms; 0 when it need not. */
  waitMs(deviceId: string, payloadBytes: number): number;
}

/** A larger message counts as several. */
const BYTES_PER_TURN = 16_384;
/** Devices that are remembered before those that are quiet are forgotten. */
const SWEEP_ABOVE = 10_000;

/**
 * A token bucket per device, kept as the instant at which it will have paid for all that it sent (the generic cell rate
 * algorithm, ITU-T I.371 annex A): `perS` messages a second for as long as it likes, `burst` at once after a pause.
 */
export function createDeviceLimiter(options: {
  perS: number;
  burst: number;
  nowMs: () => number;
}): DeviceLimiter {
  const turnMs = 1_000 / options.perS;
  const burstMs = turnMs * options.burst;
  const paidUntil = new Map<string, number>();
  let sweepAbove = SWEEP_ABOVE;

  function forgetQuiet(now: number): void {
    for (const [deviceId, until] of paidUntil) if (until <= now) paidUntil.delete(deviceId);
    sweepAbove = Math.max(SWEEP_ABOVE, paidUntil.size * 2);
  }

  return {
    waitMs(deviceId, payloadBytes) {
      const now = options.nowMs();
      const turns = 1 + Math.floor(payloadBytes / BYTES_PER_TURN);
      const until = Math.max(paidUntil.get(deviceId) ?? 0, now) + turns * turnMs;
      paidUntil.set(deviceId, until);
      if (paidUntil.size > sweepAbove) forgetQuiet(now);
      return Math.max(0, until - now - burstMs);
    },
  };
}
