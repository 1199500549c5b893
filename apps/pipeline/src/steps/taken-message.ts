import { createHash } from "node:crypto";
import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { sliceElements } from "./slice-elements.ts";

/** A message as it was taken from the broker. */
export interface TakenMessage {
  topic: string;
  kind: DeviceKind;
  deviceId: string;
  payload: Buffer;
  /** Epoch ms. */
  receivedAt: number;
  /** Resolves when the message's own readings are safe. */
  safe: Promise<void>;
}

/** What every step's value is: a message, or one reading of a message that is an array. */
export interface MessagePart {
  /** The whole message as it came, whichever part of it this is. */
  message: TakenMessage;
  /** Index of the reading in a message that is an array. */
  element: number | undefined;
}

/** A part whose text is JSON. */
export interface ParsedPart extends MessagePart {
  json: unknown;
  /** Whether `json`, just as it stands, is known to be a reading of its kind; who changes it says no. */
  isPlain: boolean;
}

/** A part that is a reading of its kind. */
export interface Arrived<K extends DeviceKind = DeviceKind> extends MessagePart {
  observation: Observation<K>;
}

/**
 * The bytes that the values of one message came from: the whole payload, or those of the element at this index. An array
 * is cut once, when the first of its elements is asked for: each of them may be bad.
 */
export function createOriginalBytes(payload: Buffer): (element: number | undefined) => Buffer {
  let elements: Buffer[] | undefined;
  return (element) => {
    if (element === undefined) return payload;
    elements ??= sliceElements(payload);
    return elements[element] ?? payload;
  };
}

/** What tells the values of one message, and of its repeats, from all others; the message is hashed once. */
export function createMessageIdentity(payload: Buffer): (element: number | undefined) => string {
  let hash: string | undefined;
  return (element) => {
    hash ??= createHash("sha256").update(payload).digest("hex");
    return element === undefined ? hash : `${hash}/${element}`;
  };
}
