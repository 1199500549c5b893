import { SumoFileError } from "./sumo-file-error.ts";
import { optionalNumberOf, readXml, type XmlSource } from "./xml-stream.ts";

/** What a SUMO configuration says about its inputs and times; file names are as written, relative to the file. */
export interface SumoConfig {
  netFile?: string;
  additionalFiles: string[];
  /** Simulation times, s. */
  beginS: number;
  endS?: number;
}

/**
 * Reads a SUMO configuration (`.sumocfg`). @throws SumoFileError `INVALID_XML`, `INVALID_VALUE`.
 * Format: https://sumo.dlr.de/docs/Basics/Using_the_Command_Line_Applications.html#configuration_files
 */
export async function readSumoConfig(source: XmlSource): Promise<SumoConfig> {
  const config: SumoConfig = { additionalFiles: [], beginS: 0 };
  let root: string | undefined;
  await readXml(source, {
    open(name, attributes) {
      root ??= name;
      const value = attributes.value ?? attributes.v ?? "";
      if (name === "net-file" || name === "net" || name === "n") config.netFile = value;
      if (name === "additional-files" || name === "additional" || name === "a") {
        config.additionalFiles = value
          .split(",")
          .map((file) => file.trim())
          .filter((file) => file !== "");
      }
      if (name === "begin") config.beginS = optionalNumberOf(attributes, "value") ?? 0;
      if (name === "end") {
        const endS = optionalNumberOf(attributes, "value") ?? -1;
        if (endS >= 0) config.endS = endS;
      }
    },
  });
  if (root === undefined || !/configuration$/i.test(root)) {
    throw new SumoFileError(
      "INVALID_VALUE",
      `Not a SUMO configuration: the document is <${root ?? "empty"}>`,
    );
  }
  return config;
}
