import "./crosshair.css";

/** Marks the middle of the map, where the keyboard sets points. */
export function Crosshair() {
  return <span className="live-map-crosshair" />;
}
