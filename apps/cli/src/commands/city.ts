import { replaceCity } from "@arterial/api/city/replace-city";
import { importDevices } from "@arterial/api/device/register-devices";
import type { CityNetwork } from "@arterial/domain/city/network";
import type { Command } from "commander";
import { answer, type CliIo, type CommonOptions, withServices } from "../command-scope.ts";
import { readCityFolder } from "../files/city-folder.ts";
import { readSumoCity } from "../files/sumo-city.ts";

interface ImportOptions extends CommonOptions {
  polygons?: string;
  name?: string;
  timeZone?: string;
  real?: boolean;
}

/** `city import`, `city load`. */
export function addCityCommands(program: Command, io: CliIo): void {
  const city = program.command("city").description("the city that this installation shows");
  city
    .command("import")
    .description("put the city of a SUMO network (.net.xml, .net.xml.gz) in place of the one before")
    .argument("<net>")
    .option("--polygons <file>", "land use of polyconvert (.poly.xml, .poly.xml.gz)")
    .option("--name <name>", "name of the city (default: from the file's name)")
    .option("--time-zone <zone>", "IANA time zone of the city (default: this machine's)")
    .option("--real", "its devices are real ones: the console does not say that it is simulated")
    .option("--json", "print one JSON document")
    .action((net: string, options: ImportOptions) => importNetwork(io, net, options));
  city
    .command("load")
    .description("load a city and its devices from a folder of GeoJSON files, as the demo city's")
    .argument("<folder>")
    .option("--json", "print one JSON document")
    .action((folder: string, options: CommonOptions) => load(io, folder, options));
}

async function importNetwork(io: CliIo, net: string, options: ImportOptions): Promise<void> {
  const { network, skippedPolygons } = await readSumoCity(net, {
    polygons: options.polygons,
    name: options.name,
    timeZone: options.timeZone ?? new Intl.DateTimeFormat().resolvedOptions().timeZone,
    isSimulated: options.real !== true,
  });
  await withServices(io, async (ctx) => {
    await replaceCity(ctx, network);
    answer(io, options, { ...factsOf(network), skippedPolygons }, [sentenceOf(network)]);
  });
}

async function load(io: CliIo, folder: string, options: CommonOptions): Promise<void> {
  const { network, devices } = await readCityFolder(folder);
  await withServices(io, async (ctx) => {
    await replaceCity(ctx, network);
    const imported = devices.length === 0 ? { created: 0, updated: 0 } : await importDevices(ctx, devices);
    answer(io, options, { ...factsOf(network), devices: devices.length }, [
      sentenceOf(network),
      `${imported.created} devices registered, ${imported.updated} changed.`,
    ]);
  });
}

function factsOf(network: CityNetwork) {
  return {
    name: network.name,
    timeZone: network.timeZone,
    isSimulated: network.isSimulated,
    segments: network.segments.length,
    junctions: network.junctions.length,
    landUse: network.landUse.length,
  };
}

function sentenceOf(network: CityNetwork): string {
  const { name, segments, junctions, landUse } = factsOf(network);
  return `${name}: ${segments} segments, ${junctions} junctions, ${landUse} areas and lines of land use; times in ${network.timeZone}.`;
}
