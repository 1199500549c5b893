/** Readings in one message of a vehicle feed or of a fast replay. */
export const READINGS_PER_MESSAGE = 100;

/** Cuts a list into the parts that go into one message each. */
export function cutIntoMessages<T>(readings: readonly T[]): T[][] {
  const messages: T[][] = [];
  for (let start = 0; start < readings.length; start += READINGS_PER_MESSAGE) {
    messages.push(readings.slice(start, start + READINGS_PER_MESSAGE));
  }
  return messages;
}
