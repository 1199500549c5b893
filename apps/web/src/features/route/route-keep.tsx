"use client";

import { IconLock } from "@tabler/icons-react";
import { type FormEvent, useId, useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { useReplayClock } from "../../live/use-live.ts";
import { Button } from "../../ui/button.tsx";
import { Field } from "../../ui/field.tsx";
import { Icon } from "../../ui/icon.tsx";
import { Section } from "../../ui/section.tsx";
import { type SavedRoute, type SharedFrom, useMayShare, useRouteChanges } from "./use-saved-routes.ts";

/** Who may be shown a route: from one role on. An administrator sees what supervisors see. */
const AUDIENCES = ["viewer", "analyst", "operator", "supervisor"] as const;

function ShareSelect({ sharedFrom }: { sharedFrom: SharedFrom }) {
  const { routes, shell } = useMessages();
  const words = routes.keep;
  const id = useId();
  return (
    <div className="flex flex-col gap-4">
      <label htmlFor={id} className="type-body text-ink2">
        {words.audience}
      </label>
      <select
        id={id}
        name="sharedFrom"
        defaultValue={sharedFrom ?? ""}
        className="h-30 rounded-control border border-control bg-raised px-10 type-body text-ink max-md:h-44 max-md:text-[16px]"
      >
        <option value="">{words.onlyMe}</option>
        {AUDIENCES.map((role) => (
          <option key={role} value={role}>
            {role === "viewer" ? words.everybody : words.from(shell.account.roles[role] ?? role)}
          </option>
        ))}
      </select>
    </div>
  );
}

/** Name and audience of a route, to keep it or to change what is kept. */
export function KeepForm(props: {
  saved: SavedRoute | undefined;
  mayShare: boolean;
  isBusy: boolean;
  /** Another moment is shown, and this would change the route of today. */
  isOff: boolean;
  onKeep: (fields: { name: string; sharedFrom: SharedFrom | undefined }) => void;
  onRemove: () => void;
}) {
  const { saved, mayShare } = props;
  const words = useMessages().routes.keep;
  const [isMissing, setMissing] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const data = new FormData(event.currentTarget);
    const name = String(data.get("name")).trim();
    setMissing(name === "");
    if (name === "") return;
    const chosen = AUDIENCES.find((role) => role === data.get("sharedFrom")) ?? null;
    props.onKeep({ name, sharedFrom: mayShare ? chosen : undefined });
  };
  return (
    <form noValidate onSubmit={submit}>
      {props.isOff ? (
        <p className="mb-8 flex items-center gap-6 type-small text-ink2">
          <Icon of={IconLock} size={13} />
          {words.off}
        </p>
      ) : null}
      <fieldset disabled={props.isOff} className="m-0 flex min-w-0 flex-col gap-8 border-0 p-0">
        <Field
          label={words.name}
          name="name"
          maxLength={80}
          defaultValue={saved?.name ?? ""}
          error={isMissing ? words.nameMissing : undefined}
        />
        {mayShare ? <ShareSelect sharedFrom={saved?.sharedFrom ?? null} /> : null}
        <div className="flex flex-wrap gap-6">
          <Button type="submit" disabled={props.isBusy} className="max-md:h-44">
            {saved ? words.change : words.save}
          </Button>
          {saved ? (
            <Button look="quiet" disabled={props.isBusy} className="max-md:h-44" onClick={props.onRemove}>
              {words.remove}
            </Button>
          ) : null}
        </div>
      </fieldset>
    </form>
  );
}

/** Keeps a route by name, for oneself or for others; renames, deletes and brings back. */
export function RouteKeep({ points, saved }: { points: string; saved: SavedRoute | undefined }) {
  const words = useMessages().routes.keep;
  const changes = useRouteChanges();
  const { removed } = changes;
  const isOthers = saved !== undefined && !saved.mayChange;
  const mayShare = useMayShare();
  const isOff = useReplayClock().mode === "replay";
  return (
    <Section title={saved ? words.kept : words.title} aside={saved?.sharedFrom ? words.shared : undefined}>
      {removed ? (
        <p role="status" className="mb-8 flex items-center justify-between gap-8 type-body text-ink2">
          <span className="min-w-0 truncate">{words.removed(removed.name)}</span>
          <Button isSmall className="max-md:h-44" disabled={isOff} onClick={() => changes.restore(removed)}>
            {words.undo}
          </Button>
        </p>
      ) : null}
      {isOthers ? (
        <p className="type-body text-ink2">{words.ofOthers}</p>
      ) : (
        <KeepForm
          key={saved?.id ?? "new"}
          saved={saved}
          mayShare={mayShare}
          isBusy={changes.isBusy}
          isOff={isOff}
          onKeep={({ name, sharedFrom }) =>
            saved
              ? changes.update({ id: saved.id, name, ...(sharedFrom === undefined ? {} : { sharedFrom }) })
              : changes.create({ name, points, sharedFrom: sharedFrom ?? null })
          }
          onRemove={() => saved && changes.remove(saved)}
        />
      )}
      {changes.hasFailed ? (
        <p role="alert" className="mt-8 type-small text-ink">
          {words.failed}
        </p>
      ) : null}
    </Section>
  );
}
