import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Trip } from "../plan/demand.ts";
import { HISTORY_INCIDENTS, WET_HOURS, WET_SPEED } from "../plan/history-events.ts";
import { between, createRandom } from "../plan/random.ts";
import { runSumo } from "./run-sumo.ts";

/** Every day's run starts half an hour before midnight, so that the streets are not empty at 00:00. */
export const WARM_UP_S = 1800;
const DAY_S = 86_400;

/** What a day's run needs. */
export interface DayInput {
  readonly day: number;
  readonly trips: readonly Trip[];
  readonly routes: ReadonlyMap<string, string>;
  /** 168 shares of the peak hour. */
  readonly profile: readonly number[];
  readonly loopSegments: readonly string[];
  readonly laneCounts: ReadonlyMap<string, number>;
  readonly networkFile: string;
  readonly folder: string;
}

/** SUMO's edgeData of one day; times start WARM_UP_S before midnight. */
export interface DayFiles {
  readonly quarterHours: string;
  readonly fiveMinutes: string;
}

/** Runs one day of the history in SUMO's mesoscopic model. */
export function simulateDay(input: DayInput): DayFiles {
  const { folder, day } = input;
  const files = {
    quarterHours: join(folder, "day.edges15.xml"),
    fiveMinutes: join(folder, "day.edges5.xml"),
  };
  const routeFile = join(folder, "day.rou.xml");
  const additional = join(folder, "day.add.xml");
  writeFileSync(routeFile, dayRoutesXml(input));
  writeFileSync(additional, dayAdditionalXml(input, files));
  runSumo([
    ["--net-file", input.networkFile],
    ["--route-files", routeFile],
    ["--additional-files", additional],
    ["--mesosim", "true"],
    ["--meso-junction-control.limited", "true"],
    ["--meso-tls-penalty", "0.5"],
    ["--seed", String(1000 + day)],
    ["--end", String(WARM_UP_S + DAY_S)],
    ["--no-warnings", "true"],
  ]);
  return files;
}

/** Departures of a day: of the peak hour's trips, each hour takes its share by lot, and each trip a new second. */
function dayRoutesXml({ day, trips, routes, profile }: DayInput): string {
  const random = createRandom(5000 + day);
  const mood = between(random, 0.97, 1.03);
  const departures: { atS: number; tripId: string; type: string }[] = [];
  for (let hour = -1; hour < 24; hour += 1) {
    const share = (profile[(day * 24 + hour + 168) % 168] ?? 0) * mood;
    for (const trip of trips) {
      const times = Math.floor(share) + (random() < share % 1 ? 1 : 0);
      for (let i = 0; i < times; i += 1) {
        const atS = WARM_UP_S + hour * 3600 + Math.floor(random() * 3600);
        if (atS >= 0)
          departures.push({ atS, tripId: trip.id, type: isWet(day, hour) ? `${trip.type}-wet` : trip.type });
      }
    }
  }
  departures.sort((a, b) => a.atS - b.atS);
  const lines = [...routes].map(([id, edges]) => `<route id="${id}" edges="${edges}"/>`);
  departures.forEach((d, i) => {
    lines.push(
      `<vehicle id="${i}" type="${d.type}" route="${d.tripId}" depart="${d.atS}" departSpeed="max"/>`,
    );
  });
  return `<routes>\n${mesoTypesXml()}\n${lines.join("\n")}\n</routes>\n`;
}

function isWet(day: number, hour: number): boolean {
  return WET_HOURS.some(([wetDay, from, to]) => wetDay === day && hour >= from && hour < to);
}

function mesoTypesXml(): string {
  const factors: Readonly<Record<string, number>> = { car: 1, van: 0.98, truck: 0.95, bus: 0.95 };
  return Object.entries(factors)
    .flatMap(([type, factor]) => [[type, factor] as const, [`${type}-wet`, factor * WET_SPEED] as const])
    .map(
      ([id, factor]) =>
        `<vType id="${id}" length="0.1" minGap="6.9" tau="1.1" speedFactor="normc(${factor.toFixed(3)},0.07,0.8,1.2)"/>`,
    )
    .join("\n");
}

function dayAdditionalXml({ day, loopSegments, laneCounts }: DayInput, files: DayFiles): string {
  const end = WARM_UP_S + DAY_S;
  const window = `begin="${WARM_UP_S}" end="${end}" excludeEmpty="true"`;
  const signs = HISTORY_INCIDENTS.filter((incident) => incident.day === day).flatMap((incident) =>
    incident.slowed.map(([segmentId, limitKmh]) => {
      const startS = WARM_UP_S + Math.round(incident.startHour * 3600);
      const lanes = Array.from(
        { length: laneCounts.get(segmentId) ?? 1 },
        (_, lane) => `${segmentId}_${lane}`,
      );
      const endS = startS + Math.round(incident.durationH * 3600);
      const steps = `<step time="${startS}" speed="${(limitKmh / 3.6).toFixed(2)}"/><step time="${endS}" speed="-1"/>`;
      return `<variableSpeedSign id="${incident.id}-${segmentId}" lanes="${lanes.join(" ")}">${steps}</variableSpeedSign>`;
    }),
  );
  return `<additional>
<edgeData id="quarters" file="${files.quarterHours}" freq="900" ${window}/>
<edgeData id="fives" file="${files.fiveMinutes}" freq="300" edges="${loopSegments.join(" ")}" ${window}/>
${signs.join("\n")}
</additional>\n`;
}
