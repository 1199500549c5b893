import { z } from "zod";
import type { Queryable } from "../pool.ts";

/** A web server that has not reported for this long has no clients. */
const STALE_AFTER_S = 20;

/** Notes how many browsers a web server has on the live line, and forgets servers that are long gone. */
export async function reportLiveGateway(
  db: Queryable,
  gateway: { id: string; clients: number },
): Promise<void> {
  await db.query(
    `with gone as (delete from live_gateway where reported_at < now() - interval '1 hour' and id <> $1)
     insert into live_gateway (id, clients, reported_at) values ($1, $2, now())
     on conflict (id) do update set clients = excluded.clients, reported_at = excluded.reported_at`,
    [gateway.id, gateway.clients],
  );
}

/** Takes a web server that ends out of the count. */
export async function removeLiveGateway(db: Queryable, id: string): Promise<void> {
  await db.query("delete from live_gateway where id = $1", [id]);
}

const rowsSchema = z.tuple([z.object({ clients: z.number() })]);

/** Browsers on the live line of all web servers that reported lately. */
export async function readLiveClients(db: Queryable): Promise<number> {
  const { rows } = await db.query(
    `select coalesce(sum(clients), 0)::int as clients from live_gateway
      where reported_at > now() - make_interval(secs => $1)`,
    [STALE_AFTER_S],
  );
  return rowsSchema.parse(rows)[0].clients;
}
