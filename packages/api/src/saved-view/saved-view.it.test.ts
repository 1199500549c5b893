import { afterAll, beforeAll, expect, it } from "vitest";
import type { ServiceContext } from "../context.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "../testing/api-fixture.ts";

const ADDRESS = "?at=11.00000/54.60000/14.00&layers=congestion,air&sel=zone:old-town&t=2026-07-06T10:00:00Z";
const DAY_MS = 24 * 60 * 60 * 1000;

let api: ApiFixture;
let own: ReturnType<ApiFixture["callerOf"]>;
let other: ReturnType<ApiFixture["callerOf"]>;
const callerOf = ({ actor }: ServiceContext) => api.callerOf(actor);
beforeAll(async () => {
  api = await createApiFixture();
  own = callerOf(await api.userWith("viewer"));
  other = callerOf(await api.userWith("administrator"));
});
afterAll(() => api.close());

it("a view is kept for its person only, renamed, deleted and brought back", async () => {
  const view = await own.savedView.create({ name: " Old Town, morning ", address: ADDRESS });
  expect(view).toMatchObject({ name: "Old Town, morning", address: ADDRESS, createdAt: api.clock.nowMs });
  expect(await other.savedView.list()).toEqual([]);
  expect(await refusalOf(other.savedView.rename({ id: view.id, name: "Mine" }))).toBe("not_found");
  expect(await refusalOf(other.savedView.delete({ id: view.id }))).toBe("not_found");
  expect(await refusalOf(other.savedView.restore({ id: view.id }))).toBe("not_found");

  await own.savedView.rename({ id: view.id, name: "Evening" });
  await own.savedView.delete({ id: view.id });
  expect(await own.savedView.list()).toEqual([]);
  expect(await refusalOf(own.savedView.rename({ id: view.id, name: "x" }))).toBe("not_found");
  await own.savedView.restore({ id: view.id });
  expect((await own.savedView.list()).map(({ name }) => name)).toEqual(["Evening"]);
});

it("a deleted view is gone for good after a day, with the next one that is deleted", async () => {
  const first = await own.savedView.create({ name: "first", address: "" });
  const second = await own.savedView.create({ name: "second", address: "?layers=" });
  await own.savedView.delete({ id: first.id });
  api.clock.nowMs += DAY_MS + 1;
  await own.savedView.delete({ id: second.id });
  expect(await refusalOf(own.savedView.restore({ id: first.id }))).toBe("not_found");
  expect((await own.savedView.restore({ id: second.id })).name).toBe("second");
});

it("at most a hundred views are kept, by bringing one back as well, and by many at once", async () => {
  const caller = callerOf(await api.userWith("viewer"));
  const create = (name: number) => caller.savedView.create({ name: `view ${name}`, address: "" });
  const views = await Promise.all(Array.from({ length: 99 }, (_, index) => create(index)));
  const [first, second] = views.map(({ id }) => id);
  if (!first || !second) throw new Error("no views");
  await Promise.all([first, second].map((id) => caller.savedView.delete({ id })));
  await create(99);
  // 98 are kept: of these four only two find room, whichever they are.
  const asked = [
    create(100),
    create(101),
    caller.savedView.restore({ id: first }),
    caller.savedView.restore({ id: second }),
  ];
  const refusals = await Promise.all(asked.map(refusalOf));
  expect(refusals.sort()).toEqual(["accepted", "accepted", "conflict", "conflict"]);
  expect(await caller.savedView.list()).toHaveLength(100);

  const gone = await caller.savedView.list().then(([view]) => view?.id ?? "");
  await caller.savedView.delete({ id: gone });
  await create(102);
  expect(await refusalOf(caller.savedView.restore({ id: gone }))).toBe("conflict");
  expect((await caller.savedView.list()).some(({ id }) => id === gone)).toBe(false);
});

it.each(["https://evil.example", "/set-password", "?a b", "?x#y", `?${"x".repeat(2000)}`])(
  "refuses the address %s, which is no view of the console",
  async (address) => {
    expect(await refusalOf(own.savedView.create({ name: "x", address }))).toBe("BAD_REQUEST");
  },
);
