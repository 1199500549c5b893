"use client";

import { Popover } from "@base-ui/react/popover";
import { IconHistory, IconLink, IconPencil, IconTrash } from "@tabler/icons-react";
import { type FormEvent, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { withClock } from "../../live/clock-address.ts";
import { liveSession } from "../../live/live-session.ts";
import { errorCode } from "../../queries/query-provider.tsx";
import { Button, IconButton } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { NotSaved } from "../../ui/not-saved.tsx";
import { ErrorState, LoadingState } from "../../ui/panel-state.tsx";
import { useCity } from "../city/city-context.tsx";
import { NotRefreshed } from "../panel/not-refreshed.tsx";
import { PRESETS, type PresetName, presetAddress } from "./presets.ts";
import { type SavedView, useSavedViews } from "./use-saved-views.ts";

type Views = ReturnType<typeof useSavedViews>;

function nameOf(form: HTMLFormElement): string {
  return String(new FormData(form).get("name")).trim();
}

function nameIn(event: FormEvent<HTMLFormElement>): string {
  event.preventDefault();
  return nameOf(event.currentTarget);
}

/** Beside the list: that the last change of it was not made, and why. */
function Failure({ views }: { views: Views }) {
  const words = useMessages().views;
  if (views.error === null) return null;
  return (
    <p role="alert" className="px-12 py-6 type-small text-ink">
      <NotSaved error={views.error} reason={views.isFull ? words.full : words.failed} />
    </p>
  );
}

function SaveForm({ views }: { views: Views }) {
  const words = useMessages().views;
  const [isMissing, setMissing] = useState(false);
  return (
    <form
      noValidate
      className="flex flex-col gap-8 border-t border-line px-12 pt-10 pb-8"
      onSubmit={(event) => {
        const name = nameIn(event);
        setMissing(name === "");
        if (name === "") return;
        const form = event.currentTarget;
        const address = withClock(location.search, liveSession().clock.addressed());
        // What was written meanwhile is another name.
        views.create({ name, address }, () => nameOf(form) === name && form.reset());
      }}
    >
      <Field
        label={words.name}
        name="name"
        maxLength={80}
        error={isMissing ? words.nameMissing : undefined}
      />
      <Button look="primary" type="submit" disabled={views.isBusy} className="max-md:h-44">
        {words.save}
      </Button>
    </form>
  );
}

function RenameForm(props: { view: SavedView; views: Views; onDone: () => void }) {
  const words = useMessages().views;
  return (
    <form
      noValidate
      className="flex items-end gap-6 px-12 py-6"
      onSubmit={(event) => {
        const name = nameIn(event);
        if (name === "" || name === props.view.name) props.onDone();
        else props.views.rename({ id: props.view.id, name }, props.onDone);
      }}
    >
      <Field
        label={words.newName}
        name="name"
        maxLength={80}
        defaultValue={props.view.name}
        autoFocus
        className="flex-1"
      />
      <Button type="submit" disabled={props.views.isBusy} className="max-md:h-44">
        {words.done}
      </Button>
      <Button look="quiet" className="max-md:h-44" onClick={props.onDone}>
        {words.cancel}
      </Button>
    </form>
  );
}

/** The link of a view, for a colleague; what it shows is all in it. */
function useCopyLink(): {
  state: "copied" | "failed" | null;
  id: string | null;
  copy(view: SavedView): void;
} {
  const [last, setLast] = useState<{ id: string; state: "copied" | "failed" } | null>(null);
  return {
    state: last?.state ?? null,
    id: last?.id ?? null,
    copy({ id, address }) {
      navigator.clipboard.writeText(`${location.origin}/${address}`).then(
        () => setLast({ id, state: "copied" }),
        () => setLast({ id, state: "failed" }),
      );
    },
  };
}

function ViewRow(props: {
  view: SavedView;
  views: Views;
  onOpen: (address: string) => void;
  onCopy: () => void;
  note: string | null;
}) {
  const words = useMessages().views;
  const { timeFormat } = useCity();
  const { view, views } = props;
  const [isRenaming, setRenaming] = useState(false);
  if (isRenaming) return <RenameForm view={view} views={views} onDone={() => setRenaming(false)} />;
  const isReplay = new URLSearchParams(view.address).has("t");
  return (
    <div className="flex items-center gap-2 pe-8 hover:bg-hover">
      <Popover.Close
        className="flex min-h-36 min-w-0 flex-1 flex-col items-start justify-center px-12 py-4 text-start focus-inside max-md:min-h-44"
        onClick={() => props.onOpen(view.address)}
      >
        <span className="flex max-w-full items-center gap-6 type-body text-ink">
          <span className="truncate">{view.name}</span>
          {isReplay ? (
            <span title={words.replay} className="text-ink3">
              <Icon of={IconHistory} size={13} />
              <span className="sr-only">{words.replay}</span>
            </span>
          ) : null}
        </span>
        <span className="type-small text-ink3" role={props.note ? "status" : undefined}>
          {props.note ?? words.kept(timeFormat.date(view.createdAt))}
        </span>
      </Popover.Close>
      <IconButton label={`${words.copy}: ${view.name}`} onClick={props.onCopy}>
        <Icon of={IconLink} size={16} />
      </IconButton>
      <IconButton label={`${words.rename}: ${view.name}`} onClick={() => setRenaming(true)}>
        <Icon of={IconPencil} size={16} />
      </IconButton>
      <IconButton label={`${words.remove}: ${view.name}`} onClick={() => views.remove(view)}>
        <Icon of={IconTrash} size={16} />
      </IconButton>
    </div>
  );
}

/** Layers for one question each, in one step. */
function Presets({ onOpen }: { onOpen: (address: string) => void }) {
  const words = useMessages().views;
  return (
    <section aria-label={words.presets} className="border-b border-line px-12 pb-10">
      <h3 className="pb-6 type-label text-ink3">{words.presets}</h3>
      <div className="flex flex-wrap gap-6">
        {(Object.keys(PRESETS) as PresetName[]).map((name) => (
          <Popover.Close
            key={name}
            className="h-24 rounded-control border border-line-strong bg-raised px-8 type-body text-ink hover:bg-hover max-md:h-44"
            onClick={() => onOpen(presetAddress(name, location.search))}
          >
            {words.presetNames[name]}
          </Popover.Close>
        ))}
      </div>
    </section>
  );
}

/** The views that one keeps: open, rename, share as a link, delete and bring back; and the one that is shown, to keep. */
export function SavedViews(props: { onOpen: (address: string) => void; canSave: boolean }) {
  const { onOpen, canSave } = props;
  const { views: words, live } = useMessages();
  const views = useSavedViews();
  const link = useCopyLink();
  const { query, removed } = views;
  const notes = { copied: words.copied, failed: words.copyFailed };
  return (
    <>
      <Presets onOpen={onOpen} />
      {query.isPending ? <LoadingState label={live.panel.loading(words.list)} barCount={2} /> : null}
      <NotRefreshed query={query} />
      {query.isError && !query.data ? (
        <ErrorState
          title={live.panel.failed(words.list)}
          code={errorCode(query.error)}
          retry={{ label: live.panel.retry, onRetry: () => void query.refetch() }}
        />
      ) : null}
      {query.data?.length === 0 ? <p className="px-12 py-10 type-body text-ink2">{words.empty}</p> : null}
      <ul className="max-h-[50dvh] overflow-y-auto">
        {query.data?.map((view) => (
          <li key={view.id}>
            <ViewRow
              view={view}
              views={views}
              onOpen={onOpen}
              onCopy={() => link.copy(view)}
              note={link.id === view.id && link.state ? notes[link.state] : null}
            />
          </li>
        ))}
      </ul>
      {removed ? (
        <p role="status" className="flex items-center justify-between gap-8 px-12 py-6 type-body text-ink2">
          <span className="min-w-0 truncate">{words.removed(removed.name)}</span>
          <Button isSmall className="max-md:h-44" onClick={() => views.restore(removed)}>
            {words.undo}
          </Button>
        </p>
      ) : null}
      <Failure views={views} />
      {canSave ? <SaveForm views={views} /> : null}
    </>
  );
}
