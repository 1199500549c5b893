"use client";

import { IconChartHistogram, IconMap2 } from "@tabler/icons-react";
import { useMessages } from "../i18n/messages.ts";
import { cx } from "../ui/class-names.ts";
import { Icon } from "../ui/icon.tsx";
import { AccountMenu } from "./account-menu.tsx";

const ITEM = "relative flex h-56 flex-1 flex-col items-center justify-center gap-3 type-small focus-inside";

/** Destinations at the foot of the phone. */
export function TabBar({
  isFigures,
  onFigures,
}: {
  isFigures: boolean;
  onFigures: (isOpen: boolean) => void;
}) {
  const { tabs } = useMessages().shell;
  const tabClass = (isCurrent: boolean) => cx(ITEM, isCurrent ? "text-ink" : "text-ink3");
  const bar = <span className="absolute top-0 h-3 w-44 bg-ink" aria-hidden />;
  return (
    <nav aria-label={tabs.label} className="console-tabs border-t border-line bg-rail md:hidden">
      <div className="flex">
        <button
          type="button"
          className={tabClass(!isFigures)}
          aria-current={isFigures ? undefined : "page"}
          onClick={() => onFigures(false)}
        >
          {isFigures ? null : bar}
          <Icon of={IconMap2} size={21} />
          {tabs.live}
        </button>
        <button
          type="button"
          className={tabClass(isFigures)}
          aria-current={isFigures ? "page" : undefined}
          onClick={() => onFigures(true)}
        >
          {isFigures ? bar : null}
          <Icon of={IconChartHistogram} size={21} />
          {tabs.figures}
        </button>
        <AccountMenu className={tabClass(false)} side="top">
          {tabs.account}
        </AccountMenu>
      </div>
    </nav>
  );
}
