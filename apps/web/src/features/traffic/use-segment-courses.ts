"use client";

import { useQuery } from "@tanstack/react-query";
import { fetchSegmentCourses } from "../../map/city-tiles-client.ts";

/** Courses of all segments by id, fetched once. */
export function useSegmentCourses() {
  return useQuery({
    queryKey: ["segment-courses"],
    queryFn: fetchSegmentCourses,
    staleTime: Number.POSITIVE_INFINITY,
  });
}
