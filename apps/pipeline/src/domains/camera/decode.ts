import { decodeReading } from "../../steps/decode-reading.ts";
import type { ParsedMessage } from "../../steps/taken-message.ts";

/** JSON to a reading of the camera domain; the quirks of vendors would be set right here. */
export function decodeCameraReading(message: ParsedMessage) {
  return decodeReading("camera", message);
}
