import type { WatchAnswer } from "@arterial/api/live/contract";
import { createManualClock } from "@arterial/runtime/clock";
import { expect, it } from "vitest";
import { WatchQueue } from "./watch-queue.ts";

const REFUSED: WatchAnswer = { ok: false, code: "forbidden" };
const SUPERSEDED: WatchAnswer = { ok: false, code: "superseded" };

function createQueue(take: (request: unknown) => Promise<WatchAnswer> = async () => REFUSED) {
  const clock = createManualClock(0);
  const taken: [atMs: number, request: unknown][] = [];
  const answers: [request: string, answer: WatchAnswer][] = [];
  const errors: unknown[] = [];
  const queue = new WatchQueue({
    clock,
    take: (request) => {
      taken.push([clock.now(), request]);
      return take(request);
    },
    onError: (error) => errors.push(error),
  });
  const put = (request: string) => queue.put(request, (answer) => answers.push([request, answer]));
  return { clock, taken, answers, errors, put };
}

it("takes the first request at once, and of a flood the latest only, a tenth of a second later", async () => {
  const { clock, taken, answers, put } = createQueue();
  for (const name of ["a", "b", "c", "d"]) put(name);
  await clock.advance(99);
  expect(taken).toEqual([[0, "a"]]);
  await clock.advance(1);
  expect(taken).toEqual([
    [0, "a"],
    [100, "d"],
  ]);
  expect(answers).toEqual([
    ["b", SUPERSEDED],
    ["c", SUPERSEDED],
    ["a", REFUSED],
    ["d", REFUSED],
  ]);
  await clock.advance(1_000);
  put("e");
  expect(taken.at(-1)).toEqual([1_100, "e"]);
});

it("never has two of a socket's requests under way", async () => {
  const first = Promise.withResolvers<WatchAnswer>();
  const { clock, taken, put } = createQueue(() => first.promise);
  put("slow");
  put("next");
  await clock.advance(5_000);
  expect(taken).toHaveLength(1);
  first.resolve(REFUSED);
  await clock.advance(0);
  expect(taken.at(-1)).toEqual([5_000, "next"]);
});

it("goes on after one that could not be taken", async () => {
  const { clock, taken, errors, put } = createQueue(async () => {
    throw new Error("no database");
  });
  put("a");
  put("b");
  await clock.advance(100);
  expect(taken).toHaveLength(2);
  expect(errors).toHaveLength(2);
});
