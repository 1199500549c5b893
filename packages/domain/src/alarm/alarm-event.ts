import { z } from "zod";

/** What an alarm is about, as it was when it came on the list of abnormal items. Times are epoch ms. */
export const alarmSchema = z.object({
  id: z.string(),
  /** When it came on the list; with its id that names this occurrence. */
  raisedAt: z.number(),
  /** 1 worst … 4. */
  severity: z.union([z.literal(1), z.literal(2), z.literal(3), z.literal(4)]),
  kind: z.string(),
  subject: z.object({ type: z.enum(["segment", "device"]), id: z.string() }),
  point: z.tuple([z.number(), z.number()]),
  code: z.string(),
  params: z.record(z.string(), z.union([z.string(), z.number()])),
  /** From when on the condition holds. */
  since: z.number(),
});
export type Alarm = z.infer<typeof alarmSchema>;

/**
 * A transition of an alarm: the value of a record on the topic of alarm events. `cleared` because it is `gone`; because
 * it is `grouped`, still holds and is told by an alarm that stands for many; or because whoever watched was
 * `interrupted`: what still holds is raised again then.
 */
export const alarmEventSchema = z.object({
  type: z.enum(["raised", "cleared"]),
  at: z.number(),
  reason: z.enum(["gone", "grouped", "interrupted"]).nullable(),
  alarm: alarmSchema,
});
export type AlarmEvent = z.infer<typeof alarmEventSchema>;

/** Name of a transition: the same whenever it is told. */
export function alarmEventId({ type, alarm }: AlarmEvent): string {
  return `${alarm.id}/${alarm.raisedAt}/${type}`;
}
