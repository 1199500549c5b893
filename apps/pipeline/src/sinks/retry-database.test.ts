import { createManualClock } from "@arterial/runtime/clock";
import { createLogger } from "@arterial/runtime/logger";
import { expect, it } from "vitest";
import { z } from "zod";
import { isAboutData, isTransient, retryDatabase } from "./retry-database.ts";

const logger = createLogger({ name: "test", level: "silent" });

function thrownBy(work: () => unknown): unknown {
  try {
    return work();
  } catch (error) {
    return error;
  }
}
const sqlError = (code: string) => Object.assign(new Error(code), { code });

it.each([
  [sqlError("57P01"), "transient"],
  [sqlError("08006"), "transient"],
  [sqlError("53300"), "transient"],
  [sqlError("25P03"), "transient"],
  [sqlError("40P01"), "transient"],
  [Object.assign(new Error("refused"), { code: "ECONNREFUSED" }), "transient"],
  [Object.assign(new Error("write EPIPE"), { code: "EPIPE" }), "transient"],
  [sqlError("58030"), "transient"],
  [new Error("Connection terminated unexpectedly"), "transient"],
  [sqlError("22003"), "data"],
  [sqlError("23514"), "data"],
  [sqlError("42P01"), "neither"],
  [sqlError("42501"), "neither"],
  [thrownBy(() => "x".repeat(2 ** 30)), "neither"],
  [thrownBy(() => Buffer.alloc(2 ** 29).toString("latin1")), "neither"],
  [thrownBy(() => (undefined as unknown as string[]).length), "neither"],
  [thrownBy(() => JSON.parse("{")), "neither"],
  [thrownBy(() => z.string().parse(1)), "neither"],
])("%s is a matter of %s", (error, kind) => {
  expect([isTransient(error), isAboutData(error)]).toEqual([kind === "transient", kind === "data"]);
});

it("tries again with growing pauses until the database is back", async () => {
  const clock = createManualClock();
  const triedAt: number[] = [];
  const result = retryDatabase(
    async () => {
      triedAt.push(clock.now());
      if (triedAt.length < 4) throw sqlError("57P03");
      return "stored";
    },
    { clock, logger, giveUpAfterMs: 60_000 },
  );
  for (let i = 0; i < 20; i++) await clock.advance(100);
  expect(await result).toBe("stored");
  expect(triedAt).toEqual([0, 100, 300, 700]);
});

it("gives up in the end, and at once on a mistake of ours", async () => {
  const clock = createManualClock();
  const givesUp = retryDatabase(() => Promise.reject(sqlError("08006")), { clock, logger, giveUpAfterMs: 0 });
  await expect(givesUp).rejects.toThrow("08006");
  const mistake = retryDatabase(() => Promise.reject(sqlError("42P01")), {
    clock,
    logger,
    giveUpAfterMs: 9_000,
  });
  await expect(mistake).rejects.toThrow("42P01");
  const tooLong = retryDatabase(async () => "x".repeat(2 ** 30), { clock, logger, giveUpAfterMs: 9_000 });
  await expect(tooLong).rejects.toThrow(RangeError);
});
