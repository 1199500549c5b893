import { decodeReading } from "../../steps/decode-reading.ts";
import type { ParsedPart } from "../../steps/taken-message.ts";

/** JSON to a reading of the camera domain; the quirks of vendors would be set right here. */
export function decodeCameraReading(part: ParsedPart) {
  return decodeReading("camera", part);
}
