import type { DeviceKind } from "@arterial/domain/device-kind";
import { mqttTopic } from "@arterial/domain/mqtt-topic";
import type { Observation, ReadingOf } from "@arterial/domain/observation";
import type { Arrived, MessagePart, ParsedPart, TakenMessage } from "../steps/taken-message.ts";

/** Time of receipt of test messages, epoch ms. */
export const RECEIVED_AT = Date.UTC(2026, 5, 1, 12);

/** A message as taken from the broker. */
export function takenMessage(
  payload: string | Buffer = "",
  fields: Partial<TakenMessage> = {},
): TakenMessage {
  const kind = fields.kind ?? "air";
  const deviceId = fields.deviceId ?? `${kind}-1`;
  return {
    topic: mqttTopic(kind, deviceId),
    kind,
    deviceId,
    payload: Buffer.from(payload),
    receivedAt: RECEIVED_AT,
    safe: Promise.resolve(),
    ...fields,
  };
}

/** A whole message on its way through the steps. */
export function wholeMessage(payload?: string | Buffer, fields?: Partial<TakenMessage>): MessagePart {
  return { message: takenMessage(payload, fields), element: undefined };
}

/** A message whose payload was parsed. */
export function parsedMessage(json: unknown, fields: Partial<TakenMessage> = {}): ParsedPart {
  return { ...wholeMessage(JSON.stringify(json), fields), json, isPlain: false };
}

/** A message that is a reading of its kind. */
export function arrivedMessage<K extends DeviceKind>(
  kind: K,
  reading: ReadingOf<K>,
  fields: Partial<TakenMessage> = {},
): Arrived<K> {
  const whole = wholeMessage(JSON.stringify(reading), { ...fields, kind });
  const { deviceId, receivedAt } = whole.message;
  // Kind and reading belong together by the parameters, which the compiler does not see through the union.
  const observation = { kind, deviceId, receivedAt, reading } as unknown as Observation<K>;
  return { ...whole, observation };
}
