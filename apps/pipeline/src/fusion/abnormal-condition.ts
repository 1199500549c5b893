import type { AbnormalCode } from "@arterial/domain/live/abnormal-code";
import type { AbnormalItem } from "@arterial/domain/live/frame";

/** Something abnormal before it is known since when; the id is the same as long as it is the same thing. */
export interface AbnormalCondition extends Omit<AbnormalItem, "since" | "code"> {
  code: AbnormalCode;
}
