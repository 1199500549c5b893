import { SumoFileError } from "./sumo-file-error.ts";
import {
  numberOf,
  optionalNumberOf,
  readXml,
  shapeOf,
  wordsOf,
  type XmlAttributes,
  type XmlSource,
} from "./xml-stream.ts";

/** A point in the network's own metric coordinates, m. */
export type NetworkPoint = [x: number, y: number];

export interface SumoLane {
  id: string;
  index: number;
  /** m/s */
  speedMs: number;
  /** m */
  lengthM: number;
  /** m; absent where the network uses the default of 3.2. */
  widthM?: number;
  /** Vehicle classes as written; both absent means that every class may use the lane. */
  allow?: readonly string[];
  disallow?: readonly string[];
  shape: NetworkPoint[];
}

export interface SumoEdge {
  id: string;
  /** Empty on internal edges. */
  from: string;
  to: string;
  name: string;
  /** Type as written by netconvert, such as `highway.primary`; empty when unknown. */
  type: string;
  priority: number;
  /** Inside a junction: internal lanes, crossings, walking areas, connectors. */
  isInternal: boolean;
  /** Centre line of the road as drawn; empty when it is the straight line between the junctions. */
  shape: NetworkPoint[];
  lanes: SumoLane[];
  params: Record<string, string>;
}

export interface SumoJunction {
  id: string;
  type: string;
  x: number;
  y: number;
  shape: NetworkPoint[];
}

export interface SumoSignalPlan {
  id: string;
  programId: string;
  type: string;
  offsetS: number;
  phases: { durationS: number; state: string }[];
}

export interface SumoConnection {
  from: string;
  to: string;
  fromLane: number;
  toLane: number;
  /** Internal lane that leads through the junction. */
  via?: string;
  signalPlanId?: string;
  linkIndex?: number;
  /** s straight, l left, r right, t turn around, L and R partial turns. */
  direction: string;
}

export interface SumoLocation {
  netOffset: NetworkPoint;
  /** Proj string; `!` when the network has no georeference, `-` for the simple projection. */
  projParameter: string;
  convBoundary: [minX: number, minY: number, maxX: number, maxY: number];
}

/** A SUMO network file as read: metric coordinates, SUMO's own words. */
export interface SumoNetwork {
  location: SumoLocation;
  edges: Map<string, SumoEdge>;
  junctions: Map<string, SumoJunction>;
  signalPlans: SumoSignalPlan[];
  connections: SumoConnection[];
  roundabouts: { junctionIds: readonly string[]; edgeIds: readonly string[] }[];
}

/**
 * Reads a SUMO network (`.net.xml`), streaming.
 * Format: https://sumo.dlr.de/docs/Networks/SUMO_Road_Networks.html
 * @throws SumoFileError `INVALID_XML`, `INVALID_VALUE`, or `NOT_A_NETWORK` when there is no `<location>` in a `<net>`.
 */
