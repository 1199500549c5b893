import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Observation } from "@arterial/domain/observation";
import { sliceElement } from "./slice-element.ts";

/** A message as it was taken from the broker; every step's value carries it. */
export interface TakenMessage {
  topic: string;
  kind: DeviceKind;
  deviceId: string;
  /** The whole message as it came, even where `element` names one reading of an array. */
  payload: Buffer;
  /** Epoch ms. */
  receivedAt: number;
  /** Resolves when the message's own readings are safe. */
  safe: Promise<void>;
  /** Index of one reading in a message that is an array. */
  element?: number;
}

/** A message whose text is JSON. */
export type ParsedMessage = TakenMessage & { json: unknown };

/** A message, or one element of it, that is a reading of its kind. */
export type Arrived<K extends DeviceKind = DeviceKind> = TakenMessage & { observation: Observation<K> };

/** The bytes that one value came from: the whole payload, or those of its own element. */
export function originalBytes(message: TakenMessage): Buffer {
  if (message.element === undefined) return message.payload;
  return sliceElement(message.payload, message.element) ?? message.payload;
}
