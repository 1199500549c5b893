/** What an hour of a vehicle's delay costs, in a currency. */
export interface DelayRate {
  perVehicleHour: number;
  /** ISO 4217. */
  currency: string;
}

/** Reads a rate such as `27.50 EUR`; undefined when it is not one. */
export function parseDelayRate(text: string): DelayRate | undefined {
  const { amount, currency } =
    /^(?<amount>\d{1,6}(\.\d{1,2})?) (?<currency>[A-Z]{3})$/.exec(text)?.groups ?? {};
  if (amount === undefined || currency === undefined) return undefined;
  return { perVehicleHour: Number(amount), currency };
}

/**
 * Cost of a delay: vehicle-hours by the rate of one, which is the value of time of all who sit in it (US DOT, Revised
 * Departmental Guidance on Valuation of Travel Time in Economic Analysis).
 */
export function delayCost(delayVehH: number, { perVehicleHour }: DelayRate): number {
  return Math.max(0, delayVehH) * perVehicleHour;
}
