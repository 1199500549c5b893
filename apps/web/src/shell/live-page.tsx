"use client";

import { useQuery } from "@tanstack/react-query";
import { useEffect } from "react";
import { CityProvider } from "../features/city/city-context.tsx";
import { EmptyCity } from "../features/city/empty-city.tsx";
import { useMessages } from "../i18n/messages.ts";
import { liveSession } from "../live/live-session.ts";
import { errorCode } from "../queries/query-provider.tsx";
import { useTRPC } from "../queries/trpc.ts";
import { ErrorState, LoadingState, NoPermission } from "../ui/panel-state.tsx";
import { Console } from "./console.tsx";

const RETRY_EMPTY_MS = 3_000;

/** The live page once the city is known; before that, what is missing and why. */
export function LivePage() {
  const { live } = useMessages();
  const trpc = useTRPC();
  // The line is opened beside the question which city it is.
  useEffect(() => void liveSession(), []);
  const query = useQuery({
    ...trpc.city.get.queryOptions(),
    refetchInterval: ({ state }) => (state.data === null ? RETRY_EMPTY_MS : false),
  });
  if (query.data) {
    return (
      <CityProvider city={query.data}>
        <Console />
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
