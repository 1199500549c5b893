import { expect, it } from "vitest";
import { createStopList } from "./stop-list.ts";

it("stops in reverse order and goes on when a part fails", async () => {
  const list = createStopList();
  const stopped: string[] = [];
  for (const name of ["database", "pipeline", "web"]) {
    list.add(name, async () => {
      stopped.push(name);
      if (name === "pipeline") throw new Error("stuck");
    });
  }
  expect(await list.stopAll()).toEqual(["pipeline did not stop cleanly: stuck"]);
  expect(stopped).toEqual(["web", "pipeline", "database"]);
  expect(await list.stopAll()).toEqual([]);
});
