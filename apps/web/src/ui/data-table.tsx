import type { ReactNode } from "react";
import { cx } from "./class-names.ts";

/** One column of a table; numbers stand right. */
export interface Column<Row> {
  key: string;
  head: ReactNode;
  isNumber?: boolean;
  cell: (row: Row) => ReactNode;
}

/** Dense table with a sticky head, hairline rules and no stripes. */
export function DataTable<Row>(props: {
  caption: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string | number;
}) {
  const align = (column: Column<Row>) => (column.isNumber ? "text-end" : "text-start");
  return (
    <table className="w-full border-collapse type-dense">
      <caption className="sr-only">{props.caption}</caption>
      <thead className="sticky top-0 bg-panel">
        <tr className="h-28 border-b border-line-strong">
          {props.columns.map((column) => (
            <th key={column.key} scope="col" className={cx("px-6 type-label text-ink3", align(column))}>
              {column.head}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {props.rows.map((row) => (
          <tr key={props.rowKey(row)} className="h-24 border-b border-line">
            {props.columns.map((column) => (
              <td key={column.key} className={cx("px-6", align(column))}>
                {column.cell(row)}
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
