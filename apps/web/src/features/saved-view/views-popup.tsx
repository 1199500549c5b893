"use client";

import { useMessages } from "../../i18n/messages.ts";
import { TitledPopover } from "../../ui/titled-popover.tsx";
import type { PopupState } from "../../ui/use-popup.ts";
import { SavedViews } from "./saved-views.tsx";

/** The views that one keeps, in front of the page. */
export function ViewsPopup({
  onOpenView,
  canSave,
  ...popup
}: PopupState & { side: "right" | "bottom"; onOpenView: (address: string) => void; canSave: boolean }) {
  return (
    <TitledPopover {...popup} title={useMessages().views.title} className="w-352">
      <SavedViews onOpen={onOpenView} canSave={canSave} />
    </TitledPopover>
  );
}
