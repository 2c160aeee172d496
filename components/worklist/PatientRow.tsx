'use client';

import Link from 'next/link';
import { spanText } from '#components/patient/moment-text.ts';
import { PersonName } from '#components/patient/PersonName.tsx';
import { numberHint } from '#components/patient/patient-text.ts';
import { percentText, rangeText } from '#components/risk/risk-text.ts';
import { BandBadge } from '#components/ui/BandBadge.tsx';
import { Timestamp } from '#components/ui/Timestamp.tsx';
import type { ScreenedRisk } from '#lib/fusion/screen.ts';
import type { WorklistRow } from '#lib/worklist/worklist-row.ts';
import type { Entry } from './entries.ts';
import classes from './Worklist.module.css';

type PatientRowProps = {
  readonly entry: Entry;
  /** Risk at the right end of the interval bars. */
  readonly scale: number;
  /** The chart is being read, or the risk computed. */
  readonly pending: boolean;
};

/** One patient. The link covers the row, so that the whole line can be clicked and one stop reaches it by keyboard. */
export function PatientRow({ entry, scale, pending }: PatientRowProps) {
  const { patient, row, risk, band, age } = entry;
  return (
    <tr className={classes.row}>
      <th scope="row" className={classes.name}>
        <Link href={`/patients/${encodeURIComponent(patient.id)}`} prefetch={false} className={classes.link}>
          <PersonName name={patient.name} writtenAlso={patient.writtenAlso ?? []} />
        </Link>
        {patient.deceased ? <span className={classes.quiet}> deceased</span> : null}
      </th>
      <td data-label="Age" data-numeric>
        <Age age={age} birthDate={patient.birthDate} read={row !== null} />
      </td>
      <td data-label="Sex">{patient.sex ?? 'unknown'}</td>
      <td
        data-label="MRN"
        className={classes.mrn}
        title={[patient.mrn, numberHint(patient)].filter(Boolean).join('; ') || undefined}
      >
        {patient.mrn ?? 'none'}
      </td>
      <td data-label="Discharge">{row ? <Discharge row={row} /> : <NotRead pending={pending} />}</td>
      <td data-label="30-day risk" className={classes.risk}>
        {row ? <Risk row={row} risk={risk} scale={scale} pending={pending} /> : null}
      </td>
      <td data-label="Band" className={classes.band}>
        {band ? <BandBadge band={band} /> : null}
      </td>
      <td data-label="Missing">{row ? <Gaps labels={row.gaps} /> : null}</td>
    </tr>
  );
}

/** Before the chart is read nobody knows the day that an age is counted for; the birth date is known. */
function Age({ age, birthDate, read }: { age: number | null; birthDate: string | null; read: boolean }) {
  if (age !== null) return `${age} y`;
  if (read || birthDate === null) return 'unknown';
  return <span className={classes.quiet}>born {birthDate.slice(0, 4)}</span>;
}

const NotRead = ({ pending }: { pending: boolean }) => (
  <span className={classes.quiet}>{pending ? 'reading the chart' : 'chart not read yet'}</span>
);

function Discharge({ row: { at, discharged, latest } }: { row: WorklistRow }) {
  if (!at)
    return <span className={classes.quiet}>{discharged === null ? 'no inpatient stay' : 'not known'}</span>;
  const later = latest ? latest.ms - at.ms : 0;
  return (
    <>
      {discharged ? <Timestamp moment={at} short /> : 'in hospital'}
      {later > 0 ? <span className={classes.detail}> chart ends {spanText(later)} later</span> : null}
    </>
  );
}

function Risk({
  row,
  risk,
  scale,
  pending,
}: Omit<PatientRowProps, 'entry'> & { row: WorklistRow; risk: ScreenedRisk | null }) {
  if (row.reason) return <span className={classes.reason}>{row.reason}</span>;
  if (!risk) return <span className={classes.quiet}>{pending ? 'computing' : 'not computed'}</span>;
  const { low, high } = risk.interval;
  return (
    <span className={classes.score} data-band={risk.band}>
      <span className={classes.percent}>{percentText(risk.risk)}</span>
      <IntervalBar risk={risk} scale={scale} />
      <span className={classes.range}>{rangeText(low, high)}</span>
    </span>
  );
}

/** The interval as a line and the risk as a tick; the same numbers stand beside it. */
function IntervalBar({ risk: { risk, interval }, scale }: { risk: ScreenedRisk; scale: number }) {
  const x = (value: number) => 1 + (98 * Math.min(value, scale)) / scale;
  return (
    <svg className={classes.bar} viewBox="0 0 100 12" preserveAspectRatio="none" aria-hidden="true">
      <rect className={classes.track} x="0" y="5" width="100" height="2" rx="1" />
      <rect
        className={classes.interval}
        x={x(interval.low)}
        y="3.5"
        width={Math.max(1, x(interval.high) - x(interval.low))}
        height="5"
      />
      <rect className={classes.tick} x={x(risk) - 0.9} y="0.5" width="1.8" height="11" />
    </svg>
  );
}

function Gaps({ labels }: { labels: readonly string[] }) {
  if (labels.length === 0) return <span className={classes.quiet}>none</span>;
  const [first, ...rest] = labels;
  const others = rest.length > 0 ? `, ${rest.length} more` : '';
  return (
    <span title={labels.join(', ')}>
      {labels.length}
      <span className={classes.detail}>{` ${first}${others}`}</span>
    </span>
  );
}
