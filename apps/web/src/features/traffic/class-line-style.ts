import type { CongestionClass } from "@arterial/domain/traffic/congestion-class";
import type { CSSProperties } from "react";
import {
  CONGESTION_WIDTHS_PX,
  type CongestionPalette,
  ORDERED_CLASSES,
  UNKNOWN_WIDTH_PX,
} from "../../ui/congestion-scale.ts";

/** Colour, width and stripe of a congestion class on a road unrolled, as CSS. */
export function classLineStyle(cls: CongestionClass, palette: CongestionPalette): CSSProperties {
  const index = (ORDERED_CLASSES as readonly CongestionClass[]).indexOf(cls);
  if (index < 0) {
    const colour = cls === "closed" ? "var(--congestion-closed)" : "var(--congestion-unknown)";
    const dots = `repeating-linear-gradient(90deg, ${colour} 0 1.5px, transparent 1.5px 5px)`;
    return { height: UNKNOWN_WIDTH_PX, background: dots };
  }
  const height = (CONGESTION_WIDTHS_PX.zoom15[index] ?? UNKNOWN_WIDTH_PX) * 1.4;
  const colour = palette === "default" ? `var(--congestion-${cls})` : `var(--traffic-light-${cls})`;
  if (cls !== "severe") return { height, background: colour };
  const stripe = "repeating-linear-gradient(90deg, var(--congestion-stripe) 0 8px, transparent 8px 15px)";
  return { height, background: `${stripe} center / 100% 30% no-repeat, ${colour}` };
}
