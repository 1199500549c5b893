"use client";

import { useMemo } from "react";
import { useSegmentCourses } from "../traffic/use-segment-courses.ts";
import { useTypicalSegments } from "../traffic/use-typical-segments.ts";
import { prepareTypicalNetwork, type TypicalNetwork } from "./prepare-typical-network.ts";

/** The network as it typically is in the shown hour of the week; null while it loads and when nothing is typical. */
export function useTypicalNetwork(): {
  network: TypicalNetwork | null;
  isLoading: boolean;
  error: unknown;
  retry: () => void;
} {
  const courses = useSegmentCourses();
  const typical = useTypicalSegments(true);
  const network = useMemo(
    () => (courses.data && typical.data ? prepareTypicalNetwork(courses.data.keys(), typical.data) : null),
    [courses.data, typical.data],
  );
  return {
    network,
    isLoading: courses.isPending || typical.isPending,
    error: courses.error ?? typical.error,
    retry: () => {
      if (courses.isError) void courses.refetch();
      if (typical.isError) void typical.refetch();
    },
  };
}
