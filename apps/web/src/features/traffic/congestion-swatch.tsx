import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import {
  CONGESTION_WIDTHS_PX,
  type CongestionPalette,
  ORDERED_CLASSES,
  SEVERE_STRIPE,
} from "../../ui/congestion-scale.ts";

const HEIGHT_PX = 10;
const MIDDLE = HEIGHT_PX / 2;

function colourOf(cls: CongestionClass, palette: CongestionPalette): string {
  if (cls === "unknown") return "var(--congestion-unknown)";
  if (cls === "closed") return "var(--congestion-closed)";
  return palette === "default" ? `var(--congestion-${cls})` : `var(--traffic-light-${cls})`;
}

function Closed({ width }: { width: number }) {
  const middle = width / 2;
  return (
    <g stroke="var(--congestion-closed)">
      <path d={`M0 2.5 H${width} M0 7.5 H${width}`} stroke="var(--ink3)" strokeWidth={1} />
      <path d={`M${middle - 3} 2 L${middle + 3} 8 M${middle + 3} 2 L${middle - 3} 8`} strokeWidth={1.8} />
    </g>
  );
}

/** A piece of road as the map draws it in a congestion class: colour, width and pattern. */
export function CongestionSwatch(props: {
  cls: CongestionClass;
  palette: CongestionPalette;
  widthPx?: number;
}) {
  const { cls, palette, widthPx = 24 } = props;
  const colour = colourOf(cls, palette);
  const index = (ORDERED_CLASSES as readonly CongestionClass[]).indexOf(cls);
  const lineWidth = CONGESTION_WIDTHS_PX.zoom13[index] ?? 1.6;
  const stripe = lineWidth * SEVERE_STRIPE.widthShare;
  return (
    <svg
      width={widthPx}
      height={HEIGHT_PX}
      viewBox={`0 0 ${widthPx} ${HEIGHT_PX}`}
      aria-hidden
      className="flex-none"
    >
      {cls === "closed" ? <Closed width={widthPx} /> : null}
      {cls === "unknown" ? (
        <path d={`M1 ${MIDDLE} H${widthPx}`} stroke={colour} strokeWidth={1.6} strokeDasharray="1.5 3.5" />
      ) : null}
      {index >= 0 ? <path d={`M0 ${MIDDLE} H${widthPx}`} stroke={colour} strokeWidth={lineWidth} /> : null}
      {cls === "severe" ? (
        <path
          d={`M2 ${MIDDLE} H${widthPx}`}
          stroke="var(--congestion-stripe)"
          strokeWidth={stripe}
          strokeDasharray={SEVERE_STRIPE.dash.map((share) => share * lineWidth).join(" ")}
        />
      ) : null}
    </svg>
  );
}
