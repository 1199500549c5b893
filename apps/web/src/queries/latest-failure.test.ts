import { expect, it } from "vitest";
import { latestFailure } from "./latest-failure.ts";

const sent = (submittedAt: number, error: string | null) => ({ isError: error !== null, error, submittedAt });
const never = sent(0, null);

it("an old failure is not shown beside a later success, whatever the order they stand in", () => {
  expect(latestFailure([sent(1, "conflict"), sent(2, null), never])).toBeNull();
  expect(latestFailure([sent(2, null), sent(1, "conflict")])).toBeNull();
  expect(latestFailure([never, sent(2, "conflict"), sent(1, null)])).toBe("conflict");
  expect(latestFailure([sent(1, "first"), sent(2, "second")])).toBe("second");
  expect(latestFailure([never, never])).toBeNull();
});
