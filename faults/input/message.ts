import type { Observation } from "@arterial/domain/observation";

/** A reading as its device means it. */
export type SentReading = Omit<Observation, "receivedAt">;

/** What must be set aside of a message, with the bytes that the dead letter must carry. */
export interface Poison {
  reason: string;
  bytes: Buffer;
}

/** One message of the input. Its place in the input is its number in the ledger. */
export interface Message {
  /** Second of event time, from the beginning of the input, at which its device sends it. */
  second: number;
  /** Account that sends it: a device's id, or the feed's name. */
  sender: string;
  topic: string;
  payload: Buffer;
  readings: readonly SentReading[];
  poisons: readonly Poison[];
}

/** Everything that is sent in one run, in order of event time. */
export interface Input {
  /** Event time of second 0, epoch ms; the start of a five-minute window. */
  startAt: number;
  seconds: number;
  messages: readonly Message[];
}
