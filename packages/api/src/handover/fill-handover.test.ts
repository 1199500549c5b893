import { expect, it } from "vitest";
import { fillHandover } from "./fill-handover.ts";
import type { HandoverItem } from "./handover.ts";

const NONE = { incident: 0, alarm: 0, fault: 0, note: 0 };

const note = (id: string, remark = ""): HandoverItem => ({
  type: "note",
  key: `note ${id}`,
  id,
  text: id,
  milestone: null,
  author: "Ada",
  incidentId: null,
  incident: null,
  since: 0,
  remark,
  isOver: false,
});

const fault = (deviceId: string, remark = ""): HandoverItem => ({
  type: "fault",
  key: `fault ${deviceId}`,
  deviceId,
  deviceName: "",
  faultClass: "stuck",
  since: 0,
  remark,
  isOver: false,
});

it("filling in again keeps remarks, adds what is new, drops what is over and was not written to", () => {
  const held = [note("open", "watch it"), note("over", "tow truck left"), note("gone")];
  expect(fillHandover(held, [note("open"), note("new")])).toEqual({
    items: [note("open", "watch it"), note("new"), { ...note("over", "tow truck left"), isOver: true }],
    unlisted: NONE,
  });
});

it("lists as many of a section as the limit allows and counts the others, of notes those written first", () => {
  const open = ["a", "b", "c"].flatMap((id) => [fault(id), note(id)]);
  expect(fillHandover([], open, 2)).toEqual({
    items: [fault("a"), fault("b"), note("b"), note("c")],
    unlisted: { ...NONE, fault: 1, note: 1 },
  });
});

it("what is held and open stays, written to or not, though it would not be listed now", () => {
  const open = ["a", "b", "c", "d", "e"].map((id) => fault(id));
  const held = [fault("c"), fault("d", "fitter comes"), { ...fault("gone", "replaced"), isOver: true }];
  expect(fillHandover(held, open, 2)).toEqual({
    items: [fault("a"), fault("b"), ...held],
    unlisted: { ...NONE, fault: 1 },
  });
});

it("what was taken for over and is open is open again", () => {
  const held = [{ ...fault("b", "fitter comes"), isOver: true }];
  expect(fillHandover(held, [fault("a"), fault("b")], 1).items).toEqual([
    fault("a"),
    fault("b", "fitter comes"),
  ]);
});
