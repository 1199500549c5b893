import type { CongestionPalette } from "../../ui/congestion-scale.ts";
import { classLineStyle } from "./class-line-style.ts";
import type { Corridor } from "./prepare-corridor.ts";

/** Words at the strip. */
export interface CorridorWords {
  head: string;
  tail: string;
  length: string;
  direction: string;
  /** All of it in one sentence, for who does not see the drawing. */
  summary: string;
}

/** Height of the part with the road, px, and where its middle is. */
const ROAD_PX = 34;

/** The road unrolled: classes as on the map, head and tail as posts, the length between them, junctions below. */
export function CorridorStrip(props: {
  corridor: Corridor;
  palette: CongestionPalette;
  words: CorridorWords;
}) {
  const { corridor, palette, words } = props;
  const { headAt, tailAt } = corridor;
  return (
    <figure dir="ltr" className="relative pt-18" role="img" aria-label={words.summary}>
      <Post at={tailAt} label={words.tail} side="left" />
      <Post at={headAt} label={words.head} side="right" />
      <span
        className="absolute top-0 -translate-x-1/2 bg-panel px-4 type-small font-semibold whitespace-nowrap text-ink"
        style={{ left: percent((tailAt + headAt) / 2) }}
      >
        {words.length}
      </span>
      <div className="flex items-center" style={{ height: ROAD_PX }}>
        {corridor.pieces.map(({ id, congestionClass, share }) => (
          <span
            key={id}
            className="block"
            style={{ width: percent(share), ...classLineStyle(congestionClass, palette) }}
          />
        ))}
      </div>
      <div className="relative h-16 type-small text-ink3">
        {corridor.junctions.map(({ at, name }) => (
          <span
            key={`${at} ${name}`}
            className="absolute max-w-[30%] -translate-x-1/2 truncate"
            style={{ left: percent(Math.min(0.85, Math.max(0.15, at))) }}
          >
            {name}
          </span>
        ))}
      </div>
      <figcaption className="mt-2 text-center type-small text-ink3">{words.direction}</figcaption>
    </figure>
  );
}

function Post({ at, label, side }: { at: number; label: string; side: "left" | "right" }) {
  return (
    <span className="absolute top-16 w-1 bg-ink" style={{ left: percent(at), height: ROAD_PX + 4 }}>
      <span
        className={`absolute -top-16 type-small whitespace-nowrap text-ink2 ${side === "left" ? "end-0" : "start-0"}`}
      >
        {label}
      </span>
    </span>
  );
}

function percent(share: number): string {
  return `${Math.round(share * 10_000) / 100}%`;
}
