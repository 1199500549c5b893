import type { PoolClient, Queryable } from "../pool.ts";

/** Advisory locks by purpose and share. A member's ends with its connection, whatever becomes of the process. */
const MEMBER_LOCK = "hashtext('mqtt_share.member')";
const LEAVE_LOCK = "hashtext('mqtt_share.leave')";

/** Notes, for as long as the connection lives, that its process is subscribed under the share; returns who it is. */
export async function joinShare(client: PoolClient, share: string): Promise<{ pid: number }> {
  const { rows } = await client.query<{ pid: number }>(
    `select pg_backend_pid() as pid from pg_advisory_lock_shared(${MEMBER_LOCK}, hashtext($1))`,
    [share],
  );
  return { pid: rows[0]?.pid ?? 0 };
}

/** Takes back what `joinShare` noted; on the same connection. */
export async function quitShare(client: PoolClient, share: string): Promise<void> {
  await client.query(`select pg_advisory_unlock_shared(${MEMBER_LOCK}, hashtext($1))`, [share]);
}

/**
 * Whether another process than that of `pid` is subscribed under the share. Until the transaction ends no member can ask
 * the same: of two that leave at once, the second knows that the first has left.
 */
export async function hasOtherMember(
  transaction: Queryable,
  { share, pid }: { share: string; pid: number },
): Promise<boolean> {
  await transaction.query("set local lock_timeout = '1s'");
  await transaction.query(`select pg_advisory_xact_lock(${LEAVE_LOCK}, hashtext($1))`, [share]);
  const { rows } = await transaction.query<{ others: number }>(
    `select count(*)::int as others from pg_locks
      where locktype = 'advisory' and objsubid = 2 and granted and pid <> $2
        and database = (select oid from pg_database where datname = current_database())
        and classid::int8 = ${MEMBER_LOCK}::int8 & 4294967295 and objid::int8 = hashtext($1)::int8 & 4294967295`,
    [share, pid],
  );
  return (rows[0]?.others ?? 0) > 0;
}
