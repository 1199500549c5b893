import { CopyBytes } from "./copy-bytes.ts";
import type { ColumnType } from "./observation-table.ts";

/** A column and where its value comes from; null and undefined are stored as null. Instants are epoch ms. */
export interface CopyColumn<Row> {
  column: string;
  type: ColumnType | "timestamptz";
  valueOf: (row: Row) => unknown;
}

/** Signature, flags and the length of the header's extension: PostgreSQL's documentation, "COPY", binary format. */
const HEADER = Buffer.from("PGCOPY\n\xff\r\n\0\0\0\0\0\0\0\0\0", "latin1");
const TRAILER = Buffer.from([0xff, 0xff]);
const TYPICAL_VALUE_BYTES = 16;
/** PostgreSQL counts microseconds from 2000-01-01. */
const POSTGRES_EPOCH_MS = 946_684_800_000;
const JSONB_VERSION = 1;

/** How a value that is not null is written, by type: its length in bytes, then its bytes. */
const WRITE_VALUE: Readonly<Record<CopyColumn<never>["type"], (bytes: CopyBytes, value: never) => void>> = {
  text: (bytes, value: string) => bytes.text(value),
  jsonb: (bytes, value: object) => bytes.text(JSON.stringify(value), JSONB_VERSION),
  float8: (bytes, value: number) => {
    bytes.int32(8);
    bytes.float64(value);
  },
  int8: (bytes, value: number) => {
    bytes.int32(8);
    bytes.int64(value);
  },
  int4: (bytes, value: number) => {
    bytes.int32(4);
    bytes.int32(value);
  },
  int2: (bytes, value: number) => {
    bytes.int32(2);
    bytes.int16(value);
  },
  bool: (bytes, value: boolean) => {
    bytes.int32(1);
    bytes.uint8(value ? 1 : 0);
  },
  timestamptz: (bytes, value: number) => {
    bytes.int32(8);
    bytes.int64(Math.round((value - POSTGRES_EPOCH_MS) * 1_000));
  },
};

/** Rows that are made into bytes at a time. */
const ROWS_OF_A_PIECE = 500;

/** Rows as the bytes of a `COPY … FROM STDIN (FORMAT binary)`, one piece after the other as they are asked for. */
export function* encodeCopyPieces<Row>(
  columns: readonly CopyColumn<Row>[],
  rows: readonly Row[],
): Generator<Buffer> {
  const writers = columns.map(({ type, valueOf: read }) => ({ read, write: WRITE_VALUE[type] }));
  yield HEADER;
  for (let from = 0; from < rows.length; from += ROWS_OF_A_PIECE) {
    const some = rows.slice(from, from + ROWS_OF_A_PIECE);
    const bytes = new CopyBytes(some.length * (2 + columns.length * TYPICAL_VALUE_BYTES));
    for (const row of some) {
      bytes.int16(columns.length);
      for (const { read, write } of writers) {
        const value = read(row);
        if (value === null || value === undefined) bytes.int32(-1);
        // A column's type and the values of its field belong together: the schema of the kind is the table's.
        else write(bytes, value as never);
      }
    }
    yield bytes.finish();
  }
  yield TRAILER;
}
