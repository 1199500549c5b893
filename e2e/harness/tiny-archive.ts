import { createRequire } from "node:module";
import { join } from "node:path";
import { ROOT } from "../../scripts/boot/paths.mjs";

const HEADER_BYTES = 127;
const NO_COMPRESSION = 1;
const VECTOR_TILES = 1;
const EXTENT = 4_096;

/** One tile of the whole world whose layer `water` is one area that covers it. */
function worldOfWater(): Buffer {
  const web = createRequire(join(ROOT, "apps/web/package.json"));
  const { fromGeojsonVt } = web("@maplibre/vt-pbf") as {
    fromGeojsonVt(layers: object, options: object): Uint8Array;
  };
  const ring = [
    [0, 0],
    [EXTENT, 0],
    [EXTENT, EXTENT],
    [0, EXTENT],
    [0, 0],
  ];
  const features = [{ type: 3, geometry: [ring], tags: { kind: "ocean" } }];
  return Buffer.from(fromGeojsonVt({ water: { features } }, { version: 2, extent: EXTENT }));
}

function varint(value: number): number[] {
  return value < 128 ? [value] : [(value % 128) + 128, ...varint(Math.floor(value / 128))];
}

/** A PMTiles archive (version 3) of one tile, as github.com/protomaps/PMTiles describes it. */
export function tinyArchive(metadata: object): Buffer {
  const tile = worldOfWater();
  const told = Buffer.from(JSON.stringify(metadata));
  // One entry: tile 0, one in a run, its length, and its offset plus one.
  const directory = Buffer.from([1, 0, 1, ...varint(tile.byteLength), 1]);
  const header = Buffer.alloc(HEADER_BYTES);
  header.write("PMTiles");
  header.writeUInt8(3, 7);
  const toldAt = HEADER_BYTES + directory.byteLength;
  const tilesAt = toldAt + told.byteLength;
  const places = [HEADER_BYTES, directory.byteLength, toldAt, told.byteLength, tilesAt, 0, tilesAt];
  [...places, tile.byteLength, 1, 1, 1].forEach((value, index) => {
    header.writeBigUInt64LE(BigInt(value), 8 + 8 * index);
  });
  header.set([1, NO_COMPRESSION, NO_COMPRESSION, VECTOR_TILES, 0, 0], 96);
  [-180, -85, 180, 85].forEach((degrees, index) => {
    header.writeInt32LE(degrees * 1e7, 102 + 4 * index);
  });
  return Buffer.concat([header, directory, told, tile]);
}
