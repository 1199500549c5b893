/** What the load of a recorded history must know of the city. Plain data: it is handed to a worker. */
export interface HistoryCity {
  /** IANA time zone; the recording is by local clocks. */
  timeZone: string;
  segments: ReadonlyMap<string, { lengthM: number; speedLimitKmh: number }>;
  /** Lane of each loop that lies on one. */
  loopLanes: ReadonlyMap<string, number | undefined>;
}
