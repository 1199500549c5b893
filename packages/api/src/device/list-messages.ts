import { readDevice } from "@arterial/db/city/read-devices";
import { readDeadLetters } from "@arterial/db/timeseries/dead-letter/read-dead-letters";
import { readNewestObservations } from "@arterial/db/timeseries/read-newest-observations";
import { deviceIdSchema } from "@arterial/domain/device-kind";
import { z } from "zod";
import { type Actor, requirePermission } from "../actor.ts";
import type { ServiceContext } from "../context.ts";
import { type DeadLetterView, toDeadLetterView } from "../dead-letter/dead-letter-view.ts";
import { NotFoundError } from "../errors.ts";
import { hasPermission } from "../roles.ts";

export const listMessagesInputSchema = z.object({
  id: deviceIdSchema,
  /** The moment that is looked at, epoch ms; now when absent. */
  atMs: z.number().int().min(0).optional(),
  limit: z.number().int().min(1).max(200).default(50),
});

/** One reading as the device sent it; times are epoch ms. */
export interface DeviceMessage {
  key: string;
  ts: number;
  receivedAt: number;
  /** The fields that were sent. */
  reading: Record<string, unknown>;
}

/** The last messages of a device: those that were taken, and those that were refused. */
export interface DeviceMessages {
  taken: DeviceMessage[];
  /** Null for who may not see them. */
  refused: DeadLetterView[] | null;
}

const PAST_MS = 7 * 24 * 60 * 60 * 1000;

/** Newest first, of what had been received at the moment. Throws NotFoundError. */
export async function listMessages(
  ctx: ServiceContext,
  input: z.input<typeof listMessagesInputSchema>,
): Promise<DeviceMessages> {
  const actor = requirePermission(ctx.actor, "observation.read");
  const { id, atMs, limit } = listMessagesInputSchema.parse(input);
  const device = await readDevice(ctx.pool, id);
  if (device === undefined) throw new NotFoundError("device", id);
  if (device.kind === "vehicle") requirePermission(actor, "vehicle_history.read");
  const knownAtMs = atMs ?? ctx.now();
  const { kind } = device;
  const query = { kind, deviceId: id, fromMs: knownAtMs - PAST_MS, knownAtMs, limit };
  const [taken, refused] = await Promise.all([
    readNewestObservations(ctx.pool, query),
    maySeeRefused(actor) ? readDeadLetters(ctx.pool, { deviceId: id, knownAtMs, limit }) : null,
  ]);
  return {
    taken: taken.map(({ key, receivedAt, reading }) => ({
      key: key.join(" "),
      ts: Number(reading.ts),
      receivedAt,
      reading: { ...reading },
    })),
    refused: refused?.map(toDeadLetterView) ?? null,
  };
}

function maySeeRefused(actor: Actor): boolean {
  return actor.type === "system" || hasPermission(actor.role, "dead_letter.read");
}
