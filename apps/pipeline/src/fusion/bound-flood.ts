import type { LonLat } from "@arterial/domain/city/network";
import { OTHERS_CODES } from "@arterial/domain/live/abnormal-code";
import type { AbnormalItem, AbnormalKind, UnlistedPlace } from "@arterial/domain/live/frame";
import { countBySeverity } from "@arterial/domain/live/severity-counts";

/** So many of one kind are told singly. Ours: more than anybody reads, and few enough for every screen. */
export const MAX_LISTED = 100;
/** Those that are not are told by where they are in squares of this size, degrees: some 500 m. */
const PLACE_DEG = 0.005;

/** A list that no flood makes longer than `MAX_LISTED` and one of each kind. */
export interface BoundedList {
  /** In no particular order. */
  items: AbnormalItem[];
  /** Things that are only counted. */
  rest: AbnormalItem[];
}

/**
 * Lists the worst `MAX_LISTED` of each kind, and one item that counts the others of it. Among equals what was listed
 * before stays, so that things leave the list when they are over and not for others like them; then the older one.
 */
export function boundFlood(items: readonly AbnormalItem[], wasListed: ReadonlySet<string>): BoundedList {
  const newcomer = ({ id }: AbnormalItem) => Number(!wasListed.has(id));
  const list: BoundedList = { items: [], rest: [] };
  for (const [kind, all] of Map.groupBy(items, (item) => item.kind)) {
    if (all.length <= MAX_LISTED) {
      list.items.push(...all);
      continue;
    }
    const ranked = all.toSorted(
      (a, b) =>
        a.severity - b.severity || newcomer(a) - newcomer(b) || a.since - b.since || (a.id < b.id ? -1 : 1),
    );
    const rest = ranked.slice(MAX_LISTED);
    list.items.push(...ranked.slice(0, MAX_LISTED), ...othersOf(kind, rest));
    list.rest = list.rest.concat(rest);
  }
  return list;
}

/** The item that stands for others, of which the worst is first. */
function othersOf(kind: AbnormalKind, others: readonly AbnormalItem[]): AbnormalItem[] {
  const [worst] = others;
  if (!worst) return [];
  const { severity, subject, point, params } = worst;
  return [
    {
      id: `others:${kind}`,
      severity,
      kind,
      subject,
      point,
      code: OTHERS_CODES[kind],
      params: { place: params.place ?? "", count: others.length },
      since: others.reduce((oldest, { since }) => Math.min(oldest, since), worst.since),
      segmentIds: [],
      others: countBySeverity(others),
    },
  ];
}

/** Where things are, by neighbourhood. */
export function placesOf(items: readonly AbnormalItem[]): UnlistedPlace[] {
  const square = ([lon, lat]: Readonly<LonLat>) =>
    `${Math.floor(lon / PLACE_DEG)} ${Math.floor(lat / PLACE_DEG)}`;
  return [...Map.groupBy(items, ({ point }) => square(point)).values()].map((near) => {
    const mean = (axis: 0 | 1) => near.reduce((sum, { point }) => sum + point[axis], 0) / near.length;
    const [worst] = near.toSorted((a, b) => a.severity - b.severity);
    return {
      point: [round(mean(0)), round(mean(1))],
      worstSeverity: worst?.severity ?? 4,
      count: near.length,
    };
  });
}

function round(degrees: number): number {
  return Math.round(degrees * 1e5) / 1e5;
}
