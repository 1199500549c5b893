"use client";

import { useQuery } from "@tanstack/react-query";
import { useMessages } from "../../i18n/messages.ts";
import { useTRPC } from "../../queries/trpc.ts";
import { FactList } from "../../ui/fact-list.tsx";
import { Section } from "../../ui/section.tsx";
import { useCity } from "../city/city-context.tsx";
import { prepareAirIndex } from "./prepare-air-index.ts";

const HOUR_MS = 3_600_000;

/** Air quality of a station by the standards in use, from its last complete hours. */
export function AirIndex({ deviceId, now }: { deviceId: string; now: number }) {
  const { air } = useMessages().devices;
  const { timeFormat } = useCity();
  const at = Math.floor(now / HOUR_MS) * HOUR_MS;
  const { data, error } = useQuery({
    ...useTRPC().air.index.queryOptions({ deviceId, at }),
    enabled: now > 0,
  });
  return (
    <Section title={air.index.title} aside={air.index.until(`${timeFormat.time(at)} ${timeFormat.zone(at)}`)}>
      {error ? <p className="type-small text-ink2">{air.index.unavailable}</p> : null}
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
