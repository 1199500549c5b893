import { expect, it } from "vitest";
import { emptyList } from "./empty-list.ts";

it("never leaves an empty list without a word, and calls the city quiet only while it is heard", () => {
  expect(emptyList(true, "live")).toBe("nothing");
  expect(emptyList(true, "lost")).toBe("notKnownLost");
  expect(emptyList(false, "lost")).toBe("notKnownLost");
  expect(emptyList(false, "live")).toBe("waiting");
  expect(emptyList(true, "connecting")).toBe("waiting");
  expect(emptyList(false, "connecting")).toBe("waiting");
});
