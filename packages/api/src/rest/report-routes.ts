import { z } from "zod";
import { listDayReports } from "../report/list-day-reports.ts";
import { cursorSchema, decodeCursor, encodeCursor, limitSchema, pageSchema } from "./fields.ts";
import { defineRoute } from "./route.ts";

const MAX_DAYS = 31;

const reportSchema = z.object({
  id: z.string(),
  kind: z.literal("traffic-day"),
  day: z.iso.date().meta({ description: "day of the city's calendar" }),
  timeZone: z.string(),
  isSimulated: z.boolean(),
  vehicleKm: z.number().meta({ description: "travel that was measured; what is usual does not count" }),
  vehicleHours: z.number(),
  speedKmh: z.number().nullable().meta({ description: "space-mean speed of the whole day" }),
  segments: z.number().meta({ description: "segments with at least one quarter-hour" }),
  quarterHours: z.number().meta({ description: "quarter-hours that are there, of 96 on most days" }),
  observed: z.number().nullable().meta({ description: "share of the figures that was observed" }),
});

const listRoute = defineRoute({
  path: "/reports",
  operationId: "listReports",
  summary:
    "Traffic of each day of the city, newest first; at most 31 on a page, fewer where days have yet to be summed up",
  role: "viewer",
  input: z.object({ limit: limitSchema, cursor: cursorSchema.optional() }),
  output: pageSchema(reportSchema),
  async answer(ctx, { limit, cursor }) {
    const [beforeDay] = cursor === undefined ? [null] : decodeCursor(cursor, z.tuple([z.iso.date()]));
    const reports = await listDayReports(ctx, { beforeDay, limit: Math.min(limit, MAX_DAYS) });
    if (reports === null) return { items: [], nextCursor: null };
    const { days, hasMore, ...city } = reports;
    const last = days.at(-1);
    return {
      items: days.map((sums) => toItem(sums, city)),
      nextCursor: hasMore && last ? encodeCursor([last.day]) : null,
    };
  },
});

type Reports = NonNullable<Awaited<ReturnType<typeof listDayReports>>>;

function toItem(
  sums: Reports["days"][number],
  city: Omit<Reports, "days" | "hasMore">,
): z.input<typeof reportSchema> {
  return {
    id: `traffic-day-${sums.day}`,
    kind: "traffic-day",
    ...city,
    ...sums,
    speedKmh: sums.vehicleHours > 0 ? sums.vehicleKm / sums.vehicleHours : null,
  };
}

export const REPORT_ROUTES = [listRoute];
