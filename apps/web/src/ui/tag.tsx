import type { ReactNode } from "react";

/** Small outlined tag for an identifier or a mode. */
export function Tag({ children, isId = false }: { children: ReactNode; isId?: boolean }) {
  return (
    <span
      className={`inline-flex h-18 items-center rounded-tag border border-line-strong px-5 whitespace-nowrap text-ink2 ${isId ? "font-id text-[11px]" : "type-label"}`}
    >
      {children}
    </span>
  );
}
