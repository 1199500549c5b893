"use client";

import { Tabs as Base } from "@base-ui/react/tabs";

/** One tab: its value, its words, and the unit or count behind them. */
export interface TabItem {
  value: string;
  label: string;
  note?: string | undefined;
}

/** Row of tabs; the current one has ink and a 2 px line. The panel below is the caller's. */
export function TabList(props: {
  label: string;
  items: readonly TabItem[];
  value: string;
  onChange: (value: string) => void;
}) {
  return (
    <Base.Root value={props.value} onValueChange={(value) => props.onChange(String(value))}>
      <Base.List aria-label={props.label} className="flex flex-wrap gap-x-13" activateOnFocus>
        {props.items.map((item) => (
          <Base.Tab
            key={item.value}
            value={item.value}
            className="flex h-28 flex-none items-center gap-5 border-b-2 border-transparent type-dense text-ink3 hover:text-ink focus-inside data-active:border-ink data-active:text-ink max-md:h-44"
          >
            {item.label}
            {item.note ? <span className="text-ink3 text-[12px]">{item.note}</span> : null}
          </Base.Tab>
        ))}
      </Base.List>
    </Base.Root>
  );
}
