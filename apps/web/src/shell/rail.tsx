"use client";

import { IconKeyboard, IconMap2 } from "@tabler/icons-react";
import { ViewsMenu } from "../features/saved-view/views-menu.tsx";
import { useMessages } from "../i18n/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { useKeyHint } from "../ui/shortcuts.ts";
import { Tooltip } from "../ui/tooltip.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";

const ITEM = "relative grid h-48 w-full place-items-center text-ink3 focus-inside hover:text-ink";

/** Rail at the left edge: where one can go, and at its foot the keyboard and the account. */
export function Rail(props: { onKeyboard: () => void; onOpenView: (address: string) => void }) {
  const { rail, productName } = useMessages().shell;
  return (
    <nav aria-label={productName} className="console-rail flex flex-col border-e border-line bg-rail">
      <span className="grid h-44 flex-none place-items-center border-b border-line text-ink">
        <Logo />
      </span>
      <Tooltip label={rail.live}>
        <a href="/" aria-current="page" aria-label={rail.live} className={`${ITEM} text-ink`}>
          <span className="absolute inset-y-10 start-0 w-3 bg-ink" aria-hidden />
          <Icon of={IconMap2} size={21} />
        </a>
      </Tooltip>
      <ViewsMenu className={ITEM} side="right" onOpen={props.onOpenView} />
      <span className="flex-1" />
      <Tooltip label={rail.keyboard} shortcut={useKeyHint("keyboard")}>
        <button type="button" aria-label={rail.keyboard} className={ITEM} onClick={props.onKeyboard}>
          <Icon of={IconKeyboard} size={21} />
        </button>
      </Tooltip>
      <AccountMenu className={ITEM} side="right" />
    </nav>
  );
}
