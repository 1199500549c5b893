import { type IndexScale, xOf } from "./prepare-city-index.ts";

/** A mark on the bar, and how many it stands for besides itself. */
export interface PlacedMark<Mark> {
  mark: Mark;
  x: number;
  more: number;
  /** Where the number stands: after the mark, unless the playhead would go through it there. */
  numberSide: "after" | "before";
}

/** How much room marks and their numbers need, px. */
export interface MarkRoom {
  /** From one mark to the next. */
  apartPx: number;
  /** From the middle of a mark to the far end of its number. */
  numberPx: number;
}

function isNumberCrossed(mark: Pick<PlacedMark<unknown>, "x" | "more">, playheadX: number, room: MarkRoom) {
  return mark.more > 0 && playheadX > mark.x && playheadX < mark.x + room.numberPx;
}

/** Where the playhead has sent a number to the other side, it may meet the one of the mark before: then one stands for both. */
function joinMeeting<Mark extends { severity: number }>(
  placed: readonly PlacedMark<Mark>[],
  room: MarkRoom,
): PlacedMark<Mark>[] {
  const joined: PlacedMark<Mark>[] = [];
  for (const next of placed) {
    const before = joined.at(-1);
    const isMet =
      before !== undefined &&
      before.more > 0 &&
      next.numberSide === "before" &&
      next.x - before.x < 2 * room.numberPx;
    if (!isMet) {
      joined.push(next);
      continue;
    }
    const [worse, other] = next.mark.severity < before.mark.severity ? [next, before] : [before, next];
    joined[joined.length - 1] = { ...worse, more: worse.more + other.more + 1 };
  }
  return joined;
}

/**
 * Marks of what lies in the scale, from left to right and at least `apartPx` from each other: the worst, and of equals
 * the first, stands for those that have no room beside it.
 */
export function placeMarks<Mark extends { severity: number; knownAt: number }>(
  marks: readonly Mark[],
  scale: IndexScale & { playheadX: number },
  room: MarkRoom,
): PlacedMark<Mark>[] {
  const placed: PlacedMark<Mark>[] = [];
  for (const mark of marks.toSorted((a, b) => a.severity - b.severity || a.knownAt - b.knownAt)) {
    const x = xOf(scale, mark.knownAt);
    if (x < 0 || x > scale.widthPx) continue;
    const distance = (other: PlacedMark<Mark>) => Math.abs(other.x - x);
    const [nearest] = placed.toSorted((a, b) => distance(a) - distance(b));
    if (nearest && distance(nearest) < room.apartPx) nearest.more += 1;
    else placed.push({ mark, x, more: 0, numberSide: "after" });
  }
  for (const mark of placed) {
    if (isNumberCrossed(mark, scale.playheadX, room)) mark.numberSide = "before";
  }
  return joinMeeting(
    placed.sort((a, b) => a.x - b.x),
    room,
  );
}
