/** Something scripted that happened in the 28 days; times are local, days count from 0 (a Monday). */
export interface HistoryIncident {
  readonly id: string;
  readonly kind: "collision" | "stopped_vehicle" | "roadworks" | "signal_fault";
  readonly day: number;
  readonly startHour: number;
  readonly durationH: number;
  readonly segmentId: string;
  readonly lanes: readonly number[];
  /** Segments whose speed drops, from the place upstream, with the limit that holds there, km/h. */
  readonly slowed: readonly (readonly [segmentId: string, limitKmh: number])[];
  readonly text: string;
}

export const HISTORY_INCIDENTS: readonly HistoryIncident[] = [
  {
    id: "harbour-bridge-week-1",
    kind: "collision",
    day: 2,
    startHour: 7.75,
    durationH: 0.75,
    segmentId: "r1-cw-06",
    lanes: [0, 1],
    slowed: [
      ["r1-cw-06", 14],
      ["r1-cw-05", 9],
      ["r1-cw-04", 32],
    ],
    text: "Collision on Harbour Bridge, two of three clockwise lanes closed",
  },
  {
    id: "nordgate-signal",
    kind: "signal_fault",
    day: 8,
    startHour: 15.5,
    durationH: 1.5,
    segmentId: "nordgate-03-in",
    lanes: [0, 1],
    slowed: [
      ["nordgate-03-in", 9],
      ["nordgate-04-in", 19],
    ],
    text: "Signals out at Nordgate and Eastholm Road, junction regulated by hand",
  },
  {
    id: "tannery-lane-works",
    kind: "roadworks",
    day: 9,
    startHour: 9,
    durationH: 6,
    segmentId: "tannery-lane-02-in",
    lanes: [0],
    slowed: [
      ["tannery-lane-02-in", 15],
      ["tannery-lane-03-in", 26],
    ],
    text: "Roadworks on Tannery Lane, right lane closed inbound",
  },
  {
    id: "king-street-bridge",
    kind: "stopped_vehicle",
    day: 15,
    startHour: 16.75,
    durationH: 0.5,
    segmentId: "king-street-05-s",
    lanes: [0],
    slowed: [
      ["king-street-05-s", 10],
      ["king-street-06-s", 15],
    ],
    text: "Van broken down on King Street Bridge, one lane southbound blocked",
  },
  {
    id: "harbour-bridge-week-4",
    kind: "stopped_vehicle",
    day: 22,
    startHour: 8,
    durationH: 0.5,
    segmentId: "r1-cw-06",
    lanes: [0],
    slowed: [
      ["r1-cw-06", 24],
      ["r1-cw-05", 18],
    ],
    text: "Lorry stopped on Harbour Bridge, right lane closed clockwise",
  },
  {
    id: "arena-event",
    kind: "roadworks",
    day: 26,
    startHour: 14,
    durationH: 3,
    segmentId: "southfield-avenue-04-in",
    lanes: [0],
    slowed: [
      ["southfield-avenue-04-in", 18],
      ["southfield-avenue-03-in", 20],
    ],
    text: "Match day at Southfield Arena, one lane kept for buses",
  },
];

/** Hours of rain, in which everyone drives more slowly: day, from hour, to hour. */
export const WET_HOURS: readonly (readonly [day: number, fromHour: number, toHour: number])[] = [
  [3, 5, 14],
  [4, 15, 21],
  [10, 6, 11],
  [13, 0, 24],
  [17, 12, 20],
  [24, 6, 18],
];
/** Share of the dry desired speed that is driven in rain. */
export const WET_SPEED = 0.92;

/** A loop that does not measure what passes. */
export interface LoopFault {
  readonly deviceId: string;
  readonly kind: "dead" | "stuck" | "chatter" | "drift";
  readonly fromDay: number;
  readonly toDay: number;
  readonly text: string;
}

export const LOOP_FAULTS: readonly LoopFault[] = [
  {
    deviceId: "loop-kirkby-road-02-in-2",
    kind: "dead",
    fromDay: 5.4,
    toDay: 11.6,
    text: "silent for six days",
  },
  {
    deviceId: "loop-inner-ring-18-cw-2",
    kind: "dead",
    fromDay: 19.1,
    toDay: 28,
    text: "silent, not yet repaired",
  },
  {
    deviceId: "loop-marsh-road-05-in-1",
    kind: "stuck",
    fromDay: 9.35,
    toDay: 12.5,
    text: "stuck at occupied",
  },
  {
    deviceId: "loop-fernhill-road-02-out-1",
    kind: "stuck",
    fromDay: 24.2,
    toDay: 28,
    text: "stuck at occupied, not yet repaired",
  },
  {
    deviceId: "loop-millbank-02-out-1",
    kind: "chatter",
    fromDay: 14,
    toDay: 17.3,
    text: "counts vehicles several times",
  },
  {
    deviceId: "loop-westmark-road-05-in-2",
    kind: "chatter",
    fromDay: 25.5,
    toDay: 28,
    text: "counts vehicles several times, not yet repaired",
  },
  {
    deviceId: "loop-nordgate-02-out-2",
    kind: "drift",
    fromDay: 10,
    toDay: 20,
    text: "measures a third too little speed",
  },
];
