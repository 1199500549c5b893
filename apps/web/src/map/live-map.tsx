"use client";

import { type Ref, useImperativeHandle } from "react";
import type { LiveMapHandle, LiveMapProps } from "./live-map-props.ts";

/** The city's live map. */
export function LiveMap({ ref }: LiveMapProps & { ref?: Ref<LiveMapHandle> }) {
  useImperativeHandle(ref, () => ({
    flyTo: () => undefined,
    showCity: () => undefined,
    zoomBy: () => undefined,
    focus: () => undefined,
  }));
  return <div className="live-map" />;
}
