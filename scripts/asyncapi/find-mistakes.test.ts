import { expect, it } from "vitest";
import { describeContracts } from "./describe-contracts.ts";
import { findMistakes } from "./find-mistakes.ts";

it("the contracts are AsyncAPI 3.1", () => {
  expect(findMistakes(describeContracts())).toEqual([]);
});

it("names what is wrong with a document", () => {
  const contracts = describeContracts();
  const { info: _info, ...without } = contracts;
  expect(findMistakes(without).join()).toContain("'info'");
  const channels = {
    ...(contracts.channels as object),
    lost: { messages: { a: { $ref: "#/components/messages/b" } } },
  };
  expect(findMistakes({ ...contracts, channels })).toEqual(["#/components/messages/b leads nowhere"]);
});
