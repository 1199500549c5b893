import { decodeTrafficReading, decodeVehicleReading } from "../apps/pipeline/src/domains/traffic/decode.ts";
import { createCheckStructureStep } from "../apps/pipeline/src/steps/check-structure.ts";
import { createDecodePayloadStep } from "../apps/pipeline/src/steps/decode-payload.ts";
import { createSplitReadingsStep } from "../apps/pipeline/src/steps/split-readings.ts";
import type { MessagePart } from "../apps/pipeline/src/steps/taken-message.ts";
import { flow } from "../packages/streams/src/flow.ts";
import { benchDeviceId, benchReading, FLEET_SIZE, type LoadKind } from "./load/fleet.ts";
import { atLeast, type BenchmarkResult } from "./report/benchmark.ts";
import { createSeries } from "./setup/series.ts";

export const summary = "readings a second from bytes to checked values, beside a bare JSON.parse";

const UNIT = "readings/s";
const ROUNDS = 9;
const READINGS = 40_000;
const START_AT = 1_780_000_000_000;
const LOADS = [
  { kind: "traffic", perMessage: 1 },
  { kind: "vehicle", perMessage: 1 },
  { kind: "traffic", perMessage: 20 },
  { kind: "vehicle", perMessage: 20 },
] as const;
type DecodeLoad = (typeof LOADS)[number];

const decodePayload = createDecodePayloadStep({ maxPayloadBytes: 1024 * 1024 });
const splitReadings = createSplitReadingsStep();
const checkStructure = createCheckStructureStep();

/** The steps of the topologies that turn bytes into readings: strict UTF-8, depth, keys, and the kind's schema. */
const FLOWS = {
  traffic: flow<MessagePart>("traffic", { from: "bench" })
    .step(decodePayload)
    .split(splitReadings)
    .step(checkStructure)
    .step(decodeTrafficReading)
    .to("bench"),
  vehicle: flow<MessagePart>("vehicle", { from: "bench" })
    .step(decodePayload)
    .split(splitReadings)
    .step(checkStructure)
    .step(decodeVehicleReading)
    .to("bench"),
};

function messageOf(kind: LoadKind, n: number, perMessage: number): MessagePart {
  const readings = Array.from({ length: perMessage }, (_, k) =>
    benchReading(kind, n + k * FLEET_SIZE[kind], START_AT),
  );
  const deviceId = benchDeviceId(kind, n);
  const message = {
    topic: `city/v1/${kind}/${deviceId}`,
    kind,
    deviceId,
    payload: Buffer.from(JSON.stringify(perMessage === 1 ? readings[0] : readings)),
    receivedAt: START_AT,
    safe: Promise.resolve(),
  };
  return { message, element: undefined };
}

function decodeAll({ kind }: DecodeLoad, messages: readonly MessagePart[]): number {
  let decoded = 0;
  for (const message of messages)
    for (const { result } of FLOWS[kind].run(message)) if (result.type === "ok") decoded++;
  return decoded;
}

function parseAll(messages: readonly MessagePart[]): number {
  let parsed = 0;
  for (const { message } of messages) {
    const json: unknown = JSON.parse(message.payload.toString());
    parsed += Array.isArray(json) ? json.length : 1;
  }
  return parsed;
}

/** Readings per second of the process's own time on a core, so that what else the machine does counts for neither. */
function measure(work: () => number, readings: number): number {
  const before = process.cpuUsage();
  const done = work();
  const { user, system } = process.cpuUsage(before);
  const seconds = (user + system) / 1e6;
  if (done !== readings) throw new Error(`${done} of ${readings} readings came out`);
  return readings / seconds;
}

function nameOf({ kind, perMessage }: DecodeLoad): string {
  return `${kind}, ${perMessage === 1 ? "one reading" : `${perMessage} readings`} a message`;
}

/** How much the checks cost: the pipeline's own steps and a bare JSON.parse over the same bytes, in turn. */
export async function run(): Promise<BenchmarkResult> {
  const ours = createSeries();
  const bare = createSeries();
  const ratios: Record<string, number> = {};
  for (const load of LOADS) {
    const messages = Array.from({ length: READINGS / load.perMessage }, (_, n) =>
      messageOf(load.kind, n, load.perMessage),
    );
    const name = nameOf(load);
    for (let round = -3; round < ROUNDS; round++) {
      const oursNow = measure(() => decodeAll(load, messages), READINGS);
      const bareNow = measure(() => parseAll(messages), READINGS);
      if (round < 0) continue;
      ours.add(name, oursNow);
      bare.add(name, bareNow);
    }
    ratios[name] = ours.median(name) / bare.median(name);
  }
  const headline = nameOf(LOADS[0]);
  return {
    name: "decode",
    ours: { value: ours.median(headline), unit: UNIT },
    limit: { value: bare.median(headline), unit: UNIT },
    peers: [],
    ratios,
    bars: Object.entries(ratios).map(([name, ratio]) => atLeast(name, ratio, 0.7)),
    notes: [
      "limit: JSON.parse of the same bytes, without any check",
      "the two in turn, medians of nine rounds, by the processor time of the process",
    ],
    runs: { ours: ours.all(), bare: bare.all() },
  };
}
