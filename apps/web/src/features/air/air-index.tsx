"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../i18n/messages.ts";
import { useAskedMoment } from "../../live/use-live.ts";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { useTRPC } from "../../queries/trpc.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { Section } from "../../ui/section.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { prepareAirIndex } from "./prepare-air-index.ts";

const HOUR_MS = 3_600_000;
/** A replay that runs asks for what was known at the next moment this often. */
const STEP_MS = 60_000;

/** Air quality of a station by the standards in use, from its last complete hours. */
export function AirIndex({ deviceId, now }: { deviceId: string; now: number }) {
  const { devices, live } = useMessages();
  const { air } = devices;
  const { panel } = live;
  const { timeFormat } = useCity();
  const at = Math.floor(now / HOUR_MS) * HOUR_MS;
  // Of the past only what had come in by then.
  const knownAtMs = useAskedMoment(STEP_MS);
  const then = knownAtMs === null ? {} : { knownAtMs };
  const query = useQuery({
    ...useTRPC().air.index.queryOptions({ deviceId, at, ...then }),
    enabled: now > 0,
    placeholderData: keepPreviousOf({ deviceId, at }, knownAtMs !== null),
  });
  const { data } = query;
  return (
    <Section title={air.index.title} aside={air.index.until(`${timeFormat.time(at)} ${timeFormat.zone(at)}`)}>
      <NotRefreshed query={query} />
      {query.isError && !data ? (
        <ErrorState
          title={air.index.unavailable}
          code={errorCode(query.error)}
          retry={{ label: panel.retry, onRetry: () => void query.refetch() }}
        />
      ) : null}
      {query.isPending ? <LoadingState label={panel.loading(air.index.title)} barCount={2} /> : null}
      {data ? (
        <FactList
          facts={prepareAirIndex(data, air).map(({ standard, value, detail }) => [
            standard,
            <span key="value">
              <span className="font-semibold">{value}</span>
              {detail === "" ? null : <span className="block text-ink3">{detail}</span>}
            </span>,
          ])}
        />
      ) : null}
    </Section>
  );
}
