"use client";

import type { ReactNode } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { PanelHead } from "../../ui/panel-head.tsx";
import { EmptyState, ErrorState, LoadingState, NoPermission } from "../../ui/panel-state.tsx";

/** Answers that say that there is no such thing, also under an address that cannot be one. */
const MISSING: readonly (string | undefined)[] = ["NOT_FOUND", "BAD_REQUEST"];

/** A panel without its content: still loading, failed, not permitted, or about something that is not there. */
export function PendingPanel(props: {
  title: string;
  /** What is loaded, in a sentence. */
  name: string;
  query: { isError: boolean; error: unknown; refetch: () => Promise<unknown> };
  onClose: () => void;
  /** Why it may be missing. */
  children?: ReactNode;
}) {
  const { panel } = useMessages().live;
  const { name, query } = props;
  const head = <PanelHead title={props.title} onClose={props.onClose} />;
  if (!query.isError) return <LoadingState head={head} label={panel.loading(name)} />;
  const code = errorCode(query.error);
  return (
    <>
      {head}
      {MISSING.includes(code) ? (
        <EmptyState title={panel.notFound}>{props.children}</EmptyState>
      ) : code === "FORBIDDEN" ? (
        <NoPermission title={panel.noPermission}>{panel.noPermissionHint}</NoPermission>
      ) : (
        <ErrorState
          title={panel.failed(name)}
          code={code}
          retry={{ label: panel.retry, onRetry: () => void query.refetch() }}
        />
      )}
    </>
  );
}
