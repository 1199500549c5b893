import { expect, it } from "vitest";
import { createOriginalBytes } from "./taken-message.ts";

it("gives the whole payload for a message that is one reading, and an element's own bytes for one of an array", () => {
  const payload = Buffer.from('[{"pm25": 1}, {"pm25":2}]');
  const bytesOf = createOriginalBytes(payload);
  expect(bytesOf(undefined)).toBe(payload);
  expect([0, 1].map((element) => bytesOf(element).toString())).toEqual(['{"pm25": 1}', '{"pm25":2}']);
});

it("goes over the bytes of an array once, however many of its elements are asked for", () => {
  const elements = 20_000;
  const payload = Buffer.from(`[${Array.from({ length: elements }, (_, n) => n).join(",")}]`);
  let reads = 0;
  const counting = new Proxy(payload, {
    get: (bytes, name) => {
      const value: unknown = Reflect.get(bytes, name, bytes);
      if (typeof value === "function") return value.bind(bytes);
      if (name !== "length") reads++;
      return value;
    },
  });
  const bytesOf = createOriginalBytes(counting);
  for (let element = 0; element < elements; element++) {
    if (bytesOf(element).toString() !== String(element))
      throw new Error(`element ${element} has other bytes`);
  }
  // Each byte is looked at in the pass, and the first and last of each element once more for blanks around it.
  expect(reads).toBeLessThanOrEqual(payload.length + 2 * elements + 2);
});
