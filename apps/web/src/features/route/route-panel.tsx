"use client";

import { IconRoute } from "@tabler/icons-react";
import { useMessages } from "../../i18n/messages.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { formatMinutes } from "../../ui/format-duration.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import type { PanelActions } from "../../ui/panel-actions.ts";
import { PanelHead } from "../../ui/panel-head.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { Section } from "../../ui/section.tsx";
import { Tag } from "../../ui/tag.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { PendingPanel } from "../panel/pending-panel.tsx";
import { boundsOfPieces, endsOf, wayBack } from "./prepare-route.ts";
import { problemText } from "./problem-text.ts";
import { RouteChart } from "./route-chart.tsx";
import { RouteFigures, type RouteTimes } from "./route-figures.tsx";
import { RouteKeep } from "./route-keep.tsx";
import { RouteReliability } from "./route-reliability.tsx";
import { useRouteTimes, useRouteTypical } from "./use-route.ts";
import { type RoutePlan, useRoutePlan } from "./use-route-plan.ts";
import { type SavedRoute, useSavedRoutes } from "./use-saved-routes.ts";

const KM = 1000;

function Head({
  plan,
  saved,
  actions,
}: {
  plan: RoutePlan;
  saved: SavedRoute | undefined;
  actions: PanelActions;
}) {
  const { routes: words, live } = useMessages();
  const { city } = useCity();
  const ends = endsOf(plan.pieces);
  const size = words.size(formatNumber(plan.lengthM / KM, { decimals: 1 }), formatNumber(plan.pieces.length));
  return (
    <PanelHead
      mark={<Icon of={IconRoute} size={18} className="text-ink2" />}
      title={saved?.name ?? words.title}
      onLocate={() => actions.onLocate({ bounds: boundsOfPieces(plan.pieces) })}
      onClose={actions.onClose}
    >
      <p>{ends ? words.fromTo(ends.from, ends.to) : words.unnamedWay}</p>
      <p className="flex items-center justify-between gap-8">
        <span>{size}</span>
        {city.isSimulated ? <Tag>{live.panel.simulated}</Tag> : null}
      </p>
    </PanelHead>
  );
}

/** Where most time is lost, as a way to that segment. */
function Worst(props: { plan: RoutePlan; now: RouteTimes["now"]; onSelect: PanelActions["onSelect"] }) {
  const { routes: words, traffic } = useMessages();
  const { worst } = props.now;
  const piece = props.plan.pieces.find(({ segmentId }) => segmentId === worst?.segmentId);
  if (!worst || !piece || worst.delayS < 1) return null;
  return (
    <Section title={words.worst}>
      <button
        type="button"
        className="-mx-8 flex min-h-26 w-[calc(100%+16px)] items-center justify-between gap-8 px-8 text-start type-dense focus-inside hover:bg-hover max-md:min-h-44"
        onClick={() => props.onSelect({ type: "segment", id: piece.segmentId })}
      >
        <span className="truncate text-accent">{piece.name || traffic.unnamed}</span>
        <span className="flex-none text-ink2">
          {words.lost(formatMinutes(worst.delayS), formatNumber(worst.speedKmh))}
        </span>
      </button>
    </Section>
  );
}

/** That what is typical is not here, or is of another moment; nothing while all is well. */
function Typical({ query }: { query: ReturnType<typeof useRouteTypical> }) {
  const { comparison, live } = useMessages();
  if (query.data) return <NotRefreshed query={query} />;
  if (!query.isError) return <LoadingState label={live.panel.loading(comparison.loading)} barCount={1} />;
  return (
    <ErrorState
      title={live.panel.failed(comparison.loading)}
      code={errorCode(query.error)}
      retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
    />
  );
}

function Body({ points, plan, actions }: { points: string; plan: RoutePlan; actions: PanelActions }) {
  const { routes: words, live } = useMessages();
  const times = useRouteTimes(points);
  const typicalQuery = useRouteTypical(points);
  const typical = typicalQuery.data;
  const saved = useSavedRoutes().data?.find((route) => route.points === points);
  return (
    <>
      <NotRefreshed query={times} />
      <Head plan={plan} saved={saved} actions={actions} />
      {times.data ? (
        <>
          <RouteFigures times={times.data} freeFlowS={plan.freeFlowS} typical={typical} />
          <Worst plan={plan} now={times.data.now} onSelect={actions.onSelect} />
          <RouteChart points={points} times={times.data} freeFlowS={plan.freeFlowS} typical={typical} />
        </>
      ) : times.isError ? (
        <ErrorState
          title={live.panel.failed(words.times)}
          code={errorCode(times.error)}
          retry={{ label: live.panel.retry, onRetry: () => void times.refetch() }}
        />
      ) : (
        <LoadingState label={live.panel.loading(words.times)} />
      )}
      <Typical query={typicalQuery} />
      {typical && times.data ? <RouteReliability typical={typical} to={times.data.to} /> : null}
      <RouteKeep points={points} saved={saved} />
      <Section title={words.method}>
        <p className="type-small text-ink2">{words.methodText}</p>
        <Button
          isSmall
          className="mt-8 max-md:h-44"
          onClick={() => actions.onSelect({ type: "route", id: wayBack(points) })}
        >
          {words.wayBack}
        </Button>
      </Section>
    </>
  );
}

/** A route through points of the map: how long it takes, took, and typically takes. */
export function RoutePanel({ id, actions }: { id: string; actions: PanelActions }) {
  const words = useMessages().routes;
  const query = useRoutePlan(id);
  const plan = query.data;
  if (!plan) {
    return <PendingPanel title={words.title} name={words.name} query={query} onClose={actions.onClose} />;
  }
  if (plan.status === "found") return <Body points={id} plan={plan} actions={actions} />;
  return (
    <>
      <PanelHead title={words.title} onClose={actions.onClose} />
      <EmptyState title={words.noWay}>
        <p>{problemText(plan, words.tool)}</p>
      </EmptyState>
    </>
  );
}
