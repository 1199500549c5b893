import type { TablerIcon } from "@tabler/icons-react";

/** Icon of the Tabler set at one of its four sizes, drawn with a 1.5 px stroke; decorative, words stand beside it. */
export function Icon({
  of: Glyph,
  size = 16,
  className,
}: {
  of: TablerIcon;
  size?: 13 | 16 | 18 | 21;
  className?: string;
}) {
  return (
    <Glyph
      size={size}
      stroke={(1.5 * 24) / size}
      aria-hidden
      className={className}
      style={{ flex: "none" }}
    />
  );
}
