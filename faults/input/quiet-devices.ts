import type { Random } from "../random.ts";
import type { SentReading } from "./message.ts";

const HOUR_S = 3_600;
const EVERY_S = 5;
const SHUFFLED_SHARE = 0.3;

/** Readings of the devices that feed no windows, a third of them shuffled up to an hour late. */
export function createQuietDevices(
  random: Random,
  seconds: number,
  startAt: number,
): { second: number; reading: SentReading }[] {
  const sent: { second: number; reading: SentReading }[] = [];
  for (let second = 0; second < seconds; second += EVERY_S) {
    const lateS = random.isTrue(SHUFFLED_SHARE) ? random.between(1, HOUR_S) : 0;
    const ts = startAt + (second - lateS) * 1_000;
    sent.push({ second, reading: readingOf(second / EVERY_S, ts, random) });
  }
  return sent;
}

function readingOf(number: number, ts: number, random: Random): SentReading {
  const value = random.next();
  switch (number % 6) {
    case 0:
      return { kind: "air", deviceId: "air-1", reading: { ts, seq: number, pm25: value * 80, co: value } };
    case 1:
      return { kind: "air", deviceId: "air-2", reading: { ts, seq: number, no2: value * 200 } };
    case 2:
      return {
        kind: "parking",
        deviceId: "park-1",
        reading: { ts, seq: number, occupied: Math.floor(value * 200), capacity: 200 },
      };
    case 3:
      return {
        kind: "parking",
        deviceId: "park-2",
        reading: { ts, seq: number, bay: `bay ${number % 4}`, isOccupied: value > 0.5 },
      };
    case 4:
      return {
        kind: "weather",
        deviceId: "weather-1",
        reading: { ts, seq: number, temperatureC: value * 30, relativeHumidity: value },
      };
    default:
      return {
        kind: "camera",
        deviceId: "camera-1",
        reading: { ts, seq: number, counts: { car: Math.floor(value * 20), truck: 1 }, stopped: number % 3 },
      };
  }
}
