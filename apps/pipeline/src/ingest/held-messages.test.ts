import { expect, it } from "vitest";
import { createHeldMessages } from "./held-messages.ts";

it("lets nobody on while it is full, and then one after another as there is room", async () => {
  const held = createHeldMessages(10_000);
  const first = Promise.withResolvers<void>();
  const second = Promise.withResolvers<void>();
  const went: string[] = [];
  held.add(5_000, first.promise);
  held.whenRoom(() => went.push("at once"));
  held.add(5_000, second.promise);
  held.whenRoom(() => {
    went.push("a");
    held.add(9_000, Promise.withResolvers<void>().promise);
  });
  held.whenRoom(() => went.push("b"));
  expect([went, held.isFull()]).toEqual([["at once"], true]);
  first.resolve();
  await first.promise;
  expect([went, held.isFull()]).toEqual([["at once", "a"], true]);
  second.reject(new Error("not safe"));
  await expect(second.promise).rejects.toThrow();
  expect(went).toEqual(["at once", "a"]);
});

it("counts a message without payload, too, and forgets whose connection is gone", async () => {
  const held = createHeldMessages(1_000);
  const only = Promise.withResolvers<void>();
  held.add(0, only.promise);
  expect(held.isFull()).toBe(true);
  const went: string[] = [];
  held.whenRoom(() => went.push("of a lost connection"));
  held.forgetWaiting();
  only.resolve();
  await only.promise;
  expect([went, held.isFull()]).toEqual([[], false]);
});
