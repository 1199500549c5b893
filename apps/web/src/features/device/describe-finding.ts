import type { FaultFinding } from "@arterial/domain/quality/sensor-fault";
import type { Messages } from "../../i18n/messages.ts";
import { formatNumber } from "../../ui/format-number.ts";

type FaultWords = Messages["devices"]["faults"];

/** Shares are written as percent. */
const AS_PERCENT: ReadonlySet<string> = new Set(["occupancy", "occupiedShare", "relativeHumidity"]);

const FEW_DIGITS_BELOW = 100;

/** A finding in words: what was looked at, its value, and the limit that it lies beyond. */
export function describeFinding(finding: FaultFinding, words: FaultWords): string {
  const [base = finding.quantity, part] = finding.quantity.split(".");
  const name = words.quantities[base] ?? finding.quantity;
  const label = part === "distance" ? words.distance(name) : name;
  const unit = words.units[base] ?? "";
  const factor = AS_PERCENT.has(base) ? 100 : 1;
  const write = (value: number) => {
    const scaled = value * factor;
    const decimals = Math.abs(scaled) < FEW_DIGITS_BELOW && !Number.isInteger(scaled) ? 1 : 0;
    return [formatNumber(scaled, { decimals }), unit].filter(Boolean).join(" ");
  };
  return words.finding(label, write(finding.value), write(finding.limit), finding.relation);
}
