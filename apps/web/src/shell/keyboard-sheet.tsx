"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Fragment, type KeyboardEvent, useState } from "react";
import { useMessages } from "../i18n/messages.ts";
import { useAreSettingsSaved } from "../queries/account-settings.ts";
import { Button } from "../ui/button.tsx";
import {
  DEFAULT_BINDINGS,
  findConflict,
  isReserved,
  KEY_ACTIONS,
  type KeyAction,
} from "../ui/key-actions.ts";
import { KeyHint } from "../ui/key-hint.tsx";
import { setBinding, setSingleKeys, useBindings, useSingleKeys, writeKey } from "../ui/shortcuts.ts";

function Keys({ binding }: { binding: string }) {
  const keys = binding === " " ? [binding] : binding.split(" ");
  return (
    <span className="flex gap-4" dir="ltr">
      {keys.map((key, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: the two keys of a sequence may be the same
        <Fragment key={index}>
          {index > 0 ? " " : null}
          <KeyHint>{writeKey(key)}</KeyHint>
        </Fragment>
      ))}
    </span>
  );
}

/** The keys in force, each a button that waits for another key; what cannot be given is said below. */
function BindingList() {
  const { keyboard: words } = useMessages().shell;
  const bindings = useBindings();
  const [asked, setAsked] = useState<KeyAction | null>(null);
  const [refusal, setRefusal] = useState("");
  const take = (event: KeyboardEvent) => {
    if (!asked || event.key === "Shift" || event.key === "Tab") return;
    event.preventDefault();
    event.stopPropagation();
    if (event.key === "Escape") return setAsked(null);
    if (isReserved(event.key)) return setRefusal(words.reserved(event.key));
    const owner = findConflict(bindings, asked, event.key);
    if (owner) return setRefusal(words.taken(writeKey(event.key), words.actions[owner]));
    setBinding({ action: asked, key: event.key });
    setAsked(null);
    setRefusal("");
  };
  return (
    <>
      <dl className="mt-12 grid grid-cols-[84px_1fr] gap-y-4 type-body">
        {KEY_ACTIONS.map((action) => (
          <Fragment key={action}>
            <dt className="text-ink2">
              <button
                type="button"
                aria-label={
                  asked === action
                    ? words.waiting(words.actions[action], words.press)
                    : words.change(words.actions[action], writeKey(bindings[action]))
                }
                aria-pressed={asked === action}
                className="flex h-24 min-w-32 items-center rounded-control px-4 hover:bg-hover aria-pressed:outline-2 aria-pressed:outline-accent"
                onClick={() => setAsked(asked === action ? null : action)}
                onKeyDown={take}
                onBlur={() => setAsked(null)}
              >
                {asked === action ? words.press : <Keys binding={bindings[action]} />}
              </button>
            </dt>
            <dd className="self-center">{words.actions[action]}</dd>
          </Fragment>
        ))}
        {Object.entries(words.fixed).map(([keys, meaning]) => (
          <Fragment key={keys}>
            <dt className="flex h-24 items-center px-4 text-ink2">
              <KeyHint>{keys}</KeyHint>
            </dt>
            <dd className="self-center">{meaning}</dd>
          </Fragment>
        ))}
      </dl>
      <p role="alert" className="mt-8 type-small text-ink">
        {refusal}
      </p>
    </>
  );
}

/** The keys in force, how to change them, and the switch that turns single keys off. */
export function KeyboardSheet({ onClose }: { onClose: () => void }) {
  const { keyboard, account } = useMessages().shell;
  const isOn = useSingleKeys();
  const isSaved = useAreSettingsSaved();
  const bindings = useBindings();
  const isDefault = KEY_ACTIONS.every((action) => bindings[action] === DEFAULT_BINDINGS[action]);
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Dialog.Portal>
        <Dialog.Popup className="fixed bottom-0 start-52 z-50 max-h-dvh w-352 overflow-y-auto border-t-2 border-e border-accent border-e-line bg-raised p-16 text-ink shadow-[0_-18px_40px_#00000066] max-md:start-0 max-md:w-full">
          <Dialog.Title className="type-title">{keyboard.title}</Dialog.Title>
          <p className="mt-4 type-small text-ink3">{isOn ? keyboard.hint : keyboard.off}</p>
          <BindingList />
          <label className="mt-12 flex min-h-24 items-center gap-8 type-body">
            <input
              type="checkbox"
              className="size-16 accent-accent"
              checked={isOn}
              onChange={(event) => setSingleKeys(event.currentTarget.checked)}
            />
            {keyboard.toggle}
          </label>
          {isSaved ? null : (
            <p role="status" className="mt-8 type-small text-ink">
              {account.notSaved}
            </p>
          )}
          <div className="mt-12 flex items-center justify-between gap-12">
            <Button isSmall disabled={isDefault} onClick={() => setBinding(null)}>
              {keyboard.reset}
            </Button>
            <Dialog.Close render={<Button shortcut="Esc">{keyboard.close}</Button>} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
