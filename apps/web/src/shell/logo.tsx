/** Mark of the product: two lanes that join into one. */
export function Logo({ sizePx = 22 }: { sizePx?: number }) {
  return (
    <svg
      width={sizePx}
      height={sizePx}
      viewBox="0 0 22 22"
      fill="none"
      stroke="currentColor"
      strokeWidth={2}
      strokeLinecap="round"
      aria-hidden
    >
      <path d="M3 20 V11 A8 8 0 0 1 19 11 V20" />
      <path d="M3 14 C8 14 11 11 11 6" />
      <path d="M19 14 C14 14 11 11 11 6" />
    </svg>
  );
}
