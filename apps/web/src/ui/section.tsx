import type { ReactNode } from "react";

/** Part of a docked panel: a caption, what qualifies it at the right, and a hairline above. */
export function Section(props: { title: ReactNode; aside?: ReactNode; children: ReactNode }) {
  return (
    <section className="border-t border-line px-16 pt-10 pb-14">
      <div className="mb-8 flex min-h-16 items-baseline justify-between gap-12">
        <h3 className="type-label text-ink2">{props.title}</h3>
        {props.aside ? <div className="type-small text-ink3 text-end">{props.aside}</div> : null}
      </div>
      {props.children}
    </section>
  );
}
