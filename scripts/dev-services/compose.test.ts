import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { parse } from "yaml";
import { z } from "zod";
import { ROOT } from "../boot/paths.mjs";
import { KAFKA_VERSION } from "./kafka/classpath.ts";
import { SERVICE_NAMES } from "./service.ts";

const serviceSchema = z.strictObject({
  image: z.string().regex(/^[a-z0-9./-]+:[\w.-]+$/),
  restart: z.literal("unless-stopped"),
  ports: z.array(z.string().regex(/^127\.0\.0\.1:\d+:\d+$/)).min(1),
  volumes: z.array(z.string().regex(/^[\w./-]+:\/[\w./-]+(:ro)?$/)).min(1),
  command: z.array(z.string()).optional(),
  environment: z.record(z.string().regex(/^[A-Z_]+$/), z.string()).optional(),
});
const composeSchema = z.strictObject({
  name: z.literal("arterial"),
  services: z.record(z.enum(SERVICE_NAMES), serviceSchema),
  volumes: z.record(z.enum(SERVICE_NAMES), z.null()),
});

const compose = composeSchema.parse(parse(readFileSync(join(ROOT, "deploy", "compose.yaml"), "utf8")));

it("starts the same services as are started without docker, on the loopback interface, each with a volume", () => {
  expect(Object.keys(compose.services).sort()).toEqual([...SERVICE_NAMES].sort());
  for (const [name, { volumes }] of Object.entries(compose.services)) {
    expect(volumes.some((volume) => volume.startsWith(`${name}:`))).toBe(true);
  }
});

it("lets nobody into Mosquitto without an account, and gives its container the files that say so", () => {
  const settings = readFileSync(join(ROOT, "deploy", "mosquitto.conf"), "utf8").split("\n");
  expect(settings.filter((line) => line.startsWith("allow_anonymous"))).toEqual(["allow_anonymous false"]);
  const mounted = compose.services.mosquitto.volumes.map((volume) => volume.split(":")[1]);
  for (const name of ["password_file", "acl_file"]) {
    const line = settings.find((one) => one.startsWith(`${name} `));
    expect(mounted).toContain(line?.slice(name.length + 1));
  }
});

it("runs the version of Kafka that is tried without docker, and creates no topic by itself", () => {
  const { image, environment } = compose.services.kafka;
  expect(image).toBe(`apache/kafka:${KAFKA_VERSION}`);
  expect(environment?.KAFKA_AUTO_CREATE_TOPICS_ENABLE).toBe("false");
});
