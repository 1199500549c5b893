"use client";

import { IconKeyboard, IconMap2, IconNotebook, type TablerIcon } from "@tabler/icons-react";
import { RoutesMenu } from "../features/route/routes-menu.tsx";
import { ViewsMenu } from "../features/saved-view/views-menu.tsx";
import { useMessages } from "../i18n/messages.ts";
import { Icon } from "../ui/icon.tsx";
import { useKeyHint } from "../ui/shortcuts.ts";
import { Tooltip } from "../ui/tooltip.tsx";
import { AccountMenu } from "./account-menu.tsx";
import { Logo } from "./logo.tsx";

const ITEM = "relative grid h-48 w-full place-items-center text-ink3 focus-inside hover:text-ink";

function Destination(props: { href: string; label: string; icon: TablerIcon; isCurrent: boolean }) {
  const { label, isCurrent } = props;
  return (
    <Tooltip label={label}>
      <a
        href={props.href}
        aria-current={isCurrent ? "page" : undefined}
        aria-label={label}
        className={isCurrent ? `${ITEM} text-ink` : ITEM}
      >
        {isCurrent ? <span className="absolute inset-y-10 start-0 w-3 bg-ink" aria-hidden /> : null}
        <Icon of={props.icon} size={21} />
      </a>
    </Tooltip>
  );
}

/** Rail at the left edge: where one can go, and at its foot the keyboard and the account. */
export function Rail(props: {
  current: "live" | "handover";
  onKeyboard: () => void;
  onOpenView: (address: string) => void;
  /** Opens a kept route; where there is no map there are none. */
  onOpenRoute?: (points: string) => void;
}) {
  const { shell, handover } = useMessages();
  const { rail, productName } = shell;
  return (
    <nav aria-label={productName} className="console-rail flex flex-col border-e border-line bg-rail">
      <span className="grid h-44 flex-none place-items-center border-b border-line text-ink">
        <Logo />
      </span>
      <Destination href="/" label={rail.live} icon={IconMap2} isCurrent={props.current === "live"} />
      <Destination
        href="/handover"
        label={handover.rail}
        icon={IconNotebook}
        isCurrent={props.current === "handover"}
      />
      <ViewsMenu className={ITEM} side="right" onOpen={props.onOpenView} canSave={props.current === "live"} />
      {props.onOpenRoute ? <RoutesMenu className={ITEM} side="right" onOpen={props.onOpenRoute} /> : null}
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
