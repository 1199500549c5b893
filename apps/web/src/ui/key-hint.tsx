import type { ReactNode } from "react";

/** A key of the keyboard, printed beside what it does. */
export function KeyHint({ children }: { children: ReactNode }) {
  return (
    <kbd className="inline-grid h-15 min-w-15 place-items-center rounded-tag border border-current/40 px-3 font-data text-[11px] leading-none opacity-80 max-md:hidden">
      {children}
    </kbd>
  );
}
