"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../i18n/messages.ts";
import { useAbnormal, useAskedMoment, useNow } from "../../live/use-live.ts";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { formatMoment } from "../../ui/format-moment.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { MeasuredValue } from "../../ui/measured-value.tsx";
import { usePalette } from "../../ui/palette.ts";
import { Section } from "../../ui/section.tsx";
import { useCity } from "../city/city-context.tsx";
import { CorridorStrip } from "./corridor-strip.tsx";
import { prepareCorridor } from "./prepare-corridor.ts";

const REFETCH_MS = 30_000;
/** A replay that runs asks for the next moment this often. */
const STEP_MS = 30_000;

/** Metres a minute below which a queue neither grows nor shrinks to speak of. */
const STEADY_M_PER_MIN = 10;

/** The queue that a segment is part of: its length, growth, vehicles and delay, and where head and tail are. */
export function QueueSection({ segmentId }: { segmentId: string }) {
  const { traffic: words } = useMessages();
  const { timeFormat } = useCity();
  const trpc = useTRPC();
  const palette = usePalette();
  const now = useNow();
  const items = useAbnormal() ?? [];
  const queue = items.find((item) => item.queue?.state.segmentIds.includes(segmentId))?.queue;
  const atMs = useAskedMoment(STEP_MS);
  const query = useQuery({
    ...trpc.traffic.queue.queryOptions({ id: queue?.id ?? "", ...(atMs === null ? {} : { atMs }) }),
    enabled: queue !== undefined,
    placeholderData: keepPreviousOf({ id: queue?.id }, atMs !== null),
    refetchInterval: atMs === null ? REFETCH_MS : false,
  });
  if (!queue) return null;
  const { state } = queue;
  const length = `${formatNumber(state.lengthM)} m`;
  const growth = growthWords(state.growthMPerMin, words.queue);
  const corridor =
    query.data?.queue.id === queue.id ? prepareCorridor(query.data.corridor, state.lengthM) : null;
  const since = formatMoment(queue.startedAt, { now: now ?? queue.startedAt, timeFormat, hasSeconds: false });
  return (
    <Section
      title={words.queue.title}
      aside={now === null ? undefined : words.queue.since(since, formatElapsed(now - queue.startedAt))}
    >
      {corridor ? (
        <CorridorStrip
          corridor={corridor}
          palette={palette}
          words={{
            head: words.queue.head,
            tail: words.queue.tail,
            length,
            direction: words.queue.direction,
            summary: words.queue.summary(queue.place, length, growth),
          }}
        />
      ) : null}
      <dl className="-mx-10 mt-6 grid grid-cols-4">
        <MeasuredValue label={words.queue.length} value={formatNumber(state.lengthM)} unit="m">
          {words.queue.peak(`${formatNumber(queue.peakLengthM)} m`)}
        </MeasuredValue>
        <MeasuredValue label={words.queue.growth} value={signed(state.growthMPerMin)} unit="m/min">
          {growth}
        </MeasuredValue>
        <MeasuredValue label={words.queue.vehicles} value={formatNumber(state.vehicles)}>
          {words.queue.peak(formatNumber(queue.peakVehicles))}
        </MeasuredValue>
        <MeasuredValue
          label={words.queue.delay}
          value={formatNumber(queue.delayVehH, { decimals: 1 })}
          unit={words.units.delay}
        >
          {words.queue.soFar}
        </MeasuredValue>
      </dl>
    </Section>
  );
}

function growthWords(
  growthMPerMin: number,
  words: { growing: string; shrinking: string; steady: string },
): string {
  if (growthMPerMin >= STEADY_M_PER_MIN) return words.growing;
  return growthMPerMin <= -STEADY_M_PER_MIN ? words.shrinking : words.steady;
}

/** With its sign; the minus is the real one. */
function signed(value: number): string {
  const rounded = Math.round(value);
  return rounded > 0 ? `+${formatNumber(rounded)}` : formatNumber(rounded);
}
