import type { SegmentCourse } from "@arterial/api/live/map-contract";
import { measureLine, partOfLine } from "@arterial/domain/city/geometry";

/** A segment, or a part of it by shares of its length. */
export interface SegmentPart {
  segmentId: string;
  from: number;
  to: number;
}

/** Segments from end to end. */
export function wholeSegments(ids: readonly string[]): SegmentPart[] {
  return ids.map((segmentId) => ({ segmentId, from: 0, to: 1 }));
}

/** The course of a part of a segment. */
export function courseOfPart(course: SegmentCourse, { from, to }: SegmentPart): SegmentCourse {
  if (from <= 0 && to >= 1) return course;
  return { ...course, line: partOfLine(measureLine(course.line), from, to) };
}
