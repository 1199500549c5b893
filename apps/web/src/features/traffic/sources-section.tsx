"use client";

import type { AbnormalItem } from "@arterial/domain/live/frame";
import type { ReactNode } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useAbnormal, useConnection, useNow, useReplayClock } from "../../live/use-live.ts";
import { formatElapsed } from "../../ui/format-duration.ts";
import { formatMoment } from "../../ui/format-moment.ts";
import { formatNumber } from "../../ui/format-number.ts";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { Section } from "../../ui/section.tsx";
import { SeverityMark } from "../../ui/severity-mark.tsx";
import { describeAbnormal } from "../abnormal/describe.ts";
import { TooMany } from "../abnormal/too-many.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotHere } from "../panel/not-here.tsx";
import {
  incidentOf,
  mayHoldBack,
  type SourceItem,
  type SourcePlace,
  type SourceScene,
  sourceItems,
} from "./prepare-sources.ts";
import { type Sources, useSources } from "./use-sources.ts";

type Queue = NonNullable<Sources["queue"]>;
type Bottleneck = NonNullable<Sources["bottleneck"]>;

const ROW = "flex min-h-26 w-full items-center gap-8 px-8 py-3 text-start type-dense";
const KM = 1_000;

/** One source: what it is, and what is known of it; with `onOpen` it is a button. */
function Row(props: { mark?: ReactNode; text: string; facts: string; hint?: string; onOpen?: () => void }) {
  const { onOpen } = props;
  const content = (
    <>
      {props.mark}
      <span className="min-w-0 flex-1">
        <span className={onOpen ? "block text-accent" : "block text-ink"}>{props.text}</span>
        <span className="block type-small text-ink3">{props.facts}</span>
      </span>
    </>
  );
  if (!onOpen) return <li className={ROW}>{content}</li>;
  return (
    <li>
      <button
        type="button"
        title={props.hint}
        className={`${ROW} focus-inside hover:bg-hover max-md:min-h-44`}
        onClick={onOpen}
      >
        {content}
      </button>
    </li>
  );
}

/** What is abnormal at the shown moment; null while that is not known, as while nothing arrives. */
function useKnownList(): readonly AbnormalItem[] | null {
  const list = useAbnormal();
  const isLost = useConnection().status === "lost";
  return useReplayClock().mode === "live" && isLost ? null : list;
}

/** A moment as it is written in the panel. */
function useMomentWords(): (at: number) => string {
  const now = useNow();
  const { timeFormat } = useCity();
  return (at) => formatMoment(at, { now: now ?? at, timeFormat, hasSeconds: false });
}

/** The queue of the segment; opens its incident, or the segment at its head where it has none. */
function QueueRow(props: { queue: Queue; incident: AbnormalItem | undefined; actions: PanelActions }) {
  const { queue, incident, actions } = props;
  const { traffic, incidents, live } = useMessages();
  const momentWords = useMomentWords();
  const now = useNow() ?? queue.startedAt;
  const { head, isHead } = queue;
  const place = head.junction || head.street || traffic.unnamed;
  const open = incident
    ? { hint: incidents.open, onOpen: () => actions.onSelect({ type: "abnormal", id: incident.id }) }
    : isHead
      ? {}
      : {
          hint: incidents.openSubject.segment,
          onOpen: () => actions.onSelect({ type: "segment", id: head.segmentId }),
        };
  return (
    <Row
      mark={
        incident ? (
          <SeverityMark severity={incident.severity} label={live.abnormal.severityName(incident.severity)} />
        ) : undefined
      }
      text={isHead ? traffic.sources.isHead : traffic.sources.isPart(place)}
      facts={traffic.queue.since(momentWords(queue.startedAt), formatElapsed(now - queue.startedAt))}
      {...open}
    />
  );
}

function BottleneckRow({ bottleneck, at }: { bottleneck: Bottleneck; at: "head" | "here" }) {
  const words = useMessages().traffic.sources;
  const momentWords = useMomentWords();
  const { days, ofDays, isRecurring, activeSince } = bottleneck;
  const active = activeSince === null ? [] : [words.active(momentWords(activeSince))];
  return (
    <Row
      text={(isRecurring ? words.recurring : words.bottleneck)[at]}
      facts={[words.days(days, ofDays), ...active].join(" · ")}
    />
  );
}

function ItemRow({ source, actions }: { source: SourceItem; actions: PanelActions }) {
  const messages = useMessages();
  const { item, place } = source;
  const { title, place: name, value } = describeAbnormal(item, messages);
  return (
    <Row
      mark={
        <SeverityMark severity={item.severity} label={messages.live.abnormal.severityName(item.severity)} />
      }
      text={[title, value].filter(Boolean).join(", ")}
      facts={`${name} · ${placeWords(place, messages.traffic.sources)}`}
      hint={messages.incidents.open}
      onOpen={() => actions.onSelect({ type: "abnormal", id: item.id })}
    />
  );
}

function placeWords(
  place: SourcePlace,
  words: { here: string; head: string; away: (distance: string) => string },
): string {
  if (place.at !== "near") return words[place.at];
  return words.away(`${formatNumber(place.distanceM / KM, { decimals: 1 })} km`);
}

/** What may hold traffic back on a segment, as far as it is known at the shown moment: facts, not causes. */
export function SourcesSection(props: {
  segmentId: string;
  line: SourceScene["line"];
  deviceIds: readonly string[];
  actions: PanelActions;
}) {
  const { actions, ...scene } = props;
  const words = useMessages().traffic.sources;
  const query = useSources(props.segmentId);
  const list = useKnownList();
  const sources = query.data;
  const queue = sources?.queue ?? null;
  const items = sourceItems(list ?? [], { ...scene, head: queue?.head ?? null });
  const isNothing = sources !== undefined && list !== null && queue === null && items.length === 0;
  return (
    <Section title={words.title}>
      <ul className="-mx-8">
        {queue ? (
          <QueueRow queue={queue} incident={incidentOf(list ?? [], queue.id)} actions={actions} />
        ) : null}
        {sources?.bottleneck ? (
          <BottleneckRow bottleneck={sources.bottleneck} at={queue && !queue.isHead ? "head" : "here"} />
        ) : null}
        {items.map((source) => (
          <ItemRow key={source.item.id} source={source} actions={actions} />
        ))}
      </ul>
      {isNothing ? <p className="type-dense text-ink3">{words.none}</p> : null}
      <TooMany items={(list ?? []).filter(({ kind }) => mayHoldBack(kind))} />
      {list === null ? <p className="type-dense text-ink3">{words.listUnknown}</p> : null}
      {sources ? null : (
        <div className="flex flex-wrap items-center gap-8 type-dense text-ink3">
          <NotHere name={words.name} isFailed={query.isError} onRetry={() => void query.refetch()} />
        </div>
      )}
    </Section>
  );
}
