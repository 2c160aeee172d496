import { IconTriangleFilled, IconTriangleInvertedFilled } from '@tabler/icons-react';
import { modalityColumns } from '#components/panels/worklist-columns.tsx';
import { percentText } from '#components/risk/risk-text.ts';
import type { Reason } from '#lib/fusion/reasons.ts';
import type { Column } from './column.ts';
import { changeOf, type Entry } from './entries.ts';
import { missingText } from './not-read-text.ts';
import { PatientCell } from './PatientCell.tsx';
import { agoText, pointsRangeText, pointsText } from './points-text.ts';
import { RiskCell } from './RiskCell.tsx';
import { Waiting } from './Waiting.tsx';
import classes from './Worklist.module.css';

/** Who it is; heads its row. */
const WHO: readonly Column[] = [
  {
    key: 'name',
    label: 'Patient',
    sortedBy: ({ patient }) => patient.name,
    cell: (entry) => <PatientCell entry={entry} />,
  },
];

/** What the model says, and what to make of it. */
const ANSWER: readonly Column[] = [
  {
    key: 'risk',
    label: '30-day risk',
    meaning:
      'Risk of a readmission for heart failure within 30 days, as it was at discharge; in hospital, as if discharged now. “2 to read”: so much is on the chart and not in this risk yet. Pictures are read while you read the list; a genome and a week at home when the patient is opened, whose page then tells another risk.',
    descendingFirst: true,
    sortedBy: ({ risk }) => risk?.risk ?? null,
    cell: (entry, context) => <RiskCell entry={entry} {...context} />,
  },
  {
    key: 'today',
    label: 'Left today',
    meaning:
      'What of the risk is left from today to day 30, given no readmission until now: (S(d) − S(30)) / S(d). The model speaks at discharge; since then only days went by.',
    descendingFirst: true,
    sortedBy: ({ remaining }) => remaining,
    cell: (entry, { pending }) => <Today entry={entry} pending={pending} />,
  },
  {
    key: 'look',
    label: 'Last look',
    meaning:
      'Percentage points since an earlier visit in this browser, which keeps the risks that it showed and no name.',
    descendingFirst: true,
    sortedBy: changeOf,
    cell: (entry) => <LastLook entry={entry} />,
  },
  {
    key: 'why',
    label: 'Why, in points',
    meaning:
      'The findings that move the risk most, in percentage points; the largest comes first. An abnormal value that lowers the risk stands with its number.',
    descendingFirst: true,
    sortedBy: ({ explained }) => explained?.reasons[0]?.points ?? null,
    cell: (entry, { pending }) => <Why entry={entry} pending={pending} />,
  },
  {
    key: 'gap',
    label: 'Worth measuring',
    meaning:
      'The missing measure whose plausible values would move this risk most, and how far, in percentage points.',
    descendingFirst: true,
    sortedBy: ({ explained }) =>
      explained?.worthMeasuring ? explained.worthMeasuring.high - explained.worthMeasuring.low : null,
    cell: (entry) => <Gap entry={entry} />,
  },
];

/** All columns from the left; the first one heads its row. */
export const COLUMNS: readonly Column[] = [...WHO, ...ANSWER, ...modalityColumns];

type CellProps = { readonly entry: Entry };

/** A risk is waited for; it is not said that there is none. */
const isAwaited = ({ row, risk }: Entry): boolean => risk === null && !row?.reason;

function Today({ entry, pending }: CellProps & { readonly pending: boolean }) {
  const { remaining, risk, window } = entry;
  if (isAwaited(entry)) return <Waiting pending={pending} short />;
  if (remaining === null || risk === null || window === null) return <span className={classes.quiet}>–</span>;
  return (
    <>
      <span className={classes.strong}>{percentText(remaining)}</span>
      <span className={classes.detail}>
        {window.kind === 'in-hospital' ? (
          'if home now'
        ) : (
          <>
            {pointsText(remaining - risk.risk)}&nbsp;points
            <span className={classes.roomy}> since discharge</span>
          </>
        )}
      </span>
    </>
  );
}

function LastLook({ entry }: CellProps) {
  const change = changeOf(entry);
  if (isAwaited(entry)) return null;
  if (change === null || entry.look === null)
    return <span className={classes.quiet}>{entry.risk ? 'first look' : '–'}</span>;
  return (
    <>
      <span className={classes.strong}>{pointsText(change)}&nbsp;points</span>
      <span className={classes.detail}>{agoText(Date.now() - entry.look.at)}</span>
    </>
  );
}

function Why({ entry, pending }: CellProps & { readonly pending: boolean }) {
  const { explained } = entry;
  if (explained === null)
    return isAwaited(entry) || entry.risk ? <Waiting pending={pending || entry.risk !== null} short /> : null;
  return explained.reasons.slice(0, 2).map((reason) => <WhyLine key={reason.measure} reason={reason} />);
}

function WhyLine({ reason: { short, words, points } }: { readonly reason: Reason }) {
  const raises = points > 0;
  const Icon = raises ? IconTriangleFilled : IconTriangleInvertedFilled;
  return (
    <span className={classes.why} title={`${words}: ${pointsText(points)} percentage points`}>
      <Icon
        size={9}
        className={raises ? classes.raises : classes.lowers}
        role="img"
        aria-label={raises ? 'raises' : 'lowers'}
      />
      <span className={classes.short}>{short}</span>
      <span className={classes.points}>{pointsText(points)}</span>
    </span>
  );
}

function Gap({ entry: { explained, row, risk } }: CellProps) {
  if (explained === null || row === null) return risk ? <Waiting pending short /> : null;
  const { worthMeasuring } = explained;
  const title = missingText(row.gaps, row.notRead);
  if (worthMeasuring === null)
    return (
      <span className={classes.quiet} title={title}>
        nothing missing
      </span>
    );
  const { label, low, high } = worthMeasuring;
  return (
    <span title={title}>
      <span className={classes.short}>{label}</span>
      <span className={classes.detail}>
        {pointsRangeText(low, high)}
        {row.gaps.length > 1 ? <span className={classes.roomy}> · {row.gaps.length} missing</span> : null}
      </span>
    </span>
  );
}
