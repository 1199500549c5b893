import { createHash } from "node:crypto";
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
  /** What came, where `payload` is only a part of it; the hash of `payload` unless told. */
  identity?: string | undefined;
}

/** Most bytes of a payload that is kept whole: the largest message that the embedded broker takes unless told otherwise. */
export const MAX_LETTER_PAYLOAD_BYTES = 16 * 1024 * 1024;

/** How long after a letter the same message is the same letter. */
const REPEATED_WITHIN = "1 day";

/**
 * Stores refused readings; returns how many of them were new. What makes a letter itself are its topic, its reason and
 * the bytes of its message: a sender that got no answer sends the same again, and not every client says so. No two
 * messages have the same instant of receipt, so one that is written a second time, since nobody knew whether the first
 * commit had succeeded, is not counted as having come again.
 */
export async function writeDeadLetters(db: Queryable, letters: readonly DeadLetter[]): Promise<number> {
  if (letters.length === 0) return 0;
  const distinct = foldRepeats(letters);
  const { rows } = await db.query<{ inserted: number }>(
    `with input as (
       select number, to_timestamp(received_at / 1000) as received_at, topic, device_id, kind, reason, detail,
              decode(payload, 'base64') as payload, identity, repeats,
              to_timestamp(newest_at / 1000) as newest_at
         from unnest($1::float8[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[],
                     $9::int[], $10::float8[])
           with ordinality as input(received_at, topic, device_id, kind, reason, detail, payload, identity,
                                    repeats, newest_at, number)
     ), known as (
       select input.number, stored.id from input cross join lateral (
         select id from timeseries.dead_letter l
          where l.identity = input.identity and l.topic = input.topic and l.reason = input.reason
            and l.received_at > input.received_at - interval '${REPEATED_WITHIN}'
          order by l.received_at desc limit 1) stored
     ), repeated as (
       update timeseries.dead_letter l
          set repeats = l.repeats + 1 + input.repeats, repeated_at = greatest(l.repeated_at, input.newest_at)
         from known join input using (number)
        where l.id = known.id and l.received_at <> input.received_at
          and l.repeated_at is distinct from input.newest_at
     ), inserted as (
       insert into timeseries.dead_letter
              (received_at, topic, device_id, kind, reason, detail, payload, identity, repeats, repeated_at)
       select received_at, topic, device_id, kind, reason, detail, payload, identity, repeats,
              case when repeats > 0 then newest_at end
         from input where number not in (select number from known) order by number
       returning 1
     ) select count(*)::int as inserted from inserted`,
    [
      distinct.map(({ letter }) => letter.receivedAt),
      distinct.map(({ letter }) => storable(letter.topic)),
      distinct.map(({ letter }) => storable(letter.deviceId)),
      distinct.map(({ letter }) => letter.kind ?? null),
      distinct.map(({ letter }) => letter.reason),
      distinct.map(({ letter }) => storable(letter.detail)),
      distinct.map(({ letter }) => Buffer.from(letter.payload).toString("base64")),
      distinct.map(({ identity }) => identity),
      distinct.map(({ repeats }) => repeats),
      distinct.map(({ newestAt }) => newestAt),
    ],
  );
  return rows[0]?.inserted ?? 0;
}

interface FoldedLetter {
  letter: DeadLetter;
  identity: string;
  repeats: number;
  newestAt: number;
}

function foldRepeats(letters: readonly DeadLetter[]): FoldedLetter[] {
  const folded = new Map<string, FoldedLetter>();
  for (const letter of letters) {
    const identity = letter.identity ?? createHash("sha256").update(letter.payload).digest("hex");
    const key = `${letter.topic} ${letter.reason} ${identity}`;
    const known = folded.get(key);
    if (known) {
      known.repeats += 1;
      known.newestAt = Math.max(known.newestAt, letter.receivedAt);
    } else {
      folded.set(key, { letter, identity, repeats: 0, newestAt: letter.receivedAt });
    }
  }
  return [...folded.values()];
}

/** PostgreSQL's text cannot hold U+0000; the payload keeps the original bytes. */
function storable(text: string | undefined): string | null {
  return text?.replaceAll("\u0000", "\uFFFD") ?? null;
}
