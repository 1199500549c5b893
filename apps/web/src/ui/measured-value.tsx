import type { DataAge } from "@arterial/domain/data-age";
import { IconClockExclamation, IconClockX, IconPlugX } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { cx } from "./class-names.ts";
import { NO_VALUE } from "./format-number.ts";
import { Icon } from "./icon.tsx";

const AGE_ICONS = { late: IconClockExclamation, stale: IconClockX, offline: IconPlugX } as const;

const SURFACES: Readonly<Record<DataAge, string>> = {
  fresh: "",
  late: "",
  stale: "hatched",
  offline: "outline-1 -outline-offset-4 outline-dashed outline-control",
};
const INKS: Readonly<Record<DataAge, string>> = {
  fresh: "text-ink",
  late: "text-ink2",
  stale: "text-ink3 line-through",
  offline: "text-ink3",
};

/** Glyph of a data age that is not fresh. */
export function AgeGlyph({ age }: { age: DataAge }) {
  if (age === "fresh") return null;
  return (
    <span className={age === "late" ? "text-late" : "text-ink3"}>
      <Icon of={AGE_ICONS[age]} size={13} />
    </span>
  );
}

export interface MeasuredValueProps {
  label: string;
  /** The number as written; the dash of a missing one included. */
  value: string;
  unit?: string | undefined;
  age?: DataAge;
  /** From fewer than 60 % of the sensors. */
  isDoubtful?: boolean;
  /** What stands below: typical range, quality, or since when it is silent. */
  children?: ReactNode;
}

/** A number that never stands alone: label, value, unit, what is typical, and how old or doubtful it is. */
export function MeasuredValue(props: MeasuredValueProps) {
  const { label, value, unit, age = "fresh", isDoubtful = false } = props;
  const ink = isDoubtful && age === "fresh" ? "text-ink2 doubtful" : INKS[age];
  return (
    <div className={cx("flex min-w-0 flex-col px-10 py-8", SURFACES[age])}>
      <dt className="flex items-center justify-between gap-4 type-label text-ink3">
        <span className="truncate">{label}</span>
        <AgeGlyph age={age} />
      </dt>
      <dd className="flex min-w-0 flex-col">
        <span className="whitespace-nowrap">
          <span className={cx("type-figure", ink)}>{age === "offline" ? NO_VALUE : value}</span>
          {unit && age !== "offline" ? <span className="type-small text-ink3">{` ${unit}`}</span> : null}
        </span>
        <span className="type-small text-ink2">{props.children}</span>
      </dd>
    </div>
  );
}
