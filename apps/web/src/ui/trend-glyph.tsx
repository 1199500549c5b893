/** ▲ above, ▼ below the typical range; says so in words to screen readers. */
export function TrendGlyph({ direction, label }: { direction: "above" | "below"; label: string }) {
  const path = direction === "above" ? "M5 1 L9.5 9 H0.5 Z" : "M0.5 1 H9.5 L5 9 Z";
  return (
    <svg
      width={10}
      height={10}
      viewBox="0 0 10 10"
      role="img"
      aria-label={label}
      className="me-4 inline-block align-[-0.5px]"
    >
      <path d={path} fill="currentColor" />
    </svg>
  );
}
