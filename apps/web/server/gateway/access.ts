import { requirePermission } from "@arterial/api/actor";
import type { ServiceContext } from "@arterial/api/context";
import { ServiceError } from "@arterial/api/errors";
import type { LiveRefusal } from "@arterial/api/live/contract";
import type { LiveLayer } from "@arterial/api/live/layers";
import type { Permission } from "@arterial/api/roles";

/** The right that a layer needs. */
const LAYER_PERMISSION = {
  vehicles: "traffic.read",
  segments: "traffic.read",
  devices: "device.read",
  clusters: "city.read",
  figures: "city.read",
  abnormal: "city.read",
} as const satisfies Record<LiveLayer, Permission>;

/** Why somebody may not watch these layers; null when he may. */
export function findRefusal(actor: ServiceContext["actor"], layers: Iterable<LiveLayer>): LiveRefusal | null {
  if (actor === null) return "signed_out";
  try {
    for (const layer of layers) requirePermission(actor, LAYER_PERMISSION[layer]);
    return null;
  } catch (error) {
    if (!(error instanceof ServiceError)) throw error;
    return error.code === "unauthenticated" ? "signed_out" : "forbidden";
  }
}
