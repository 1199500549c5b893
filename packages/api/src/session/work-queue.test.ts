import { expect, it } from "vitest";
import { TooManyRequestsError } from "../errors.ts";
import { createWorkQueue } from "./work-queue.ts";

/** Work that ends when it is told to. */
function createWork() {
  const begun: string[] = [];
  const ends = new Map<string, PromiseWithResolvers<string>>();
  const work = (name: string) => () => {
    begun.push(name);
    const end = Promise.withResolvers<string>();
    ends.set(name, end);
    return end.promise;
  };
  return { begun, ends, work };
}

it("does some of the work at once, lets some wait in order, and refuses the rest without beginning it", async () => {
  const queue = createWorkQueue({ atOnce: 2, waiting: 1 });
  const { begun, ends, work } = createWork();
  const first = queue.run(work("a"));
  const second = queue.run(work("b"));
  const third = queue.run(work("c"));
  expect(() => queue.run(work("d"))).toThrow(TooManyRequestsError);
  await Promise.resolve();
  expect(begun).toEqual(["a", "b"]);
  ends.get("b")?.reject(new Error("broken"));
  await expect(second).rejects.toThrow("broken");
  expect(begun).toEqual(["a", "b", "c"]);
  ends.get("a")?.resolve("one");
  ends.get("c")?.resolve("three");
  expect(await Promise.all([first, third])).toEqual(["one", "three"]);
  const last = queue.run(work("e"));
  await Promise.resolve();
  ends.get("e")?.resolve("five");
  expect(await last).toBe("five");
  expect(begun).not.toContain("d");
});
