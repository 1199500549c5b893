"use client";

import { Dialog } from "@base-ui/react/dialog";
import { Fragment } from "react";
import { useMessages } from "../i18n/messages.ts";
import { Button } from "../ui/button.tsx";
import { KeyHint } from "../ui/key-hint.tsx";
import { setSingleKeys, useSingleKeys } from "../ui/shortcuts.ts";

/** List of all keys, and the switch that turns single keys off. */
export function KeyboardSheet({ onClose }: { onClose: () => void }) {
  const { keyboard } = useMessages().shell;
  const isOn = useSingleKeys();
  return (
    <Dialog.Root open onOpenChange={(isOpen) => !isOpen && onClose()} modal={false}>
      <Dialog.Portal>
        <Dialog.Popup className="fixed bottom-0 left-52 z-50 w-352 border-t-2 border-r border-accent border-r-line bg-raised p-16 text-ink shadow-[0_-18px_40px_#00000066] max-md:left-0 max-md:w-full">
          <Dialog.Title className="type-title">{keyboard.title}</Dialog.Title>
          <dl className="mt-12 grid grid-cols-[84px_1fr] gap-y-8 type-body">
            {Object.entries(keyboard.keys).map(([key, meaning]) => (
              <Fragment key={key}>
                <dt className="text-ink2">
                  <KeyHint>{key}</KeyHint>
                </dt>
                <dd>{meaning}</dd>
              </Fragment>
            ))}
          </dl>
          <div className="mt-16 flex items-center justify-between gap-12">
            <label className="flex min-h-24 items-center gap-8 type-body">
              <input
                type="checkbox"
                className="size-16 accent-accent"
                checked={isOn}
                onChange={(event) => setSingleKeys(event.currentTarget.checked)}
              />
              {keyboard.toggle}
            </label>
            <Dialog.Close render={<Button shortcut="Esc">{keyboard.close}</Button>} />
          </div>
        </Dialog.Popup>
      </Dialog.Portal>
    </Dialog.Root>
  );
}
