import { Fragment, type ReactNode } from "react";

/** Facts as term and value, two columns. */
export function FactList({ facts }: { facts: readonly (readonly [term: string, value: ReactNode])[] }) {
  return (
    <dl className="grid grid-cols-[minmax(84px,max-content)_1fr] gap-x-14 gap-y-4 type-dense">
      {facts.map(([term, value]) => (
        <Fragment key={term}>
          <dt className="text-ink3">{term}</dt>
          <dd className="min-w-0 text-ink break-words">{value}</dd>
        </Fragment>
      ))}
    </dl>
  );
}
