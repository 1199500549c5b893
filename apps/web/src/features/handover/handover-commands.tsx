"use client";

import { useState } from "react";
import { useMessages } from "../../i18n/messages.ts";
import { Button } from "../../ui/button.tsx";
import { useSignedInReader } from "./use-handover.ts";

/** Saving, looking up again, and signing off with a second step that names what it does. */
export function HandoverCommands(props: {
  /** Something can be saved. */
  isDirty: boolean;
  /** Something is written that is not in the handover, whether it can be saved or not. */
  isUnsaved: boolean;
  /** The writer has to decide first between two texts. */
  isContested: boolean;
  isBusy: boolean;
  onSave: () => void;
  onRefill: () => void;
  onSign: () => void;
}) {
  const { handover: words } = useMessages();
  const reader = useSignedInReader();
  const [isSigning, setSigning] = useState(false);
  const { isDirty, isUnsaved, isContested, isBusy } = props;
  const state = isContested ? words.decide : isUnsaved ? words.unsaved : "";
  return (
    <div className="sticky -bottom-20 mt-20 max-lg:bottom-0 flex flex-wrap items-center gap-8 border-t border-line bg-panel py-10 print:hidden">
      {isSigning ? (
        <p className="min-w-0 flex-1 type-body text-ink">{words.signHint(reader.name)}</p>
      ) : (
        <Button className="max-md:h-44" disabled={isBusy || isDirty} onClick={props.onRefill}>
          {words.refill}
        </Button>
      )}
      <span className={isSigning ? "type-small text-ink3" : "flex-1 type-small text-ink3"} role="status">
        {state}
      </span>
      {isSigning ? (
        <>
          <Button className="max-md:h-44" onClick={() => setSigning(false)}>
            {words.cancel}
          </Button>
          <Button
            look="primary"
            className="max-md:h-44"
            disabled={isBusy || isUnsaved}
            onClick={props.onSign}
          >
            {words.signConfirm}
          </Button>
        </>
      ) : (
        <>
          <Button className="max-md:h-44" disabled={!isDirty || isContested || isBusy} onClick={props.onSave}>
            {words.save}
          </Button>
          <Button
            look="primary"
            className="max-md:h-44"
            disabled={isUnsaved || isBusy}
            onClick={() => setSigning(true)}
          >
            {words.sign}
          </Button>
        </>
      )}
    </div>
  );
}
