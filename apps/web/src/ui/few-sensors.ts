/** Share of sensors below which a figure is shown as doubtful. */
export const FEW_SENSORS_SHARE = 0.6;

/** True when a figure comes from fewer than 60 % of its sensors. */
export function hasFewSensors(quality: { used: number; total: number }): boolean {
  return quality.total > 0 && quality.used / quality.total < FEW_SENSORS_SHARE;
}
