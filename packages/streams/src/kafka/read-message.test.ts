import { expect, it } from "vitest";
import { type BadRecord, readMessage } from "./read-message.ts";
import { testTopic } from "./test-log.fixture.ts";

it("asks by which schema a record was written, and tells of what it cannot read with its bytes", () => {
  const bad: Omit<BadRecord, "isDurable">[] = [];
  const asked: (string | undefined)[] = [];
  const settings = {
    ...testTopic<number>(1),
    decode: (bytes: Buffer, dataSchema: string | undefined) => {
      asked.push(dataSchema);
      if (dataSchema === "urn:test:value:2") throw new TypeError("of another version");
      return Number(bytes);
    },
  };
  const read = (offset: number, version: number) =>
    readMessage(
      {
        key: Buffer.from("k"),
        value: Buffer.from("7"),
        timestamp: "2000",
        attributes: 0,
        offset: String(offset),
        headers: { ce_dataschema: Buffer.from(`urn:test:value:${version}`) },
      },
      { topic: "n", partition: 3, settings, onBadRecord: (record) => void bad.push(record) },
    );
  expect(read(4, 1)).toMatchObject({ offset: 4, key: "k", value: 7, appendedAt: 2_000, timestampMs: 2_000 });
  expect(read(5, 2)).toBeUndefined();
  expect(asked).toEqual(["urn:test:value:1", "urn:test:value:2"]);
  expect(bad).toEqual([
    {
      topic: "n",
      partition: 3,
      offset: 5,
      key: "k",
      value: Buffer.from("7"),
      appendedAt: 2_000,
      error: new TypeError("of another version"),
    },
  ]);
});
