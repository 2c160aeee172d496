import type { ReactNode } from 'react';
import { findingAnchor } from '#components/imaging/picture-anchors.ts';
import type { FindingRow } from './finding-rows.ts';
import classes from './findings.module.css';

const SOURCES = { measured: 'Measured', network: 'Network' } as const;

type FindingListProps = {
  readonly rows: readonly FindingRow[];
  /** What can be asked of a finding, by its id. */
  readonly actionOf?: (id: string) => ReactNode;
};

/** Findings one below the other: name, the value that counts, and whose it is. */
export function FindingList({ rows, actionOf }: FindingListProps) {
  if (rows.length === 0) return null;
  return (
    <dl className={classes.list}>
      {rows.map(({ id, label, value, source, notes }) => (
        <div key={id} id={findingAnchor(id)} tabIndex={-1} className={classes.row}>
          <dt className={classes.label}>{label}</dt>
          <dd className={classes.finding}>
            <span className={classes.value}>{value ?? 'None'}</span>
            {source === null ? null : (
              <span className={classes.source} data-source={source}>
                {SOURCES[source]}
              </span>
            )}
            {actionOf?.(id)}
            {notes.length === 0 ? null : <span className={classes.notes}>{notes.join('; ')}</span>}
          </dd>
        </div>
      ))}
    </dl>
  );
}
