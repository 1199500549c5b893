"use client";

import { useMessages } from "../../i18n/messages.ts";
import { NotHere } from "../panel/not-here.tsx";
import { DIFFERENCE_WIDTHS_PX, differenceColours } from "./difference-layer.ts";
import { useTypicalSegments } from "./use-typical-segments.ts";

/** Where nothing is drawn; while that is everywhere, why. */
function Lack() {
  const { live, comparison } = useMessages();
  const { data, isError, refetch } = useTypicalSegments(true);
  if (data && data.length > 0) return <span className="text-ink3">{live.difference.none}</span>;
  return (
    <span role="status" className="flex items-center gap-6 text-ink">
      {data ? (
        comparison.none
      ) : (
        <NotHere name={comparison.loading} isFailed={isError} onRetry={() => void refetch()} />
      )}
    </span>
  );
}

/** Legend of the layer against typical: both ends in words, as wide as the map draws them. */
export function DifferenceLegend() {
  const { live } = useMessages();
  const { difference } = live;
  return (
    <div className="flex items-center gap-10 whitespace-nowrap">
      <span className="text-ink3">{difference.title}</span>
      <span>{difference.faster}</span>
      <span className="flex items-center gap-2" aria-hidden>
        {differenceColours("var(--ink3)").map((colour, index) => (
          <span
            key={colour}
            className="w-22"
            style={{ background: colour, height: DIFFERENCE_WIDTHS_PX[index] }}
          />
        ))}
      </span>
      <span>{difference.slower}</span>
      <Lack />
    </div>
  );
}
