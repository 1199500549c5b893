import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { Actor } from "./actor.ts";
import { LOWEST_ROLE, PERMISSIONS, type Permission, ROLES } from "./roles.ts";
import { appRouter, type createCaller } from "./root.ts";
import { type ApiFixture, createApiFixture, refusalOf } from "./testing/api-fixture.ts";

type Caller = ReturnType<typeof createCaller>;

const RANGE = { from: 0, to: 3_600_000 };
const HISTORY = { deviceId: "none", channel: "speedKmh", ...RANGE };
const UUID = "00000000-0000-4000-8000-000000000000";
const ROUTE = "11_54.6~11.01_54.6";
const DEVICE = { id: "d", kind: "air", lon: 1, lat: 1, expectedIntervalS: 60 } as const;

/** A call of every procedure that needs a right; a new procedure without its line fails the test below. */
const CALLS: Readonly<Record<string, [Permission, (caller: Caller) => Promise<unknown>]>> = {
  "city.get": ["city.read", (caller) => caller.city.get()],
  "city.search": ["city.read", (caller) => caller.city.search({ query: "x" })],
  "place.read": ["city.read", (caller) => caller.place.read({ type: "zone", id: "none" })],
  "place.freshness": ["city.read", (caller) => caller.place.freshness({ type: "zone", id: "none" })],
  "place.devicesAmong": [
    "city.read",
    (caller) => caller.place.devicesAmong({ type: "zone", id: "none", ids: [] }),
  ],
  "incident.get": ["traffic.read", (caller) => caller.incident.get({ id: "none" })],
  "note.list": ["note.read", (caller) => caller.note.list({})],
  "note.create": ["note.write", (caller) => caller.note.create({ text: "x" })],
  "note.close": ["note.write", (caller) => caller.note.close({ id: UUID })],
  "handover.list": ["handover.read", (caller) => caller.handover.list({})],
  "handover.get": ["handover.read", (caller) => caller.handover.get({ id: UUID })],
  "handover.start": ["handover.write", (caller) => caller.handover.start()],
  "handover.refill": ["handover.write", (caller) => caller.handover.refill({ id: UUID })],
  "handover.update": [
    "handover.write",
    (caller) => caller.handover.update({ id: UUID, version: 1, summary: "" }),
  ],
  "traffic.segment": ["traffic.read", (caller) => caller.traffic.segment({ id: "none" })],
  "traffic.sources": ["traffic.read", (caller) => caller.traffic.sources({ id: "none" })],
  "traffic.segmentHistory": [
    "traffic.read",
    (caller) => caller.traffic.segmentHistory({ id: "none", ...RANGE, sizeS: 60 }),
  ],
  "traffic.segmentHistoryThen": [
    "traffic.read",
    (caller) => caller.traffic.segmentHistoryThen({ id: "none", from: 0, knownAtMs: 1_000 }),
  ],
  "traffic.segmentTypical": [
    "traffic.read",
    (caller) => caller.traffic.segmentTypical({ id: "none", ...RANGE, metric: "speedKmh" }),
  ],
  "traffic.segmentsNow": ["traffic.read", (caller) => caller.traffic.segmentsNow()],
  "traffic.queuesNow": ["traffic.read", (caller) => caller.traffic.queuesNow()],
  "traffic.queue": ["traffic.read", (caller) => caller.traffic.queue({ id: "none" })],
  "traffic.deviceHistory": ["device.read", (caller) => caller.traffic.deviceHistory(HISTORY)],
  "traffic.deviceTypical": ["device.read", (caller) => caller.traffic.deviceTypical(HISTORY)],
  "air.deviceHistory": ["device.read", (caller) => caller.air.deviceHistory(HISTORY)],
  "air.index": ["device.read", (caller) => caller.air.index({ deviceId: "d", at: 0 })],
  "air.deviceTypical": ["device.read", (caller) => caller.air.deviceTypical(HISTORY)],
  "parking.deviceHistory": ["device.read", (caller) => caller.parking.deviceHistory(HISTORY)],
  "parking.deviceTypical": ["device.read", (caller) => caller.parking.deviceTypical(HISTORY)],
  "weather.deviceHistory": ["device.read", (caller) => caller.weather.deviceHistory(HISTORY)],
  "weather.deviceTypical": ["device.read", (caller) => caller.weather.deviceTypical(HISTORY)],
  "camera.deviceHistory": ["device.read", (caller) => caller.camera.deviceHistory(HISTORY)],
  "camera.deviceTypical": ["device.read", (caller) => caller.camera.deviceTypical(HISTORY)],
  "device.list": ["device.read", (caller) => caller.device.list({})],
  "device.inBounds": ["device.read", (caller) => caller.device.inBounds({ bounds: [0, 0, 1, 1] })],
  "device.nearestCamera": ["device.read", (caller) => caller.device.nearestCamera({ point: [0, 0] })],
  "device.get": ["device.read", (caller) => caller.device.get({ id: "none" })],
  "device.faults": ["device.read", (caller) => caller.device.faults({ id: "none" })],
  "device.messages": ["observation.read", (caller) => caller.device.messages({ id: "none" })],
  "device.register": ["device.write", (caller) => caller.device.register(DEVICE)],
  "device.update": ["device.write", (caller) => caller.device.update({ id: "none", name: "x" })],
  "pipeline.status": ["pipeline.read", (caller) => caller.pipeline.status()],
  "deadLetter.list": ["dead_letter.read", (caller) => caller.deadLetter.list({})],
  "deadLetter.get": ["dead_letter.read", (caller) => caller.deadLetter.get({ id: 1 })],
  "deadLetter.replay": ["dead_letter.replay", (caller) => caller.deadLetter.replay({ id: 1 })],
  "replay.window": ["city.read", (caller) => caller.replay.window({ fromMs: 0, toMs: 1_000 })],
  "replay.index": ["city.read", (caller) => caller.replay.index({ fromMs: 0, toMs: 1_000 })],
  "replay.typicalSegments": ["traffic.read", (caller) => caller.replay.typicalSegments({ atMs: 0 })],
  "replay.typicalFigures": ["city.read", (caller) => caller.replay.typicalFigures({ atMs: 0 })],
  "route.plan": ["traffic.read", (caller) => caller.route.plan({ points: ROUTE })],
  "route.times": ["traffic.read", (caller) => caller.route.times({ points: ROUTE })],
  "route.typical": ["traffic.read", (caller) => caller.route.typical({ points: ROUTE, atMs: 0 })],
  "user.list": ["user.manage", (caller) => caller.user.list()],
  "user.create": ["user.manage", (caller) => caller.user.create({ email: "x@example.org", role: "viewer" })],
  "user.update": ["user.manage", (caller) => caller.user.update({ id: UUID })],
  "user.issueSignIn": ["user.manage", (caller) => caller.user.issueSignIn({ email: "none@example.org" })],
  "token.list": ["token.manage", (caller) => caller.token.list()],
  "token.create": ["token.manage", (caller) => caller.token.create({ role: "viewer" })],
  "token.revoke": ["token.manage", (caller) => caller.token.revoke({ id: UUID })],
};
const OWN_CALLS: Readonly<Record<string, (caller: Caller) => Promise<unknown>>> = {
  "session.me": (caller) => caller.session.me(),
  "session.setPassword": (caller) => caller.session.setPassword({ password: "a long pass phrase" }),
  "session.updateSettings": (caller) => caller.session.updateSettings({ theme: "dark" }),
  "session.signOut": (caller) => caller.session.signOut(),
  "handover.sign": (caller) => caller.handover.sign({ id: UUID, version: 1 }),
  "savedView.list": (caller) => caller.savedView.list(),
  "savedView.create": (caller) => caller.savedView.create({ name: "x", address: "" }),
  "savedView.rename": (caller) => caller.savedView.rename({ id: UUID, name: "x" }),
  "savedView.delete": (caller) => caller.savedView.delete({ id: UUID }),
  "savedView.restore": (caller) => caller.savedView.restore({ id: UUID }),
  "route.list": (caller) => caller.route.list({}),
  "route.create": (caller) => caller.route.create({ name: "x", points: ROUTE }),
  "route.update": (caller) => caller.route.update({ id: UUID, name: "x" }),
  "route.delete": (caller) => caller.route.delete({ id: UUID }),
  "route.restore": (caller) => caller.route.restore({ id: UUID }),
};

