"use client";

import type { AppRouter } from "@arterial/api/root";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMessages } from "../../i18n/messages.ts";
import { useAskedMoment } from "../../live/use-live.ts";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { useTRPC } from "../../queries/trpc.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { formatMoment } from "../../ui/format-moment.ts";
import { ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { Section } from "../../ui/section.tsx";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { describeFinding } from "./describe-finding.ts";

type Fault = inferRouterOutputs<AppRouter>["device"]["faults"][number];

const REFETCH_MS = 30_000;
/** A replay that runs asks for the next moment this often. */
const STEP_MS = 30_000;
const SHOWN_ENDED = 3;

/** Faults of a device at the shown moment, with their evidence and since when; nothing while it is known that there are none. */
export function DeviceFaults({ id, now }: { id: string; now: number }) {
  const { devices, live } = useMessages();
  const trpc = useTRPC();
  const atMs = useAskedMoment(STEP_MS);
  const query = useQuery({
    ...trpc.device.faults.queryOptions({ id, ...(atMs === null ? {} : { atMs }) }),
    refetchInterval: atMs === null ? REFETCH_MS : false,
    placeholderData: keepPreviousOf({ id }, atMs !== null),
  });
  if (query.isError && !query.data) {
    return (
      <ErrorState
        title={live.panel.failed(devices.faults.title)}
        code={errorCode(query.error)}
        retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
      />
    );
  }
  if (!query.data) return <LoadingState label={live.panel.loading(devices.faults.title)} barCount={1} />;
  const faults = query.data;
  if (faults.length === 0) return <NotRefreshed query={query} />;
  const open = faults.filter((fault) => fault.endedAt === null);
  const ended = faults.filter((fault) => fault.endedAt !== null).slice(0, SHOWN_ENDED);
  const noneOpen = atMs === null ? devices.faults.noneOpen : devices.faults.noneOpenThen;
  return (
    <Section title={devices.faults.title} aside={open.length === 0 ? noneOpen : undefined}>
      <NotRefreshed query={query} />
      <ul className="flex flex-col gap-10">
        {open.map((fault) => (
          <OpenFault key={`${fault.faultClass} ${fault.since}`} fault={fault} now={now} />
        ))}
        {ended.map((fault) => (
          <EndedFault key={`${fault.faultClass} ${fault.since}`} fault={fault} />
        ))}
      </ul>
    </Section>
  );
}

function OpenFault({ fault, now }: { fault: Fault; now: number }) {
  const { devices, live } = useMessages();
  const { timeFormat } = useCity();
  const words = devices.faults;
  const since = formatMoment(fault.since, { now, timeFormat, hasSeconds: false });
  return (
    <li className="flex items-start gap-8">
      <SeverityMark severity={4} sizePx={17} label={live.abnormal.severityName(4)} />
      <div className="min-w-0 flex-1 type-dense">
        <p className="flex items-baseline justify-between gap-8">
          <span className="font-semibold text-ink">{words.classes[fault.faultClass]}</span>
          <span className="flex-none text-ink3">{formatElapsed(Math.max(0, now - fault.since))}</span>
        </p>
        <p className="text-ink2">{words.explained[fault.faultClass]}</p>
        <ul className="mt-4 text-ink2">
          {fault.evidence.findings.map((finding) => (
            <li key={finding.quantity}>{describeFinding(finding, words)}</li>
          ))}
        </ul>
        <p className="mt-4 type-small text-ink3">
          {words.since(since, fault.evidence.readings, formatElapsed(fault.evidence.windowS * 1000))}
        </p>
      </div>
    </li>
  );
}

function EndedFault({ fault }: { fault: Fault }) {
  const { devices } = useMessages();
  const { timeFormat } = useCity();
  const words = devices.faults;
  const endedAt = fault.endedAt ?? fault.foundAt;
  return (
    <li className="flex items-baseline justify-between gap-8 type-small text-ink3">
      <span>{words.classes[fault.faultClass]}</span>
      <span>
        {words.ended(
          `${timeFormat.date(endedAt)} ${timeFormat.time(endedAt)} ${timeFormat.zone(endedAt)}`,
          formatElapsed(endedAt - fault.since),
        )}
      </span>
    </li>
  );
}
