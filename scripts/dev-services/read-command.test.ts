import { expect, it } from "vitest";
import { ROOT } from "../boot/paths.mjs";
import { readCommand } from "./read-command.ts";

it("means every service, in a folder of the repository, on the usual ports", () => {
  expect(readCommand(["up"])).toEqual({
    verb: "up",
    services: ["kafka", "mosquitto", "redis", "postgres"],
    folder: `${ROOT}/.data/dev-services`,
    ports: {},
    wantsFreePorts: false,
    isWipe: false,
    isJson: false,
  });
});

it("reads services, folder and ports", () => {
  const args = ["up", "redis", "kafka", "--folder", "/srv/parts", "--port", "redis=7000", "--json"];
  expect(readCommand(args)).toMatchObject({
    services: ["redis", "kafka"],
    folder: "/srv/parts",
    ports: { redis: 7_000 },
    isJson: true,
  });
});

it.each([
  [[]],
  [["start"]],
  [["up", "zookeeper"]],
  [["up", "--port", "redis"]],
  [["up", "--port", "redis=70000"]],
  [["up", "--port", "etcd=7000"]],
  [["up", "--hurry"]],
])("refuses %j with the usage", (args) => {
  expect(() => readCommand(args)).toThrow(/Usage: npm run dev-services/);
});
