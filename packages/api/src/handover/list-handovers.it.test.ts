import { afterAll, beforeAll, expect, it } from "vitest";
import { type ApiFixture, createApiFixture } from "../testing/api-fixture.ts";

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
});
afterAll(() => api.close());

it("the history comes in pages, the draft first, each handover once", async () => {
  const { handover } = api.callerOf((await api.userWith("operator")).actor);
  const signed: string[] = [];
  // Two of each instant, which their ids tell apart.
  for (let shift = 0; shift < 6; shift += 1) {
    api.clock.nowMs += shift % 2 === 0 ? 3_600_000 : 0;
    const { id, version } = await handover.start();
    await handover.sign({ id, version });
    signed.push(id);
  }
  const draft = await handover.start();

  const walk = async (limit: number) => {
    const seen: string[] = [];
    let cursor: Awaited<ReturnType<typeof handover.list>>["nextCursor"] | undefined;
    while (cursor !== null) {
      const page = await handover.list({ limit, cursor });
      expect(page.items.length).toBeGreaterThan(0);
      seen.push(...page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    }
    return seen;
  };
  const whole = (await handover.list({})).items.map(({ id }) => id);
  expect(whole[0]).toBe(draft.id);
  expect(new Set(whole)).toEqual(new Set([draft.id, ...signed]));
  for (const limit of [1, 2, 3, 7]) expect(await walk(limit)).toEqual(whole);
  expect((await handover.list({ limit: 7 })).nextCursor).toBeNull();
});
