import { decodeReading } from "../../steps/decode-reading.ts";
import type { ParsedMessage } from "../../steps/taken-message.ts";

/** JSON to a reading of the parking domain; the quirks of vendors would be set right here. */
export function decodeParkingReading(message: ParsedMessage) {
  return decodeReading("parking", message);
}
