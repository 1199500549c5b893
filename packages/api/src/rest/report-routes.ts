import { z } from "zod";
import { listDayReports } from "../report/list-day-reports.ts";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, pageOf, pageSchema } from "./fields.ts";
import { defineRoute } from "./route.ts";

/** A day is summed up from its quarter-hours when it is asked for. */
const MAX_DAYS = 31;

const reportSchema = z.object({
  id: z.string(),
  kind: z.literal("traffic-day"),
  day: z.iso.date().meta({ description: "day of the city's calendar" }),
  timeZone: z.string(),
  isSimulated: z.boolean(),
  vehicleKm: z.number(),
  vehicleHours: z.number(),
  speedKmh: z.number().nullable().meta({ description: "space-mean speed of the whole day" }),
  segments: z.number().meta({ description: "segments with at least one quarter-hour" }),
  quarterHours: z.number().meta({ description: "quarter-hours that are there, of 96 on most days" }),
  observed: z.number().nullable().meta({ description: "share of the figures that was observed" }),
});

const listRoute = defineRoute({
  path: "/reports",
  operationId: "listReports",
  summary: "Traffic of each day of the city, newest first; at most 31 on a page",
  role: "viewer",
  input: z.object({ limit: limitSchema, cursor: cursorSchema.optional() }),
  output: pageSchema(reportSchema),
  async answer(ctx, { limit, cursor }) {
    const [beforeDay] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.iso.date()]));
    const size = Math.min(limit, MAX_DAYS);
    const reports = await listDayReports(ctx, { beforeDay, limit: size + 1 });
    if (reports === null) return { items: [], nextCursor: null };
    const { days, ...city } = reports;
    const { rows, nextCursor } = pageOf(days, size, ({ day }) => encodeCursor([day]));
    return { items: rows.map((sums) => toItem(sums, city)), nextCursor };
  },
});

type Reports = NonNullable<Awaited<ReturnType<typeof listDayReports>>>;

function toItem(sums: Reports["days"][number], city: Omit<Reports, "days">): z.input<typeof reportSchema> {
  return {
    id: `traffic-day-${sums.day}`,
    kind: "traffic-day",
    ...city,
    ...sums,
    speedKmh: sums.vehicleHours > 0 ? sums.vehicleKm / sums.vehicleHours : null,
  };
}

export const REPORT_ROUTES = [listRoute];
