import type { LiveDevice } from "@arterial/domain/live/frame";
import { afterAll, beforeAll, expect, it } from "vitest";
import { packChanges } from "../../testing/pack-changes.ts";
import { createTestDatabase, type TestDatabase } from "../../testing/test-database.ts";
import { readLastRecorded, readReplayChannel } from "./read-channel.ts";
import { readResumption, writeLiveSlice } from "./slices.ts";

const START = Date.parse("2026-11-25T09:00:00Z");
const SLICE_MS = 15_000;

const device = (id: string): LiveDevice => ({
  id,
  kind: "air",
  ts: START,
  receivedAt: START,
  values: {},
});

let database: TestDatabase;

/** Slice `n` of a channel, in which one device is heard that has the slice's number. */
async function writeSlice(channel: "devices" | "segments", n: number, isWhole: boolean): Promise<void> {
  const startAt = START + n * SLICE_MS;
  const body = await packChanges("devices", [{ at: startAt, set: [device(`d${n}`)], drop: [] }]);
  const slice = { channel, startAt, endsAt: startAt + SLICE_MS, isWhole, body, stateHash: "" };
  await writeLiveSlice(database.pool, slice);
}

// Slice 2 was lost; 3 is not whole, so that the state is known again only from 4 on.
beforeAll(async () => {
  database = await createTestDatabase();
  await writeSlice("devices", 0, true);
  await writeSlice("devices", 1, false);
  await writeSlice("devices", 3, false);
  await writeSlice("devices", 4, true);
  await writeSlice("segments", 0, true);
  await writeSlice("segments", 4, true);
  await writeSlice("segments", 5, true);
});
afterAll(() => database.drop());

const at = (slices: number) => START + slices * SLICE_MS;
const idsOf = (items: readonly { id: string }[] | undefined) => items?.map(({ id }) => id);

it("a window ends where the recording has a hole, and nothing is known until a whole slice", async () => {
  const read = (fromMs: number) => readReplayChannel(database.pool, "devices", { fromMs, toMs: at(6) });
  const before = await read(at(1));
  expect([idsOf(before?.items), before?.knownToMs]).toEqual([["d0", "d1"], at(2)]);
  const end = await read(at(2));
  expect([idsOf(end?.items), end?.changes, end?.knownToMs]).toEqual([["d0", "d1"], [], at(2)]);
  expect(await read(at(2.5))).toBeNull();
  expect(await read(at(3.5))).toBeNull();
  const behind = await read(at(4));
  expect([idsOf(behind?.items), behind?.knownToMs]).toEqual([["d4"], at(5)]);
});

it("what was last recorded is the state before a hole, and at the end of what is stored", async () => {
  const last = async (atMs: number) => {
    const read = await readLastRecorded(database.pool, "devices", atMs);
    return read && [idsOf(read.items), read.lastAt];
  };
  expect(await last(at(0.5))).toEqual([["d0"], at(0.5)]);
  expect(await last(at(2.5))).toEqual([["d0", "d1"], at(2)]);
  expect(await last(at(9))).toEqual([["d4"], at(5)]);
  expect(await last(START - 1)).toBeNull();
});

it("the recording goes on where each of its channels is whole again", async () => {
  const resumption = (channels: ("devices" | "segments")[], afterMs: number) =>
    readResumption(database.pool, channels, afterMs);
  expect(await resumption(["devices", "segments"], at(2))).toBe(at(4));
  expect(await resumption(["segments"], at(4))).toBe(at(5));
  expect(await resumption(["devices", "segments"], at(4))).toBeNull();
});
