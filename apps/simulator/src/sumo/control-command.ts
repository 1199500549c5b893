import type { AppliedChange, SimulationControl } from "@arterial/sumo/traci/control";
import { TraciError } from "@arterial/sumo/traci/traci-error";
import { z } from "zod";

const id = z.string().min(1).max(200);

/** Commands to a running simulation, as JSON. */
export const controlCommandSchema = z.discriminatedUnion("command", [
  z.strictObject({ command: z.literal("close-lane"), laneId: id }),
  z.strictObject({ command: z.literal("reopen-lane"), laneId: id }),
  z.strictObject({ command: z.literal("stop-vehicle"), vehicleId: id }),
  z.strictObject({ command: z.literal("resume-vehicle"), vehicleId: id }),
  z.strictObject({
    command: z.literal("set-limit"),
    segmentId: id,
    limitKmh: z.number().positive().max(300),
  }),
  z.strictObject({ command: z.literal("undo"), number: z.number().int().positive().optional() }),
  z.strictObject({ command: z.literal("list") }),
]);
export type ControlCommand = z.infer<typeof controlCommandSchema>;

export type ControlAnswer =
  | { ok: true; change?: AppliedChange; applied: AppliedChange[] }
  | { ok: false; code: "INVALID_COMMAND" | "REFUSED" | "NOTHING_TO_UNDO"; message: string };

/** Carries out a command given as JSON text; whatever is wrong with it, or what SUMO says against it, is the answer. */
export async function answerCommand(control: SimulationControl, text: string): Promise<ControlAnswer> {
  const command = parseCommand(text);
  if (!command.success) {
    const [issue] = command.error.issues;
    const where = issue?.path.join(".") || "command";
    return { ok: false, code: "INVALID_COMMAND", message: `${where}: ${issue?.message ?? "not understood"}` };
  }
  try {
    const change = await carryOut(control, command.data);
    if (command.data.command === "undo" && !change) {
      return { ok: false, code: "NOTHING_TO_UNDO", message: "No such change is in force" };
    }
    return { ok: true, ...(change ? { change } : {}), applied: control.applied() };
  } catch (error) {
    if (error instanceof TraciError && error.code === "REFUSED") {
      return { ok: false, code: "REFUSED", message: error.message };
    }
    throw error;
  }
}

function parseCommand(text: string) {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    value = undefined;
  }
  return controlCommandSchema.safeParse(value);
}

async function carryOut(
  control: SimulationControl,
  command: ControlCommand,
): Promise<AppliedChange | undefined> {
  switch (command.command) {
    case "close-lane":
      return control.closeLane(command.laneId);
    case "stop-vehicle":
      return control.stopVehicle(command.vehicleId);
    case "set-limit":
      return control.setLimit(command.segmentId, command.limitKmh / 3.6);
    case "undo":
      return control.undo(command.number);
    case "reopen-lane":
      await control.reopenLane(command.laneId);
      return undefined;
    case "resume-vehicle":
      await control.resumeVehicle(command.vehicleId);
      return undefined;
    case "list":
      return undefined;
  }
}
