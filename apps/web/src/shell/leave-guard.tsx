"use client";

import { useEffect, useId, useRef, useSyncExternalStore } from "react";
import { useMessages } from "../i18n/messages.ts";
import { Button } from "../ui/button.tsx";
import { heldLeave, leadsAway, leavePage } from "../unsaved/leave-page.ts";
import { discardUnsaved, hasUnsaved, useHasUnsaved } from "../unsaved/unsaved-texts.ts";

function keepTab(event: BeforeUnloadEvent): void {
  if (hasUnsaved()) event.preventDefault();
}

function holdLink(event: MouseEvent): void {
  const isOwnTab = event.button === 0 && !event.ctrlKey && !event.metaKey && !event.shiftKey && !event.altKey;
  if (event.defaultPrevented || !isOwnTab || !(event.target instanceof Element)) return;
  const link = event.target.closest("a");
  if (!link?.href || !leadsAway(link, location.href)) return;
  event.preventDefault();
  leavePage(() => location.assign(link.href));
}

/** The browser's own dialog: it needs nothing that may fail to load just when the server does not answer. */
function LeaveDialog({ leave }: { leave: () => void }) {
  const { leave: words } = useMessages().shell;
  const dialog = useRef<HTMLDialogElement>(null);
  const id = useId();
  useEffect(() => dialog.current?.showModal(), []);
  return (
    <dialog
      ref={dialog}
      aria-labelledby={`${id}-title`}
      aria-describedby={`${id}-text`}
      onClose={() => heldLeave.set(null)}
      // Keys are the dialog's while it is open.
      onKeyDown={(event) => event.stopPropagation()}
      className="m-auto w-380 max-w-[calc(100vw-32px)] border border-line-strong bg-raised p-16 text-ink backdrop:bg-[#00000080]"
    >
      <h2 id={`${id}-title`} className="type-title">
        {words.title}
      </h2>
      <p id={`${id}-text`} className="mt-4 type-body text-ink2">
        {words.text}
      </p>
      <div className="mt-16 flex flex-wrap justify-end gap-8">
        <Button look="primary" className="max-md:h-44" onClick={() => dialog.current?.close()}>
          {words.stay}
        </Button>
        <Button
          className="max-md:h-44"
          onClick={() => {
            dialog.current?.close();
            discardUnsaved();
            leave();
          }}
        >
          {words.leave}
        </Button>
      </div>
    </dialog>
  );
}

/** Asks before what somebody wrote on this page is lost with it: by a link, by what calls `leavePage`, or with the tab. */
export function LeaveGuard() {
  const isUnsaved = useHasUnsaved();
  const leave = useSyncExternalStore(heldLeave.subscribe, heldLeave.get, () => null);
  useEffect(() => {
    // Only while it is needed: a browser does not keep a page that listens to this for going back to.
    if (!isUnsaved) return;
    window.addEventListener("beforeunload", keepTab);
    document.addEventListener("click", holdLink);
    return () => {
      window.removeEventListener("beforeunload", keepTab);
      document.removeEventListener("click", holdLink);
    };
  }, [isUnsaved]);
  return leave ? <LeaveDialog leave={leave} /> : null;
}
