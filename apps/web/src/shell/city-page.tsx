"use client";

import type { FirstAnswers } from "@arterial/api/live/first-answers";
import { useQuery } from "@tanstack/react-query";
import type { ReactNode } from "react";
import { CityProvider } from "../features/city/city-context.tsx";
import { EmptyCity } from "../features/city/empty-city.tsx";
import { useMessages } from "../i18n/messages.ts";
import { errorCode } from "../queries/query-provider.tsx";
import { useTRPC } from "../queries/trpc.ts";
import { ErrorState, LoadingState, NoPermission } from "../ui/panel-state.tsx";

const RETRY_EMPTY_MS = 3_000;
/** Devices come and go. */
const RECOUNT_MS = 5 * 60_000;

/**
 * A page that needs the city: its content once the city is known; before that, what is missing and why. `first` is what
 * came with the page.
 */
export function CityPage({ first, children }: { first?: FirstAnswers | null; children: ReactNode }) {
  const { live } = useMessages();
  const trpc = useTRPC();
  // Parts of the page ask who is signed in: they find what came with it.
  useQuery({ ...trpc.session.me.queryOptions(), ...(first ? { initialData: first.me } : {}) });
  const query = useQuery({
    ...trpc.city.get.queryOptions(),
    ...(first ? { initialData: first.city } : {}),
    refetchInterval: ({ state }) => (state.data === null ? RETRY_EMPTY_MS : RECOUNT_MS),
  });
  if (query.data) return <CityProvider city={query.data}>{children}</CityProvider>;
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