let api: ApiFixture;
beforeAll(async () => {
  api = await createApiFixture();
});
afterAll(() => api.close());

function tokenActor(role: (typeof ROLES)[number]): Actor {
  return { type: "token", id: "t", name: "t", role };
}

describe("permissions", () => {
  it("are tested for every procedure there is", () => {
    const procedures = Object.keys(appRouter._def.procedures).sort();
    expect([...Object.keys(CALLS), ...Object.keys(OWN_CALLS)].sort()).toEqual(procedures);
  });

  it("are used by at least one role each", () => {
    expect(PERMISSIONS.every((permission) => ROLES.includes(LOWEST_ROLE[permission]))).toBe(true);
  });

  it.each(Object.keys(CALLS))(
    "refuse %s to nobody in particular and below its role, and to no one from it on",
    async (name) => {
      const [permission, call] = CALLS[name] ?? [];
      if (permission === undefined || call === undefined) throw new Error("no call");
      expect(await refusalOf(call(api.callerOf(null)))).toBe("unauthenticated");
      const lowest = ROLES.indexOf(LOWEST_ROLE[permission]);
      for (const [rank, role] of ROLES.entries()) {
        const refusal = await refusalOf(call(api.callerOf(tokenActor(role))));
        if (rank < lowest) expect(refusal).toBe("forbidden");
        else expect(refusal).not.toMatch(/forbidden|unauthenticated|internal/i);
      }
    },
  );

  it.each(Object.keys(OWN_CALLS))(
    "refuse %s to programs and to nobody: it is about what is one's own",
    async (name) => {
      const call = OWN_CALLS[name];
      if (call === undefined) throw new Error("no call");
      expect(await refusalOf(call(api.callerOf(null)))).toBe("unauthenticated");
      expect(await refusalOf(call(api.callerOf(tokenActor("administrator"))))).toBe("unauthenticated");
    },
  );
});
