import { decodeReading } from "../../steps/decode-reading.ts";
import type { ParsedPart } from "../../steps/taken-message.ts";

/** JSON to a reading of the parking domain; the quirks of vendors would be set right here. */
export function decodeParkingReading(part: ParsedPart) {
  return decodeReading("parking", part);
}
