/**
 * Numbers of the TraCI protocol that are used here, from https://sumo.dlr.de/docs/TraCI/Protocol.html and its pages on
 * value retrieval, state change and subscriptions.
 */
export const COMMAND = {
  getVersion: 0x00,
  simulationStep: 0x02,
  close: 0x7f,
} as const;

/** A domain's get command; set, subscribe and their responses lie at fixed distances from it. */
export const DOMAIN = {
  inductionLoop: 0xa0,
  lane: 0xa3,
  vehicle: 0xa4,
  edge: 0xaa,
  simulation: 0xab,
} as const;
export type TraciDomain = keyof typeof DOMAIN;

export const DOMAIN_OFFSET = {
  response: 0x10,
  set: 0x20,
  subscribe: 0x30,
  subscribeResponse: 0x40,
} as const;

export const VARIABLE = {
  idList: 0x00,
  lastStepVehicleCount: 0x10,
  lastStepMeanSpeed: 0x11,
  lastStepOccupancy: 0x13,
  lastStepVehicleData: 0x17,
  stop: 0x12,
  resume: 0x19,
  laneDisallowed: 0x35,
  speed: 0x40,
  maxSpeed: 0x41,
  position: 0x42,
  angle: 0x43,
  type: 0x4f,
  laneId: 0x51,
  lanePosition: 0x56,
  time: 0x66,
  departedIds: 0x74,
  arrivedIds: 0x7a,
  stepLength: 0x7b,
  expectedVehicles: 0x7d,
} as const;

export const TYPE = {
  position2d: 0x01,
  position3d: 0x03,
  ubyte: 0x07,
  byte: 0x08,
  integer: 0x09,
  double: 0x0b,
  string: 0x0c,
  stringList: 0x0e,
  compound: 0x0f,
  doubleList: 0x10,
} as const;

/** What SUMO answers where a number is not known, such as the position of a vehicle that is being teleported. */
export const INVALID_DOUBLE = -1_073_741_824;
