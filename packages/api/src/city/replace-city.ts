import { replaceCityNetwork } from "@arterial/db/city/write-city";
import { type CityNetwork, cityNetworkSchema } from "@arterial/domain/city/network";
import type { z } from "zod";
import { requirePermission } from "../actor.ts";
import { insertAudit } from "../audit/insert-audit.ts";
import type { ServiceContext } from "../context.ts";
import { InvalidInputError } from "../errors.ts";

/**
 * Puts a city in place of the one before. Devices and stored readings stay. Throws InvalidInputError when an id is used
 * twice or the time zone is not known here.
 */
export async function replaceCity(
  ctx: ServiceContext,
  input: z.input<typeof cityNetworkSchema>,
): Promise<CityNetwork> {
  const actor = requirePermission(ctx.actor, "city.write");
  const network = cityNetworkSchema.parse(input);
  requireUniqueIds("segment", network.segments);
  requireUniqueIds("junction", network.junctions);
  requireUniqueIds("land use", network.landUse);
  requireTimeZone(network.timeZone);
  await replaceCityNetwork(ctx.pool, network, (client) =>
    insertAudit(client, actor, {
      action: "city.replace",
      subjectType: "city",
      subjectId: network.name,
      detail: { segments: network.segments.length, junctions: network.junctions.length },
    }),
  );
  return network;
}

function requireUniqueIds(what: string, items: readonly { id: string }[]): void {
  const seen = new Set<string>();
  for (const { id } of items) {
    if (seen.has(id)) throw new InvalidInputError(`The ${what} id "${id}" is used twice.`);
    seen.add(id);
  }
}

function requireTimeZone(timeZone: string): void {
  try {
    new Intl.DateTimeFormat("en", { timeZone });
  } catch (cause) {
    throw new InvalidInputError(`"${timeZone}" is no time zone that is known here.`, { cause });
  }
}
