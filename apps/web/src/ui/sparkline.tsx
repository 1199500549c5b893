import { prepareSparkline } from "./prepare-sparkline.ts";

/** 62 × 24 px trend over its typical range. */
export function Sparkline(props: {
  trend: readonly (number | null)[];
  typical: { low: number; high: number } | null;
  label: string;
  width?: number;
  height?: number;
}) {
  const { trend, typical, label, width = 62, height = 24 } = props;
  const { line, band, dot } = prepareSparkline({ trend, typical, width, height });
  return (
    <svg
      width={width}
      height={height}
      viewBox={`0 0 ${width} ${height}`}
      role="img"
      aria-label={label}
      className="flex-none"
    >
      {band ? <rect x={0} y={band.y} width={width} height={band.height} fill="var(--band)" /> : null}
      <path d={line} fill="none" stroke="var(--observed)" strokeWidth={1.4} strokeLinejoin="round" />
      {dot ? <circle cx={dot.x} cy={dot.y} r={2.2} fill="var(--observed)" /> : null}
    </svg>
  );
}
