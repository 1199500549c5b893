import { fetchMavenJars } from "../maven-jars.ts";

/** The version in pom.xml. */
export const KAFKA_VERSION = "4.4.0";

/** The folder below .cache with the broker's jars; see {@link fetchMavenJars}. */
export function fetchKafkaJars(): Promise<string> {
  return fetchMavenJars({ label: `kafka-${KAFKA_VERSION}`, folder: import.meta.dirname });
}