export async function readNetwork(source: XmlSource): Promise<SumoNetwork> {
  const network: Omit<SumoNetwork, "location"> = {
    edges: new Map(),
    junctions: new Map(),
    signalPlans: [],
    connections: [],
    roundabouts: [],
  };
  let location: SumoLocation | undefined;
  let root: string | undefined;
  let edge: SumoEdge | undefined;
  let plan: SumoSignalPlan | undefined;
  const openers: Readonly<Record<string, (attributes: XmlAttributes) => void>> = {
    location: (attributes) => {
      location = locationOf(attributes);
    },
    edge: (attributes) => {
      edge = edgeOf(attributes);
      network.edges.set(edge.id, edge);
    },
    lane: (attributes) => edge?.lanes.push(laneOf(attributes)),
    param: (attributes) => {
      if (edge && attributes.key) edge.params[attributes.key] = attributes.value ?? "";
    },
    junction: (attributes) => {
      const junction = junctionOf(attributes);
      network.junctions.set(junction.id, junction);
    },
    tlLogic: (attributes) => {
      plan = signalPlanOf(attributes);
      network.signalPlans.push(plan);
    },
    phase: (attributes) =>
      plan?.phases.push({ durationS: numberOf(attributes, "duration"), state: attributes.state ?? "" }),
    connection: (attributes) => network.connections.push(connectionOf(attributes)),
    roundabout: (attributes) =>
      network.roundabouts.push({
        junctionIds: wordsOf(attributes.nodes),
        edgeIds: wordsOf(attributes.edges),
      }),
  };
  await readXml(source, {
    open(name, attributes) {
      root ??= name;
      openers[name]?.(attributes);
    },
    close(name) {
      if (name === "edge") edge = undefined;
      if (name === "tlLogic") plan = undefined;
    },
  });
  if (root !== "net" || !location) {
    throw new SumoFileError(
      "NOT_A_NETWORK",
      `Not a SUMO network: the document is <${root ?? "empty"}>${root === "net" ? " without <location>" : ""}`,
    );
  }
  return { location, ...network };
}

function locationOf(attributes: XmlAttributes): SumoLocation {
  const [offset] = shapeOf(attributes.netOffset);
  const [minX, minY, maxX, maxY] = (attributes.convBoundary ?? "").split(",").map(Number);
  return {
    netOffset: offset ?? [0, 0],
    projParameter: attributes.projParameter ?? "!",
    convBoundary: [minX ?? 0, minY ?? 0, maxX ?? 0, maxY ?? 0],
  };
}

function edgeOf(attributes: XmlAttributes): SumoEdge {
  const { id = "" } = attributes;
  return {
    id,
    from: attributes.from ?? "",
    to: attributes.to ?? "",
    name: attributes.name ?? "",
    type: attributes.type ?? "",
    priority: optionalNumberOf(attributes, "priority") ?? -1,
    isInternal: id.startsWith(":") || (attributes.function ?? "normal") !== "normal",
    shape: shapeOf(attributes.shape),
    lanes: [],
    params: {},
  };
}

function laneOf(attributes: XmlAttributes): SumoLane {
  const lane: SumoLane = {
    id: attributes.id ?? "",
    index: numberOf(attributes, "index"),
    speedMs: numberOf(attributes, "speed"),
    lengthM: numberOf(attributes, "length"),
    shape: shapeOf(attributes.shape),
  };
  const widthM = optionalNumberOf(attributes, "width");
  if (widthM !== undefined) lane.widthM = widthM;
  if (attributes.allow !== undefined) lane.allow = wordsOf(attributes.allow);
  if (attributes.disallow !== undefined) lane.disallow = wordsOf(attributes.disallow);
  return lane;
}

function junctionOf(attributes: XmlAttributes): SumoJunction {
  return {
    id: attributes.id ?? "",
    type: attributes.type ?? "",
    x: numberOf(attributes, "x"),
    y: numberOf(attributes, "y"),
    shape: shapeOf(attributes.shape),
  };
}

function signalPlanOf(attributes: XmlAttributes): SumoSignalPlan {
  return {
    id: attributes.id ?? "",
    programId: attributes.programID ?? "0",
    type: attributes.type ?? "static",
    offsetS: Number(attributes.offset ?? 0) || 0,
    phases: [],
  };
}

function connectionOf(attributes: XmlAttributes): SumoConnection {
  const connection: SumoConnection = {
    from: attributes.from ?? "",
    to: attributes.to ?? "",
    fromLane: numberOf(attributes, "fromLane"),
    toLane: numberOf(attributes, "toLane"),
    direction: attributes.dir ?? "",
  };
  if (attributes.via) connection.via = attributes.via;
  if (attributes.tl) connection.signalPlanId = attributes.tl;
  const linkIndex = optionalNumberOf(attributes, "linkIndex");
  if (linkIndex !== undefined) connection.linkIndex = linkIndex;
  return connection;
}
