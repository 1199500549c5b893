import type { ReactNode } from "react";

/** Line over one of two maps: what it shows, and what that rests on. */
export function MapCaption({ title, children }: { title: string; children?: ReactNode }) {
  return (
    <header className="flex min-h-28 flex-wrap items-center gap-x-10 border-b border-line bg-panel px-14 py-2">
      <h2 className="type-strong text-ink">{title}</h2>
      <span className="type-small text-ink3">{children}</span>
    </header>
  );
}
