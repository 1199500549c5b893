import { execFileSync } from "node:child_process";
import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { CityPlan, PlanEdge } from "../plan/city-plan.ts";
import type { Point } from "../plan/geometry.ts";
import { ORIGIN_EASTING_NORTHING, PROJ_STRING } from "../plan/projection.ts";

const SIGNAL = { signal: "traffic_light", priority: "priority", dead_end: "dead_end" } as const;
const PRIORITY: Record<string, number> = { motorway: 12, primary: 9, secondary: 6, residential: 3 };

/** Escapes text for an XML attribute. */
function attribute(text: string): string {
  return text.replaceAll("&", "&amp;").replaceAll('"', "&quot;").replaceAll("<", "&lt;");
}

/** Writes the plan as SUMO plain XML into `folder` and runs netconvert; returns the path of the network. */
export function buildNetwork(plan: CityPlan, folder: string): string {
  mkdirSync(folder, { recursive: true });
  writeFileSync(join(folder, "plan.nod.xml"), nodesXml(plan));
  writeFileSync(join(folder, "plan.edg.xml"), edgesXml(plan));
  writeFileSync(join(folder, "plan.con.xml"), connectionsXml(plan));
  writeFileSync(join(folder, "plan.typ.xml"), typesXml());
  const network = join(folder, "lindhaven.net.xml");
  const options = [
    ["--node-files", join(folder, "plan.nod.xml")],
    ["--edge-files", join(folder, "plan.edg.xml")],
    ["--connection-files", join(folder, "plan.con.xml")],
    ["--type-files", join(folder, "plan.typ.xml")],
    ["--output-file", network],
    ["--tls.default-type", "actuated"],
    ["--tls.cycle.time", "80"],
    ["--tls.min-dur", "6"],
    ["--tls.max-dur", "40"],
    ["--no-turnarounds", "true"],
    ["--no-turnarounds.except-deadend", "true"],
    ["--junctions.corner-detail", "6"],
    ["--junctions.internal-link-detail", "6"],
    ["--default.junctions.radius", "6"],
    ["--rectangular-lane-cut", "true"],
    ["--offset.disable-normalization", "true"],
    ["--output.street-names", "true"],
    ["--precision", "2"],
    ["--precision.geo", "7"],
  ];
  execFileSync("netconvert", options.flat(), {
    env: { ...process.env, SUMO_HOME: "/usr/share/sumo" },
    stdio: "inherit",
  });
  return network;
}

function nodesXml(plan: CityPlan): string {
  const [east, north] = ORIGIN_EASTING_NORTHING;
  const nodes = plan.nodes.map((node) => {
    const [x, y] = node.point;
    return `  <node id="${node.id}" x="${x.toFixed(2)}" y="${y.toFixed(2)}" type="${SIGNAL[node.control]}"/>`;
  });
  const corners = plan.nodes.map((node) => node.point);
  const box = [
    Math.min(...corners.map((p) => p[0])),
    Math.min(...corners.map((p) => p[1])),
    Math.max(...corners.map((p) => p[0])),
    Math.max(...corners.map((p) => p[1])),
  ];
  const bounds = box.map((v) => v.toFixed(2)).join(",");
  const location = `  <location netOffset="${-east}.00,${-north}.00" convBoundary="${bounds}" origBoundary="${bounds}" projParameter="${PROJ_STRING}"/>`;
  return `<nodes>\n${location}\n${nodes.join("\n")}\n</nodes>\n`;
}

function edgesXml(plan: CityPlan): string {
  const edges = plan.edges.map((edge) => {
    const shape = edge.line.map(([x, y]: Point) => `${x.toFixed(2)},${y.toFixed(2)}`).join(" ");
    const spread = edge.isSpreadRight ? "right" : "center";
    const speed = (edge.speedLimitKmh / 3.6).toFixed(3);
    return (
      `  <edge id="${edge.id}" from="${edge.from}" to="${edge.to}" numLanes="${edge.lanes}" speed="${speed}"` +
      ` priority="${edge.isRamp ? 5 : PRIORITY[edge.roadClass]}" name="${attribute(edge.name)}" type="${typeOf(edge)}"` +
      ` spreadType="${spread}" shape="${shape}"/>`
    );
  });
  return `<edges>\n${edges.join("\n")}\n</edges>\n`;
}

/** SUMO's usual names for road types, as its OpenStreetMap import uses them. */
function typeOf(edge: PlanEdge): string {
  return edge.isRamp ? "highway.motorway_link" : `highway.${edge.roadClass}`;
}

function typesXml(): string {
  const names = ["motorway_link", ...Object.keys(PRIORITY)];
  const rows = names.map(
    (name) => `  <type id="highway.${name}" priority="${PRIORITY[name] ?? 5}" numLanes="1" speed="13.89"/>`,
  );
  return `<types>\n${rows.join("\n")}\n</types>\n`;
}

/** R1's lanes are connected by hand: an exit takes the right lane away, an entry adds one. */
function connectionsXml(plan: CityPlan): string {
  const lines: string[] = [];
  const link = (from: PlanEdge, to: PlanEdge, a: number, b: number): void => {
    lines.push(`  <connection from="${from.id}" to="${to.id}" fromLane="${a}" toLane="${b}"/>`);
  };
  for (const from of plan.edges.filter((e) => e.roadClass === "motorway" || e.id.endsWith("-on"))) {
    for (const to of plan.edges.filter((e) => e.from === from.to && e.to !== from.from)) {
      const isRing = from.roadClass === "motorway" && to.roadClass === "motorway";
      if (!isRing) link(from, to, 0, 0);
      else if (from.lanes === to.lanes) for (let k = 0; k < from.lanes; k += 1) link(from, to, k, k);
      else if (from.lanes > to.lanes) for (let k = 0; k < to.lanes; k += 1) link(from, to, k + 1, k);
      else for (let k = 0; k < from.lanes; k += 1) link(from, to, k, k + 1);
    }
  }
  return `<connections>\n${lines.join("\n")}\n</connections>\n`;
}
