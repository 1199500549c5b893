import type { DeviceKind } from "@arterial/domain/device-kind";
import type { Queryable } from "../../pool.ts";

/** A reading that was refused, with the bytes as they came. */
export interface DeadLetter {
  /** Epoch ms. */
  receivedAt: number;
  topic: string;
  deviceId?: string | undefined;
  kind?: DeviceKind | undefined;
  /** Stable reason code, such as "json" or "unregistered_device". */
  reason: string;
  detail?: string | undefined;
  payload: Uint8Array;
}

/** Stores refused readings; returns how many. */
export async function writeDeadLetters(db: Queryable, letters: readonly DeadLetter[]): Promise<number> {
  if (letters.length === 0) return 0;
  const result = await db.query(
    `insert into timeseries.dead_letter (received_at, topic, device_id, kind, reason, detail, payload)
      select to_timestamp(received_at / 1000), topic, device_id, kind, reason, detail, decode(payload, 'base64')
        from unnest($1::float8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[])
          as input(received_at, topic, device_id, kind, reason, detail, payload)`,
    [
      letters.map((letter) => letter.receivedAt),
      letters.map((letter) => storable(letter.topic)),
      letters.map((letter) => storable(letter.deviceId)),
      letters.map((letter) => letter.kind ?? null),
      letters.map((letter) => letter.reason),
      letters.map((letter) => storable(letter.detail)),
      letters.map((letter) => Buffer.from(letter.payload).toString("base64")),
    ],
  );
  return result.rowCount ?? 0;
}

/** PostgreSQL's text cannot hold U+0000; the payload keeps the original bytes. */
export function storable(text: string | undefined): string | null {
  return text?.replaceAll("\u0000", "\uFFFD") ?? null;
}
