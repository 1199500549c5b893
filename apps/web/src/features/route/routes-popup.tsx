"use client";

import { Popover } from "@base-ui/react/popover";
import { useMessages } from "../../i18n/messages.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { formatMinutes } from "../../ui/format-duration.ts";
import { NO_VALUE } from "../../ui/format-number.ts";
import { ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { TitledPopover } from "../../ui/titled-popover.tsx";
import type { PopupState } from "../../ui/use-popup.ts";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { type SavedRoute, useSavedRoutes } from "./use-saved-routes.ts";

function written(seconds: number | null): string {
  return seconds === null ? NO_VALUE : formatMinutes(seconds);
}

function RouteRow({ route, onOpen }: { route: SavedRoute; onOpen: (points: string) => void }) {
  const words = useMessages().routes.list;
  const { time } = route;
  return (
    <Popover.Close
      className="flex min-h-36 w-full items-center justify-between gap-12 px-12 py-4 text-start focus-inside hover:bg-hover max-md:min-h-44"
      onClick={() => onOpen(route.points)}
    >
      <span className="flex min-w-0 flex-col">
        <span className="truncate type-body text-ink">{route.name}</span>
        <span className="type-small text-ink3">
          {time ? words.typical(written(time.typicalS)) : words.gone}
          {route.isOwn ? null : ` · ${words.ofOthers}`}
        </span>
      </span>
      {time ? (
        <span className="flex-none type-strong text-ink" dir="ltr">
          <span className="sr-only">{`${words.now} `}</span>
          {`${written(time.seconds)} ${words.minutesUnit}`}
        </span>
      ) : null}
    </Popover.Close>
  );
}

function RouteList({ onOpen }: { onOpen: (points: string) => void }) {
  const { routes, live } = useMessages();
  const words = routes.list;
  const query = useSavedRoutes();
  if (!query.data && query.isError) {
    return (
      <ErrorState
        title={live.panel.failed(words.name)}
        code={errorCode(query.error)}
        retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
      />
    );
  }
  if (!query.data) return <LoadingState label={live.panel.loading(words.name)} barCount={2} />;
  if (query.data.length === 0) return <p className="px-12 py-10 type-body text-ink2">{words.empty}</p>;
  return (
    <>
      <NotRefreshed query={query} />
      <ul className="max-h-[50dvh] overflow-y-auto">
        {query.data.map((route) => (
          <li key={route.id}>
            <RouteRow route={route} onOpen={onOpen} />
          </li>
        ))}
      </ul>
    </>
  );
}

/** The routes that one keeps or is shown, with their travel time now and what is typical, in front of the page. */
export function RoutesPopup({
  onOpen,
  ...popup
}: PopupState & { side: "right" | "bottom"; onOpen: (points: string) => void }) {
  return (
    <TitledPopover {...popup} title={useMessages().routes.list.title} className="w-320">
      <RouteList onOpen={onOpen} />
    </TitledPopover>
  );
}
