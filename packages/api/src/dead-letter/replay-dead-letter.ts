import { inTransaction, type Pool, type Queryable } from "@arterial/db/pool";
import { readDeadLetter } from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import {
  type DeadLetterReplay,
  insertReplay,
  readLatestReplay,
} from "@arterial/db/timeseries/dead-letter/replays";
import { MAX_LETTER_PAYLOAD_BYTES } from "@arterial/db/timeseries/dead-letter/write-dead-letters";
import { parseMqttTopic } from "@arterial/domain/mqtt-topic";
import { z } from "zod";
import { requirePermission } from "../actor.ts";
import { insertAudit } from "../audit/insert-audit.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError, NotFoundError } from "../errors.ts";

/** Base64 of the largest letter that is kept whole. Ingest, whose setting it is, says which payload is too large for it. */
const MAX_BASE64_LENGTH = 4 * Math.ceil(MAX_LETTER_PAYLOAD_BYTES / 3);

export const replayDeadLetterInputSchema = z.object({
  id: z.number().int().positive(),
  /** The corrected payload; without it, the bytes as they came. */
  payloadBase64: z.base64().max(MAX_BASE64_LENGTH).optional(),
  /** The corrected topic; without it, the one it came by. */
  topic: z.string().max(200).optional(),
});

/** A replay, and whether this call asked for it or an earlier one did. */
export type RequestedReplay = DeadLetterReplay & { isNew: boolean };

/**
 * Sends a dead letter again, corrected or as it came: ingest takes it as any message of its device. A letter whose
 * replay waits or was taken whole is not sent a second time; one whose replay was refused may be.
 */
export async function replayDeadLetter(
  ctx: ServiceContext,
  input: z.input<typeof replayDeadLetterInputSchema>,
): Promise<RequestedReplay> {
  const actor = requirePermission(ctx.actor, "dead_letter.replay");
  const { id, payloadBase64, topic } = replayDeadLetterInputSchema.parse(input);
  const letter = await readDeadLetter(ctx.pool, id);
  if (letter === undefined) throw new NotFoundError("dead letter", String(id));
  const sentTo = topic ?? letter.topic;
  if (parseMqttTopic(sentTo) === undefined) {
    throw new InvalidInputError(`No device publishes to "${sentTo}": give the right topic with it.`);
  }
  const payload = payloadBase64 === undefined ? letter.payload : Buffer.from(payloadBase64, "base64");
  const request = inTransaction(ctx.pool, async (client) => {
    const replay = await insertReplay(client, { letterId: id, topic: sentTo, payload });
    if (replay === undefined) return { ...(await latestOf(client, id)), isNew: false };
    await insertAudit(client, actor, {
      action: "dead_letter.replay",
      subjectType: "dead_letter",
      subjectId: String(id),
      detail: { topic: sentTo, isCorrected: payloadBase64 !== undefined || topic !== undefined },
    });
    return { ...replay, isNew: true };
  });
  return request.catch((error: unknown) => {
    throw isOfDeletedLetter(error) ? new NotFoundError("dead letter", String(id)) : error;
  });
}

const FOREIGN_KEY_VIOLATION = "23503";

/** Whether a replay was refused because its letter, which had been there, is not kept any more. */
function isOfDeletedLetter(error: unknown): boolean {
  const { code, table } = error as { code?: unknown; table?: unknown };
  return code === FOREIGN_KEY_VIOLATION && table === "dead_letter_replay";
}

/** How often the outcome is looked for, and for how long, ms. */
const LOOK_EVERY_MS = 250;
const LOOK_FOR_MS = 10_000;

/** The latest replay of a letter once ingest has taken it; as it is when that takes too long. */
export async function awaitReplay(ctx: ServiceContext, letterId: number): Promise<DeadLetterReplay> {
  requirePermission(ctx.actor, "dead_letter.read");
  for (let left = LOOK_FOR_MS / LOOK_EVERY_MS; ; left -= 1) {
    const replay = await latestOf(ctx.pool, letterId);
    if (replay.doneAt !== null || left <= 0) return replay;
    await new Promise((resolve) => setTimeout(resolve, LOOK_EVERY_MS));
  }
}

async function latestOf(db: Queryable | Pool, letterId: number): Promise<DeadLetterReplay> {
  const replay = await readLatestReplay(db, letterId);
  if (replay === undefined) throw new NotFoundError("replay of dead letter", String(letterId));
  return replay;
}
