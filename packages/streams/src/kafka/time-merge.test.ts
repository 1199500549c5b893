import { setFlagsFromString } from "node:v8";
import { runInNewContext } from "node:vm";
import fc from "fast-check";
import { expect, it } from "vitest";
import { createTimeMerge, type Timed } from "./time-merge.ts";

type Record = Timed & { of: string };

const at = (appendedAt: number, of = "", receivedAt = appendedAt) => ({ appendedAt, receivedAt, of });

it("gives out the earliest record of all partitions next", () => {
  const merge = createTimeMerge<Record>();
  merge.expect("a", 0, 2);
  merge.expect("b", 0, 2);
  merge.push("a", [at(1), at(4)], 2);
  merge.push("b", [at(2), at(3)], 2);
  expect(merge.take(3).map((record) => record.appendedAt)).toEqual([1, 2, 3]);
  expect(merge.take(3).map((record) => record.appendedAt)).toEqual([4]);
});

it("goes by receipt within the same millisecond of appending, in each partition's own order", () => {
  const merge = createTimeMerge<Record>();
  merge.expect("a", 0, 3);
  merge.expect("b", 0, 2);
  merge.push("a", [at(7, "second", 2.001), at(7, "behind it", 1), at(8, "last", 0)], 3);
  merge.push("b", [at(7, "first", 2), at(7, "third", 3)], 2);
  const order = ["first", "second", "behind it", "third", "last"];
  expect(merge.take(9).map((record) => record.of)).toEqual(order);
});

it("waits for a partition that is behind, and not for one that has been read to its end", () => {
  const merge = createTimeMerge<Record>();
  merge.expect("behind", 5, 6);
  merge.expect("idle", 7, 7);
  merge.push("ahead", [at(1)], 1);
  expect(merge.take(10)).toEqual([]);
  merge.expect("ahead", 0, 1);
  merge.push("ahead", [at(9)], 1);
  expect(merge.take(10)).toEqual([]);
  merge.push("behind", [at(2)], 6);
  expect(merge.take(10).map((record) => record.appendedAt)).toEqual([2, 9]);
  merge.push("idle", [at(3)], 8);
  expect(merge.take(10).map((record) => record.appendedAt)).toEqual([3]);
});

it("holds back what a partition that has been read to its end may still get before it", () => {
  const merge = createTimeMerge<Record>();
  merge.expect("a", 0, 0);
  merge.expect("b", 0, 0);
  merge.push("a", [at(1), at(5)], 2);
  expect(merge.take(10, 4).map((record) => record.appendedAt)).toEqual([1]);
  merge.push("b", [at(3), at(6)], 2);
  expect(merge.take(10, 4).map((record) => record.appendedAt)).toEqual([3, 5]);
  expect(merge.take(10, 6).map((record) => record.appendedAt)).toEqual([6]);
});

it("waits again for a partition that is told to go on", () => {
  const merge = createTimeMerge<Record>();
  merge.expect("a", 0, 0);
  merge.expect("b", 0, 0);
  merge.extend("b", 1);
  merge.push("a", [at(2)], 1);
  expect(merge.take(10, 9)).toEqual([]);
  expect(merge.behind()).toEqual(["b"]);
  merge.push("b", [at(1)], 1);
  expect(merge.behind()).toEqual([]);
  expect(merge.take(10, 9).map((record) => record.appendedAt)).toEqual([1, 2]);
});

it("keeps no record that was taken, where some always wait", async () => {
  setFlagsFromString("--expose-gc");
  const collectGarbage = runInNewContext("gc");
  const merge = createTimeMerge<Record>();
  merge.expect("busy", 0, 0);
  const taken: WeakRef<object>[] = [];
  for (let next = 0; next < 20_000; next += 100) {
    const records = Array.from({ length: 100 }, (_, index) => at(next + index));
    merge.push("busy", records, next + 100);
    // Takes less than what waits, so that the partition is never empty.
    for (const record of merge.take(next === 0 ? 50 : 100)) taken.push(new WeakRef(record));
  }
  await new Promise(setImmediate);
  collectGarbage();
  const kept = taken.filter((record) => record.deref() !== undefined);
  expect(merge.waiting("busy")).toBe(50);
  expect(kept.length).toBeLessThan(2_000);
});

it("is the same sequence in whatever portions the partitions are read", () => {
  const portions = fc.array(fc.array(fc.nat(50), { maxLength: 6 }), { minLength: 1, maxLength: 5 });
  fc.assert(
    fc.property(fc.array(portions, { minLength: 1, maxLength: 4 }), (partitions) => {
      const sorted = partitions.map((parts) => {
        const times = parts.flat().sort((a, b) => a - b);
        return parts.map((part) => times.splice(0, part.length));
      });
      const merge = createTimeMerge<Record>();
      for (const [index, parts] of sorted.entries()) merge.expect(String(index), 0, parts.flat().length);
      const taken: number[] = [];
      const rounds = Math.max(...sorted.map((parts) => parts.length));
      for (let round = 0; round < rounds; round++) {
        sorted.forEach((parts, index) => {
          const read = parts.slice(0, round + 1).flat().length;
          merge.push(
            String(index),
            (parts[round] ?? []).map((time) => at(time)),
            read,
          );
        });
        taken.push(...merge.take(Number.POSITIVE_INFINITY).map((record) => record.appendedAt));
      }
      expect(taken).toEqual(sorted.flat(2).sort((a, b) => a - b));
    }),
  );
});
