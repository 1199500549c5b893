/** Road number as on a sign. */
export function RoadShield({ number }: { number: string }) {
  return (
    <span className="inline-grid h-18 min-w-22 place-items-center rounded-control border border-line-strong bg-shield px-4 font-shield text-[11px] leading-none font-bold text-shield-ink">
      {number}
    </span>
  );
}
