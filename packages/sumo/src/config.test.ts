import { expect, it } from "vitest";
import { readSumoConfig } from "./config.ts";

it("reads the inputs and times of a configuration", async () => {
  const xml = `<configuration>
    <input><net-file value="a.net.xml"/><additional-files value="x.add.xml, y.add.xml"/></input>
    <time><begin value="100"/><end value="3700"/></time>
  </configuration>`;
  expect(await readSumoConfig([xml])).toEqual({
    netFile: "a.net.xml",
    additionalFiles: ["x.add.xml", "y.add.xml"],
    beginS: 100,
    endS: 3700,
  });
});

it("takes an end of -1 for none, and refuses another kind of file", async () => {
  const config = await readSumoConfig([`<sumoConfiguration><end value="-1"/></sumoConfiguration>`]);
  expect(config).toEqual({ additionalFiles: [], beginS: 0 });
  await expect(readSumoConfig(["<net/>"])).rejects.toMatchObject({ code: "INVALID_VALUE" });
});
