"use client";

import { IconLock } from "@tabler/icons-react";
import { useMessages } from "../../i18n/messages.ts";
import { errorCode, refusalCode } from "../../queries/query-provider.tsx";
import { Button } from "../../ui/button.tsx";
import { cx } from "../../ui/class-names.ts";
import { formatNumber } from "../../ui/format-number.ts";
import { Icon } from "../../ui/icon.tsx";
import { EmptyState, ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { usePrintLight } from "../../ui/use-print-light.ts";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { HandoverDocument } from "./handover-document.tsx";
import { useUnsavedIds } from "./use-edits.ts";
import {
  useChosenHandover,
  useHandover,
  useHandoverHistory,
  useSignedInReader,
  useStartHandover,
} from "./use-handover.ts";

function Begin({ hasDraft, onBegun }: { hasDraft: boolean; onBegun: (id: string) => void }) {
  const { handover: words, session } = useMessages();
  const { mayWrite } = useSignedInReader();
  const start = useStartHandover();
  return (
    <div className="flex flex-col gap-8 border-b border-line px-14 py-12">
      <Button
        look="primary"
        className="max-md:h-44"
        disabled={!mayWrite || start.isPending}
        onClick={() => start.mutate(undefined, { onSuccess: ({ id }) => onBegun(id) })}
      >
        {hasDraft ? words.continueDraft : words.begin}
      </Button>
      <p className="flex items-start gap-6 type-small text-ink3">
        {mayWrite ? null : <Icon of={IconLock} size={13} />}
        {mayWrite ? words.beginHint : words.roleNeeded}
      </p>
      {start.isError ? (
        <p role="alert" className="type-body text-ink">
          {session.refusals[refusalCode(start.error)]}
        </p>
      ) : null}
    </div>
  );
}

function History({ chosen, onChoose }: { chosen: string | null; onChoose: (id: string) => void }) {
  const { handover: words, live, shell } = useMessages();
  const { timeFormat } = useCity();
  const unsavedIds = useUnsavedIds();
  const { query, handovers } = useHandoverHistory();
  const when = (at: number) => `${timeFormat.date(at)} ${timeFormat.time(at)}`;
  return (
    <nav
      aria-label={words.history}
      className="flex min-h-0 flex-col overflow-y-auto border-e border-line bg-panel max-lg:min-h-auto max-lg:overflow-visible max-md:border-e-0 max-md:border-b print:hidden"
    >
      <h2 className="flex h-44 flex-none items-center border-b border-line px-14 type-strong text-ink">
        <span className="flex-1">{words.title}</span>
        <a href="/" className="grid min-h-44 place-items-center type-body font-normal text-accent md:hidden">
          {shell.rail.live}
        </a>
      </h2>
      <Begin hasDraft={handovers?.some(({ signed }) => signed === null) ?? false} onBegun={onChoose} />
      {query.isPending ? <LoadingState label={live.panel.loading(words.name)} /> : null}
      <NotRefreshed query={query} />
      {query.isError && !query.data ? (
        <ErrorState
          title={live.panel.failed(words.name)}
          code={errorCode(query.error)}
          retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
        />
      ) : null}
      {handovers?.length === 0 ? <EmptyState title={words.empty} /> : null}
      <ul>
        {handovers?.map(({ id, signed, author, createdAt, itemCount }) => (
          <li key={id}>
            <button
              type="button"
              aria-current={id === chosen ? "true" : undefined}
              onClick={() => onChoose(id)}
              className={cx(
                "relative flex w-full flex-col border-b border-line px-14 py-7 text-start focus-inside max-md:min-h-44",
                id === chosen ? "bg-selected" : "hover:bg-hover",
              )}
            >
              {id === chosen ? (
                <span className="absolute inset-y-0 start-0 w-3 bg-accent" aria-hidden />
              ) : null}
              <span className="flex justify-between gap-8 type-body text-ink">
                <span className="truncate">{signed ? signed.by : words.draft}</span>
                <span className="flex-none type-dense text-ink3">{words.items(formatNumber(itemCount))}</span>
              </span>
              <span className="type-dense text-ink2">
                {signed ? words.signed(when(signed.at)) : `${words.by(author)}, ${when(createdAt)}`}
              </span>
              {unsavedIds.has(id) ? <span className="type-dense text-accent">{words.unsaved}</span> : null}
            </button>
          </li>
        ))}
      </ul>
      {query.hasNextPage ? (
        <Button
          className="mx-14 my-10 flex-none max-md:h-44"
          disabled={query.isFetchingNextPage}
          onClick={() => void query.fetchNextPage()}
        >
          {words.older}
        </Button>
      ) : null}
    </nav>
  );
}

function Chosen({ id }: { id: string }) {
  const { handover: words, live } = useMessages();
  const query = useHandover(id);
  if (query.data) {
    return (
      <>
        <NotRefreshed query={query} />
        <HandoverDocument handover={query.data} />
      </>
    );
  }
  if (!query.isError) return <LoadingState label={live.panel.loading(words.name)} />;
  return (
    <ErrorState
      title={live.panel.failed(words.name)}
      code={errorCode(query.error)}
      retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
    />
  );
}

/** Handovers: their history beside the one that is read or written. */
export function HandoverPage() {
  const { handover: words } = useMessages();
  const [chosen, choose] = useChosenHandover();
  usePrintLight();
  return (
    <div className="grid min-h-0 grid-cols-[var(--size-list)_minmax(0,1fr)] max-lg:grid-cols-[minmax(0,1fr)] max-lg:overflow-y-auto print:block print:overflow-visible">
      <History chosen={chosen} onChoose={choose} />
      <main
        className={cx(
          "min-h-0 overflow-y-auto bg-ground py-20 max-lg:min-h-auto max-lg:overflow-visible max-md:py-0 print:overflow-visible print:bg-white print:p-0",
          chosen ? "" : "grid place-items-center max-lg:hidden",
        )}
      >
        {chosen ? <Chosen key={chosen} id={chosen} /> : <EmptyState title={words.choose} />}
      </main>
    </div>
  );
}
