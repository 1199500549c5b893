import type { AppliedChange, SimulationControl } from "@arterial/sumo/traci/control";
import { TraciError } from "@arterial/sumo/traci/traci-error";
import { describe, expect, it } from "vitest";
import { answerCommand } from "./control-command.ts";

/** A simulation that only knows lane "a_0". */
function createControl(): SimulationControl {
  const changes: AppliedChange[] = [];
  const apply = async (kind: AppliedChange["kind"], subjectId: string) => {
    if (subjectId === "unknown") throw new TraciError("REFUSED", `'${subjectId}' is not known`);
    const change = { number: changes.length + 1, kind, subjectId };
    changes.push(change);
    return change;
  };
  return {
    closeLane: (laneId) => apply("lane closed", laneId),
    reopenLane: async () => void changes.pop(),
    stopVehicle: (vehicleId) => apply("vehicle stopped", vehicleId),
    resumeVehicle: async () => void changes.pop(),
    setLimit: (edgeId, speedMs) => apply("limit set", `${edgeId} ${speedMs.toFixed(2)}`),
    undo: async () => changes.pop(),
    applied: () => [...changes],
  };
}

describe("answerCommand", () => {
  it("carries out commands and tells what is in force", async () => {
    const control = createControl();
    const closed = await answerCommand(control, '{"command":"close-lane","laneId":"a_0"}');
    expect(closed).toMatchObject({ ok: true, change: { number: 1, kind: "lane closed", subjectId: "a_0" } });
    await answerCommand(control, '{"command":"set-limit","segmentId":"e","limitKmh":30}');
    expect(await answerCommand(control, '{"command":"list"}')).toMatchObject({
      applied: [{ subjectId: "a_0" }, { subjectId: "e 8.33" }],
    });
    expect(await answerCommand(control, '{"command":"undo"}')).toMatchObject({
      ok: true,
      change: { kind: "limit set" },
    });
  });

  it.each([
    ["INVALID_COMMAND", "not json"],
    ["INVALID_COMMAND", "null"],
    ["INVALID_COMMAND", '{"command":"explode"}'],
    ["INVALID_COMMAND", '{"command":"set-limit","segmentId":"e","limitKmh":-1}'],
    ["INVALID_COMMAND", '{"command":"close-lane","laneId":"a_0","also":"this"}'],
    ["REFUSED", '{"command":"stop-vehicle","vehicleId":"unknown"}'],
    ["NOTHING_TO_UNDO", '{"command":"undo"}'],
  ])("answers %s to %s", async (code, text) => {
    expect(await answerCommand(createControl(), text)).toMatchObject({ ok: false, code });
  });
});
