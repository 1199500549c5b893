"use client";

import type { AppRouter } from "@arterial/api/root";
import { useQuery } from "@tanstack/react-query";
import type { inferRouterOutputs } from "@trpc/server";
import { useMessages } from "../../i18n/messages.ts";
import { useAskedMoment, useNow, useReplayClock } from "../../live/use-live.ts";
import { keepPreviousOf } from "../../queries/keep-previous.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { useTRPC } from "../../queries/trpc.ts";
import { Button } from "../../ui/button.tsx";
import { formatAge } from "../../ui/format-duration.ts";
import { formatStamp } from "../../ui/format-moment.ts";
import { formatNumber } from "../../ui/format-number.ts";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { PanelHead } from "../../ui/panel-head.tsx";
import { ErrorState, LoadingState, NoPermission } from "../../ui/panel-state.tsx";
import { Section } from "../../ui/section.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { useDevice } from "./use-devices.ts";

type Messages = inferRouterOutputs<AppRouter>["device"]["messages"];

const REFETCH_MS = 5_000;
/** A longer delay is told in seconds and minutes. */
const ROUGH_FROM_MS = 5_000;
/** In a replay that runs a new moment is asked for this often. */
const STEP_MS = 10_000;

/** The last messages of a device: now, asked for anew all the time, or as they were known at the shown moment. */
function useDeviceMessages(id: string) {
  const atMs = useAskedMoment(STEP_MS);
  return useQuery({
    ...useTRPC().device.messages.queryOptions({ id, ...(atMs === null ? {} : { atMs }) }),
    refetchInterval: atMs === null ? REFETCH_MS : false,
    placeholderData: keepPreviousOf({ id }, atMs !== null),
  });
}

function useStamp(): (at: number) => string {
  const { timeFormat } = useCity();
  const now = useNow();
  return (at) => formatStamp(at, { now: now ?? at, timeFormat });
}

function Taken({ message }: { message: Messages["taken"][number] }) {
  const words = useMessages().places.messages;
  const stamp = useStamp();
  const lateMs = message.receivedAt - message.ts;
  const { ts: _ts, ...fields } = message.reading;
  const ms = Math.abs(lateMs);
  const delay = ms < ROUGH_FROM_MS ? `${formatNumber(ms)} ms` : formatAge(ms);
  return (
    <li className="border-b border-line px-16 py-6">
      <p className="flex justify-between gap-8 type-dense">
        <time dateTime={new Date(message.ts).toISOString()} className="text-ink">
          {stamp(message.ts)}
        </time>
        <span className="text-ink3">{lateMs < 0 ? words.receivedBefore(delay) : words.received(delay)}</span>
      </p>
      <code className="font-id text-[12px] leading-[17px] break-words text-ink2">
        {JSON.stringify(fields)}
      </code>
    </li>
  );
}

function Refused({ letters }: { letters: Messages["refused"] }) {
  const words = useMessages().places.messages;
  const stamp = useStamp();
  const { timeFormat } = useCity();
  if (letters === null) return <p className="type-dense text-ink3">{words.refusedHidden}</p>;
  if (letters.length === 0) return <p className="type-dense text-ink3">{words.refusedNone}</p>;
  return (
    <ul className="flex flex-col gap-8">
      {letters.map((letter) => (
        <li key={letter.id} className="type-dense">
          <p className="flex justify-between gap-8">
            <span className="text-ink">{`${stamp(letter.receivedAt)} ${timeFormat.zone(letter.receivedAt)}`}</span>
            <span className="text-ink3">{words.bytes(formatNumber(letter.payloadBytes))}</span>
          </p>
          <p className="text-ink2">
            {words.reasons[letter.reason]} {/* As it stands in logs and metrics. */}
            <code lang="en" translate="no" className="font-id text-[12px] text-ink">
              {letter.reason}
              {letter.detail ? `: ${letter.detail}` : null}
            </code>
          </p>
          <code className="font-id text-[12px] break-all text-ink2">
            {letter.payloadText ?? `${words.notText}: ${letter.payloadBase64}`}
          </code>
        </li>
      ))}
    </ul>
  );
}

/** The messages of one sensor as it sent them, and those that were refused. */
export function MessagesPanel({ id, actions }: { id: string; actions: PanelActions }) {
  const { places, live } = useMessages();
  const words = places.messages;
  const device = useDevice(id).data;
  const { timeFormat } = useCity();
  const now = useNow();
  const isReplay = useReplayClock().mode === "replay";
  const query = useDeviceMessages(id);
  const isFailed = query.isError && !query.data;
  const code = errorCode(query.error);
  return (
    <>
      <PanelHead title={device?.name || id} onClose={actions.onClose}>
        <p>{`${words.title} · ${isReplay ? words.introReplay : words.intro}`}</p>
        <p className="mt-6">
          <Button isSmall onClick={() => actions.onSelect({ type: "device", id })}>
            {words.back}
          </Button>
        </p>
      </PanelHead>
      <NotRefreshed query={query} />
      {isFailed && code === "FORBIDDEN" ? (
        <NoPermission title={live.panel.noPermission}>{live.panel.noPermissionHint}</NoPermission>
      ) : null}
      {isFailed && code !== "FORBIDDEN" ? (
        <ErrorState
          title={code === "NOT_FOUND" ? live.panel.notFound : live.panel.failed(words.name)}
          code={code}
          retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
        />
      ) : null}
      {query.isPending ? <LoadingState label={live.panel.loading(words.name)} /> : null}
      {query.data ? (
        <>
          <Section title={words.refused}>
            <Refused letters={query.data.refused} />
          </Section>
          <section className="border-t border-line pt-10">
            <h3 className="mb-8 flex justify-between px-16 type-label text-ink2">
              {words.taken}
              <span className="text-ink3">{now === null ? "" : timeFormat.zone(now)}</span>
            </h3>
            {query.data.taken.length === 0 ? (
              <p className="px-16 pb-14 type-dense text-ink3">{words.none}</p>
            ) : null}
            <ul className="border-t border-line">
              {query.data.taken.map((message) => (
                <Taken key={message.key} message={message} />
              ))}
            </ul>
          </section>
        </>
      ) : null}
    </>
  );
}
