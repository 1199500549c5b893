import { decodeReading } from "../../steps/decode-reading.ts";
import type { ParsedMessage } from "../../steps/taken-message.ts";

/** JSON to a reading of a traffic loop; the quirks of vendors would be set right here. */
export function decodeTrafficReading(message: ParsedMessage) {
  return decodeReading("traffic", message);
}

/** JSON to a position of a vehicle; the quirks of vendors would be set right here. */
export function decodeVehicleReading(message: ParsedMessage) {
  return decodeReading("vehicle", message);
}
