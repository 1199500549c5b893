import type { AbnormalCode } from "@arterial/domain/live/abnormal-code";
import type { AbnormalItem } from "@arterial/domain/live/frame";

/**
 * Something abnormal; the id is the same as long as it is the same thing. Without `since` it began when it was first
 * seen.
 */
export interface AbnormalCondition extends Omit<AbnormalItem, "since" | "code"> {
  code: AbnormalCode;
  since?: number;
}

/** What was found to be abnormal. */
export interface FoundConditions {
  conditions: AbnormalCondition[];
  /** Ids of those that one of the conditions tells of together. */
  grouped: string[];
}
