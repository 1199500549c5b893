/** One observed property of a device, as it is shown. */
export interface Channel {
  /** Name of the channel in readings and queries. */
  id: string;
  label: string;
  /** Unit as shown; empty for counts. */
  unit: string;
  decimals: number;
  /** Shown value = reading × factor, such as 100 for a share shown in per cent. */
  factor: number;
  /** Flow, speed, counts and concentrations include zero on their axis. */
  isZeroBased: boolean;
  /** The value of a reading; null when the reading lacks it. */
  read(values: Readonly<Record<string, unknown>>): number | null;
}

/** Makes a channel that reads the field of its own name. */
export function createChannel(
  id: string,
  look: Pick<Channel, "label" | "unit" | "decimals"> &
    Partial<Pick<Channel, "factor" | "isZeroBased" | "read">>,
): Channel {
  const { factor = 1, isZeroBased = true, read = (values) => numberOf(values[id]), ...rest } = look;
  return { id, factor, isZeroBased, read, ...rest };
}

/** A number of a reading; null for anything else. */
export function numberOf(value: unknown): number | null {
  return typeof value === "number" && Number.isFinite(value) ? value : null;
}

/** Shown value of a channel in a reading; null when there is none. */
export function channelValue(
  channel: Channel,
  values: Readonly<Record<string, unknown>> | undefined,
): number | null {
  if (!values) return null;
  const value = channel.read(values);
  return value === null ? null : value * channel.factor;
}
