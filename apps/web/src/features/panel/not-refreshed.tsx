"use client";

import { IconClockExclamation } from "@tabler/icons-react";
import { useMessages } from "../../i18n/messages.ts";
import { useConnection } from "../../live/use-live.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { Icon } from "../../ui/icon.tsx";
import { useCity } from "../city/city-context.tsx";

/** What is looked at of a query that is asked again and again. */
interface RefreshedQuery {
  data: unknown;
  isError: boolean;
  error: unknown;
  isFetching: boolean;
  /** When the data came, by this machine's clock, epoch ms. */
  dataUpdatedAt: number;
  refetch: () => Promise<unknown>;
}

function Line({ query }: { query: RefreshedQuery }) {
  const { panel } = useMessages().live;
  const { timeFormat } = useCity();
  const { serverSkewMs } = useConnection();
  const code = errorCode(query.error);
  return (
    <p
      role="status"
      className="flex flex-wrap items-center gap-8 border-b border-line bg-panel px-16 py-4 type-dense text-ink2 print:hidden"
    >
      <Icon of={IconClockExclamation} size={13} className="flex-none text-late" />
      <span className="min-w-0 flex-1">
        {panel.notRefreshed(timeFormat.clock(query.dataUpdatedAt + serverSkewMs))}
        {code ? <code className="ms-8 font-id text-[11px] text-ink3">{code}</code> : null}
      </span>
      <Button
        isSmall
        className="max-md:h-44"
        disabled={query.isFetching}
        onClick={() => void query.refetch()}
      >
        {panel.retry}
      </Button>
    </p>
  );
}

/** Above what stays on the screen although asking for it again failed: since when it is as it is. Nothing while all is well. */
export function NotRefreshed({ query }: { query: RefreshedQuery }) {
  return query.isError && query.data !== undefined ? <Line query={query} /> : null;
}
