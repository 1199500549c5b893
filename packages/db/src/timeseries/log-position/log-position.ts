import type { Queryable } from "../../pool.ts";

/** Where a record stands in the event log. */
export interface LogPlace {
  topic: string;
  partition: number;
  offset: number;
}

/** Next offset by partition of a topic, as a group committed it. */
export async function readLogPositions(
  db: Queryable,
  query: { group: string; topic: string },
): Promise<Map<number, number>> {
  const { rows } = await db.query<{ partition: number; next_offset: number }>(
    "select partition, next_offset from timeseries.log_position where consumer_group = $1 and topic = $2",
    [query.group, query.topic],
  );
  return new Map(rows.map((row) => [row.partition, row.next_offset]));
}

/**
 * Moves a group's position in one partition back, where the log has lost what was read and numbers other records by the
 * same offsets. Nothing else moves one back: {@link claimRecords} takes what is below it for stored. Left as it is when it
 * is not `from` any more: another reader has moved it.
 */
export async function moveLogPositionBack(
  db: Queryable,
  move: { group: string; topic: string; partition: number; from: number; to: number },
): Promise<void> {
  await db.query(
    `update timeseries.log_position set next_offset = $5
      where consumer_group = $1 and topic = $2 and partition = $3 and next_offset = $4`,
    [move.group, move.topic, move.partition, move.from, move.to],
  );
}

/** Two readers began a partition at the same time; the next try finds what the other one did. */
export class PositionMovedError extends Error {
  override name = "PositionMovedError";
}

interface Move {
  topic: string;
  partition: number;
  next: number;
}

/**
 * Moves a group's positions behind these records and gives back those that nobody had taken before, in order. To be
 * called first in the transaction that stores what is made of them: the positions stay locked until it ends, so that a
 * reader that was taken for dead and the one in its place pass each record once.
 *
 * @throws PositionMovedError when another reader began the same partition at the same time: try again.
 */
export async function claimRecords<R extends LogPlace>(
  db: Queryable,
  group: string,
  records: readonly R[],
): Promise<R[]> {
  const moves = lastPlaces(records);
  const before = await lockPositions(db, group, moves);
  const nextOf = ({ topic, partition }: Omit<LogPlace, "offset">) => before.get(`${partition} ${topic}`);
  const ahead = moves.filter((move) => move.next > (nextOf(move) ?? 0));
  const began = ahead.filter((move) => nextOf(move) === undefined);
  await movePositions(db, group, ahead);
  if ((await beginPositions(db, group, began)) < began.length)
    throw new PositionMovedError(`group ${group} has another reader of the same partitions`);
  return records.filter((record) => record.offset >= (nextOf(record) ?? 0));
}

function lastPlaces(records: readonly LogPlace[]): Move[] {
  const moves = new Map<string, Move>();
  for (const { topic, partition, offset } of records) {
    const key = `${partition} ${topic}`;
    const next = Math.max(offset + 1, moves.get(key)?.next ?? 0);
    moves.set(key, { topic, partition, next });
  }
  return [...moves.values()];
}

function columnsOf(moves: readonly Move[]): [string[], number[], number[]] {
  return [
    moves.map((move) => move.topic),
    moves.map((move) => move.partition),
    moves.map((move) => move.next),
  ];
}

async function lockPositions(
  db: Queryable,
  group: string,
  moves: readonly Move[],
): Promise<Map<string, number>> {
  const [topics, partitions] = columnsOf(moves);
  const { rows } = await db.query<{ topic: string; partition: number; next_offset: number }>({
    name: "lock_log_positions",
    text: `select topic, partition, next_offset from timeseries.log_position
      where consumer_group = $1 and (topic, partition) in (select * from unnest($2::text[], $3::int[]))
      order by topic, partition for update`,
    values: [group, topics, partitions],
  });
  return new Map(rows.map((row) => [`${row.partition} ${row.topic}`, row.next_offset]));
}

async function movePositions(db: Queryable, group: string, moves: readonly Move[]): Promise<void> {
  if (moves.length === 0) return;
  await db.query({
    name: "move_log_positions",
    text: `update timeseries.log_position as p set next_offset = m.next_offset
      from unnest($2::text[], $3::int[], $4::bigint[]) as m(topic, partition, next_offset)
      where p.consumer_group = $1 and p.topic = m.topic and p.partition = m.partition`,
    values: [group, ...columnsOf(moves)],
  });
}

async function beginPositions(db: Queryable, group: string, moves: readonly Move[]): Promise<number> {
  if (moves.length === 0) return 0;
  const { rowCount } = await db.query({
    name: "begin_log_positions",
    text: `insert into timeseries.log_position (consumer_group, topic, partition, next_offset)
      select $1, topic, partition, next_offset
        from unnest($2::text[], $3::int[], $4::bigint[]) as m(topic, partition, next_offset)
        order by topic, partition
      on conflict do nothing`,
    values: [group, ...columnsOf(moves)],
  });
  return rowCount ?? 0;
}
