import { decodeReading } from "../../steps/decode-reading.ts";
import type { ParsedPart } from "../../steps/taken-message.ts";

/** JSON to a reading of a traffic loop; the quirks of vendors would be set right here. */
export function decodeTrafficReading(part: ParsedPart) {
  return decodeReading("traffic", part);
}

/** JSON to a position of a vehicle; the quirks of vendors would be set right here. */
export function decodeVehicleReading(part: ParsedPart) {
  return decodeReading("vehicle", part);
}
