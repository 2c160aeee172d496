import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { UnreadCode } from '#lib/contract/unread-code.ts';
import classes from './patient.module.css';
import { MOST_SHOWN, unreadRows, unreadSummary } from './unread-rows.ts';

const COLUMNS = [
  { label: 'As the chart words it' },
  { label: 'What it is' },
  { label: 'Looks like' },
  { label: 'How often', numeric: true },
  { label: 'Newest' },
  { label: 'Code' },
  { label: 'Code system' },
];

/** Codes of results, diagnoses and drugs that stand for none of what is read here, so that nobody takes silence for "not there". */
export function UnreadCodes({ codes }: { readonly codes: readonly UnreadCode[] }) {
  if (codes.length === 0) return null;
  const rows = unreadRows(codes).map(({ key, display, kind, looksLike, count, newest, code, system }) => ({
    key,
    cells: [
      display,
      kind,
      looksLike,
      count,
      newest,
      <code key="code">{code}</code>,
      <code key="system">{system}</code>,
    ],
  }));
  return (
    <Panel
      title={`Codes not read (${codes.length})`}
      description="Results, diagnoses and drugs of the chart whose codes stand for none of the measures, diagnoses and drug classes here. Most belong to other questions. One that looks like something here may be a code of this hospital: it is not used until the site mapping names it."
    >
      <details className={classes.unread}>
        <summary>{unreadSummary(codes)}</summary>
        <ScrollTable title="Codes not read" columns={COLUMNS} rows={rows} />
        {codes.length > MOST_SHOWN ? (
          <p>and {codes.length - MOST_SHOWN} more, each rarer than these.</p>
        ) : null}
      </details>
    </Panel>
  );
}
