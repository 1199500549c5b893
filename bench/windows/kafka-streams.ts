import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { z } from "zod";
import { fetchMavenJars } from "../../scripts/dev-services/maven-jars.ts";

/** The version in pom.xml. */
export const KAFKA_STREAMS_VERSION = "4.4.0";

const FOLDER = join(import.meta.dirname, "kafka-streams");

const roundSchema = z.object({
  events: z.number(),
  /** Processor time of its process, collector and compiler included. */
  seconds: z.number(),
  windows: z.number(),
  /** Sum of what its windows counted, of both sizes. */
  counted: z.number(),
});
export type KafkaStreamsRound = z.output<typeof roundSchema>;

/** The same sums over the same file in Kafka Streams' TopologyTestDriver, the first of the rounds to warm up. */
export async function runKafkaStreams(file: string, rounds: number): Promise<KafkaStreamsRound[]> {
  const jars = await fetchMavenJars({ label: `kafka-streams-${KAFKA_STREAMS_VERSION}`, folder: FOLDER });
  const program = join(FOLDER, "SegmentWindows.java");
  const args = ["-Xmx2g", "-cp", join(jars, "*"), program, file, String(rounds + 1)];
  const { stdout } = await promisify(execFile)("java", args);
  const lines = stdout.trim().split("\n");
  return lines.map((line) => roundSchema.parse(JSON.parse(line))).slice(1);
}
