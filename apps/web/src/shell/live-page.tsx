"use client";

import type { FirstAnswers } from "@arterial/api/live/first-answers";
import { useQuery } from "@tanstack/react-query";
import { CityProvider } from "../features/city/city-context.tsx";
import { EmptyCity } from "../features/city/empty-city.tsx";
import { useMessages } from "../i18n/messages.ts";
import { liveSession } from "../live/live-session.ts";
import { errorCode } from "../queries/query-provider.tsx";
import { useTRPC } from "../queries/trpc.ts";
import { ErrorState, LoadingState, NoPermission } from "../ui/panel-state.tsx";
import { Console } from "./console.tsx";

const RETRY_EMPTY_MS = 3_000;

// The line is opened while the page comes to life.
if (typeof window !== "undefined") liveSession();

/** The live page once the city is known; before that, what is missing and why. `search` is that of its address. */
export function LivePage({ first, search }: { first: FirstAnswers | null; search: string }) {
  const { live } = useMessages();
  const trpc = useTRPC();
  const query = useQuery({
    ...trpc.city.get.queryOptions(),
    ...(first ? { initialData: first.city } : {}),
    refetchInterval: ({ state }) => (state.data === null ? RETRY_EMPTY_MS : false),
  });
  if (query.data) {
    return (
      <CityProvider city={query.data}>
        <Console search={search} mapCity={first?.map ?? null} />
      </CityProvider>
    );
  }
  if (query.data === null) return <EmptyCity />;
  if (query.isError && errorCode(query.error) === "FORBIDDEN") {
    return <NoPermission title={live.panel.noPermission}>{live.panel.noPermissionHint}</NoPermission>;
  }
  if (query.isError && errorCode(query.error) !== "UNAUTHORIZED") {
    return (
      <ErrorState
        title={live.panel.failed(live.city.loading)}
        code={errorCode(query.error)}
        retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
      >
        <p>{live.panel.nothingLost}</p>
      </ErrorState>
    );
  }
  return <LoadingState label={live.panel.loading(live.city.loading)} />;
}
