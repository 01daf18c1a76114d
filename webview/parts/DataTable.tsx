import type { ComponentChildren, VNode } from 'preact';

/** One column of a {@link DataTable}. The first one names the row. */
export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly numeric?: boolean;
  /** Takes the room that the others leave, and is cut where it is too long. */
  readonly wide?: boolean;
}

/** A real table; where there is little room each row becomes a block of labelled figures. */
export function DataTable<Row>({
  label,
  columns,
  rows,
  keyOf,
}: {
  label: string;
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  keyOf: (row: Row) => string;
}): VNode {
  const classOf = ({ numeric, wide }: Column<Row>): string =>
    `${numeric ? 'numeric' : ''} ${wide ? 'wide' : ''}`.trim();
  return (
    <table class="table" aria-label={label}>
      <thead>
        <tr>
          {columns.map((column) => (
            <th key={column.label} scope="col" class={classOf(column)}>
              {column.label}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={keyOf(row)}>
            {columns.map((column, i) => {
              const Cell = i === 0 ? 'th' : 'td';
              return (
                <Cell
                  key={column.label}
                  {...(i === 0 ? { scope: 'row' } : {})}
                  class={classOf(column)}
                  data-label={column.label}
                >
                  {column.cell(row)}
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
