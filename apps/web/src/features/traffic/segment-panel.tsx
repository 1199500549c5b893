"use client";

import type { AppRouter } from "@arterial/api/root";
import type { inferRouterOutputs } from "@trpc/server";
import { useMessages } from "../../i18n/messages.ts";
import { useLiveSegment, useNow, useReplayClock } from "../../live/use-live.ts";
import { Button } from "../../ui/button.tsx";
import { FactList } from "../../ui/fact-list.tsx";
import { formatNumber } from "../../ui/format-number.ts";
import { usePalette } from "../../ui/palette.ts";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { PanelHead } from "../../ui/panel-head.tsx";
import { RoadShield } from "../../ui/road-shield.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { PendingPanel } from "../panel/pending-panel.tsx";
import { CongestionSwatch } from "./congestion-swatch.tsx";
import { boundsOfLine, directionOfLine } from "./direction.ts";
import { currentState, qualityOf, type SegmentState } from "./prepare-segment.ts";
import { QueueSection } from "./queue-section.tsx";
import { SegmentChart } from "./segment-chart.tsx";
import { SegmentValues } from "./segment-values.tsx";
import { SourcesSection } from "./sources-section.tsx";
import { useSegment } from "./use-segment.ts";

type SegmentDetail = inferRouterOutputs<AppRouter>["traffic"]["segment"];

function Head({
  detail,
  state,
  actions,
}: {
  detail: SegmentDetail;
  state: SegmentState | null;
  actions: PanelActions;
}) {
  const { traffic: words, live } = useMessages();
  const { city } = useCity();
  const palette = usePalette();
  const { segment } = detail;
  const direction = directionOfLine(segment.line);
  const name = segment.name || words.unnamed;
  const cls = state?.congestionClass ?? "unknown";
  const ratio = state?.ratio ?? null;
  return (
    <PanelHead
      mark={segment.ref ? <RoadShield number={segment.ref} /> : undefined}
      title={direction ? `${name}, ${words.directions[direction]}` : name}
      onLocate={() => actions.onLocate({ bounds: boundsOfLine(segment.line) })}
      onClose={actions.onClose}
    >
      <p>
        {[
          words.roadClasses[segment.roadClass],
          words.lanes(segment.lanes),
          words.limit(formatNumber(segment.speedLimitKmh)),
          `${formatNumber(segment.lengthM)} m`,
        ]
          .filter(Boolean)
          .join(" · ")}
      </p>
      <p className="mt-6 flex items-center gap-8 whitespace-nowrap text-ink">
        <CongestionSwatch cls={cls} palette={palette} />
        <span className="font-semibold">{words.classes[cls]}</span>
        <span className="min-w-0 truncate text-ink2">
          {ratio === null ? words.classUnknown : words.classRatio(formatNumber(ratio * 100))}
        </span>
        {city.isSimulated ? (
          <span className="ms-auto">
            <Tag>{live.panel.simulated}</Tag>
          </span>
        ) : null}
      </p>
    </PanelHead>
  );
}

function Devices({ detail, actions }: { detail: SegmentDetail; actions: PanelActions }) {
  const { live, devices } = useMessages();
  return (
    <Section title={live.panel.devices} aside={detail.devices.length || undefined}>
      {detail.devices.length === 0 ? <p className="type-dense text-ink3">{live.panel.noDevices}</p> : null}
      <ul className="-mx-8">
        {detail.devices.map((device) => (
          <li key={device.id}>
            <button
              type="button"
              className="flex h-26 w-full items-center justify-between gap-8 px-8 text-start type-dense focus-inside hover:bg-hover max-md:h-44"
              onClick={() => actions.onSelect({ type: "device", id: device.id })}
            >
              <span className="truncate text-accent">{device.name || device.id}</span>
              <span className="flex-none text-ink3">{devices.kinds[device.kind]}</span>
            </button>
          </li>
        ))}
      </ul>
    </Section>
  );
}

function Facts({ detail, actions }: { detail: SegmentDetail; actions: PanelActions }) {
  const { traffic: words, live } = useMessages();
  const { segment, freeFlow } = detail;
  const kmh = formatNumber(freeFlow.kmh);
  const { oppositeId } = segment;
  return (
    <Section title={live.panel.facts}>
      <p className="mb-8 type-dense text-ink2">
        {freeFlow.source === "measured" ? words.freeFlowMeasured(kmh) : words.freeFlowPosted(kmh)}
      </p>
      <FactList
        facts={[
          [
            live.panel.id,
            <span key="id" className="font-id text-[12px]">
              {segment.id}
            </span>,
          ],
        ]}
      />
      {oppositeId ? (
        <Button
          isSmall
          className="mt-10"
          onClick={() => actions.onSelect({ type: "segment", id: oppositeId })}
        >
          {words.opposite}
        </Button>
      ) : null}
    </Section>
  );
}

/** What the newest minute was made of, as far as that is known of one and the same. */
function qualityWords(
  quality: ReturnType<typeof qualityOf>,
  madeOf: (observed: string, imputed: string, suspect: string) => string,
): string {
  if (!quality) return "";
  const { observed, imputed = 0, suspect = 0 } = quality;
  const percent = (share: number) => formatNumber(share * 100);
  return madeOf(percent(observed), percent(imputed), percent(suspect));
}

/** Everything about one direction of one road between two junctions. */
export function SegmentPanel({ id, actions }: { id: string; actions: PanelActions }) {
  const words = useMessages().traffic;
  const query = useSegment(id);
  const live = useLiveSegment(id);
  const now = useNow();
  // Of the past only what was live then is shown, never what the database knows today.
  const isReplay = useReplayClock().mode === "replay";
  const detail = query.data;
  if (!detail) {
    return <PendingPanel title={id} name={words.segment} query={query} onClose={actions.onClose} />;
  }
  const stored = isReplay ? null : detail.latest;
  const state = currentState(live, stored);
  return (
    <>
      <NotRefreshed query={query} />
      <Head detail={detail} state={state} actions={actions} />
      {state ? (
        <SegmentValues
          state={state}
          now={now ?? state.startAt}
          freeFlowKmh={detail.freeFlow.kmh}
          typical={detail.typicalNow}
        />
      ) : null}
      <SourcesSection
        segmentId={id}
        line={detail.segment.line}
        deviceIds={detail.devices.map((device) => device.id)}
        actions={actions}
      />
      <QueueSection segmentId={id} />
      <SegmentChart
        key={id}
        id={id}
        live={live}
        freeFlowKmh={detail.freeFlow.kmh}
        quality={qualityWords(qualityOf(stored, state), words.madeOf)}
      />
      <Devices detail={detail} actions={actions} />
      <Facts detail={detail} actions={actions} />
    </>
  );
}
