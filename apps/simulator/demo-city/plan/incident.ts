/**
 * The incident of the recorded hour: two vehicles collide on Harbour Bridge and block two of R1's three clockwise lanes.
 * It repeats with the demand every hour, so that it belongs to every pass of the recording.
 */
export const HARBOUR_BRIDGE_COLLISION = {
  segmentId: "r1-cw-06",
  offsetM: 40,
  blockedLanes: [0, 1],
  openLane: 2,
  /** Seconds of the recording. */
  startS: 180,
  endS: 880,
  /** Limit signed for the lane that stays open, km/h. */
  passingLimitKmh: 12,
} as const;
