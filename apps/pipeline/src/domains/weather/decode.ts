import { decodeReading } from "../../steps/decode-reading.ts";
import type { ParsedMessage } from "../../steps/taken-message.ts";

/** JSON to a reading of the weather domain; the quirks of vendors would be set right here. */
export function decodeWeatherReading(message: ParsedMessage) {
  return decodeReading("weather", message);
}
