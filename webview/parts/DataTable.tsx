import { type ComponentChildren, Fragment, type VNode } from 'preact';

/** One column of a {@link DataTable}. The first one names the row. */
export interface Column<Row> {
  readonly label: string;
  readonly cell: (row: Row) => ComponentChildren;
  readonly numeric?: boolean;
  /** Takes the room that the others leave, and is cut where it is too long. */
  readonly wide?: boolean;
  /** Gives way where there is not enough room for all. */
  readonly spare?: boolean;
}

/** Props of {@link DataTable}. */
interface DataTableProps<Row> {
  readonly label: string;
  readonly columns: readonly Column<Row>[];
  readonly rows: readonly Row[];
  readonly keyOf: (row: Row) => string;
  /** What is open below a row, if anything. */
  readonly below?: (row: Row) => ComponentChildren;
}

/** A real table; where there is little room each row becomes a block of labelled figures. */
export function DataTable<Row>({ label, columns, rows, keyOf, below }: DataTableProps<Row>): VNode {
  return (
    <table class={below ? 'table opens' : 'table'} aria-label={label}>
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
        {rows.map((row) => {
          const open = below?.(row);
          return (
            <Fragment key={keyOf(row)}>
              <tr class={open ? 'open' : ''}>
                {columns.map((column, i) => (
                  <Cell key={column.label} column={column} row={row} head={i === 0} />
                ))}
              </tr>
              {open && (
                <tr class="below">
                  <td colSpan={columns.length}>{open}</td>
                </tr>
              )}
            </Fragment>
          );
        })}
      </tbody>
    </table>
  );
}

function Cell<Row>({ column, row, head }: { column: Column<Row>; row: Row; head: boolean }) {
  const Tag = head ? 'th' : 'td';
  return (
    <Tag {...(head ? { scope: 'row' } : {})} class={classOf(column)} data-label={column.label}>
      {column.cell(row)}
    </Tag>
  );
}

function classOf<Row>({ numeric, wide, spare }: Column<Row>): string {
  return [numeric && 'numeric', wide && 'wide', spare && 'spare'].filter(Boolean).join(' ');
}
