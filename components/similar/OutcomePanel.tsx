import { NativeSelect } from '@mantine/core';
import dynamic from 'next/dynamic';
import { type ReactNode, useMemo } from 'react';
import { percentText } from '#components/risk/risk-text.ts';
import { ScrollTable } from '#components/ui/ChartWithTable.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import { countText, numberText } from '#lib/clinical/quantity-text.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import type { Member } from '#lib/similarity/profile.ts';
import {
  countDiagnoses,
  type DiagnosisCounts,
  LEAST_FOR_CURVE,
  type OutcomeCurve,
  readmissionCurve,
} from './neighbour-outcomes.ts';
import { OutcomeCurvePlot } from './OutcomeCurvePlot.tsx';
import type { AskedPatient } from './OwnScore.tsx';
import outcomes from './outcomes.module.css';
import classes from './similar.module.css';

const OwnScore = dynamic(() => import('./OwnScore.tsx').then((module) => module.OwnScore), { ssr: false });

/** Days. The readmission model's own. */
const HORIZON = 30;

export const NEIGHBOUR_COUNTS = [10, 20, 50] as const;

type OutcomePanelProps = {
  /** The nearest, as many as `wanted` where there are so many. */
  readonly members: readonly Member[];
  readonly wanted: number;
  readonly onWanted: (count: number) => void;
  /** Whose own risk stands beside the curve; `null`: nobody's is known. */
  readonly patient: AskedPatient | null;
};

/** What became of the nearest: diagnoses with their shares, and the days without readmission where enough were followed. */
export function OutcomePanel({ members, wanted, onWanted, patient }: OutcomePanelProps) {
  const diagnoses = useMemo(() => countDiagnoses(members), [members]);
  const curve = useMemo(() => readmissionCurve(members, HORIZON), [members]);
  return (
    <Panel
      title="What became of them"
      description={`The ${members.length} most similar patients. Association, not advice: what happened to others is no forecast for this patient.`}
      actions={
        <NativeSelect
          size="xs"
          label="Patients counted"
          value={String(wanted)}
          data={NEIGHBOUR_COUNTS.map((count) => ({ value: String(count), label: `Nearest ${count}` }))}
          onChange={({ currentTarget }) => onWanted(Number(currentTarget.value))}
        />
      }
    >
      <DiagnosisTable {...diagnoses} all={members.length} />
      {curve.steps === null ? (
        <TooFew followed={curve.followed} all={members.length} />
      ) : (
        <WithOwnScore patient={patient}>{(own) => <Course curve={curve} own={own} />}</WithOwnScore>
      )}
    </Panel>
  );
}

type WithOwnScoreProps = Pick<OutcomePanelProps, 'patient'> & {
  readonly children: (own: Scored | null) => ReactNode;
};

const WithOwnScore = ({ patient, children }: WithOwnScoreProps) =>
  patient ? <OwnScore {...patient}>{children}</OwnScore> : children(null);

function Course({ curve, own }: { readonly curve: OutcomeCurve; readonly own: Scored | null }) {
  return (
    <>
      <OutcomeCurvePlot {...curve} horizonDays={HORIZON} own={own?.survival ?? null} />
      <ul className={outcomes.key}>
        <Key kind="course">{courseText(curve)}</Key>
        {own ? (
          <Key kind="own">
            This patient as the model expects it: {percentText(own.risk)} readmitted in {own.horizonDays} days
          </Key>
        ) : null}
      </ul>
    </>
  );
}

/** Before the first readmission there is no interval to draw. */
function courseText({ followed, readmitted, died, watchedDays }: OutcomeCurve): string {
  const watched =
    watchedDays < HORIZON ? `, watched for ${countText(Math.round(watchedDays), 'day')} at most` : '';
  const interval = readmitted > 0 ? ' with 95\u00a0% interval' : '';
  return `${followed} similar patients${interval}${watched}: ${readmitted} readmitted, ${died} died`;
}

function Key({ kind, children }: { readonly kind: 'course' | 'own'; readonly children: ReactNode }) {
  return (
    <li>
      <svg width={26} height={10} viewBox="0 0 26 10" aria-hidden>
        <path className={kind === 'own' ? outcomes.ownCourse : outcomes.course} d="M1,5L25,5" />
      </svg>
      <span>{children}</span>
    </li>
  );
}

/** Nothing where nobody was followed at all: then the diagnoses are the outcome. */
function TooFew({ followed, all }: { readonly followed: number; readonly all: number }) {
  if (followed === 0) return null;
  return (
    <p className={classes.note}>
      {followed} of {all} were followed after discharge. A curve is drawn from {LEAST_FOR_CURVE} on, so that
      no single patient can be made out in it.
    </p>
  );
}

const COLUMNS = [
  { label: 'Diagnosis' },
  { label: 'Patients', numeric: true },
  { label: 'Share', numeric: true },
  { label: '95 % interval', numeric: true },
];

const wholeText = (share: number): string => numberText(share * 100, 0);
/** Of people who were counted: all of them are 100 %. */
const countedText = (share: number): string => `${wholeText(share)}\u00a0%`;

function DiagnosisTable({ rows, of, all }: DiagnosisCounts & { readonly all: number }) {
  if (of === 0) return <p className={classes.note}>No diagnosis is recorded for any of them.</p>;
  const title = `Diagnoses of ${of} similar patients`;
  return (
    <>
      <ScrollTable
        title={title}
        columns={COLUMNS}
        rows={rows.map(({ diagnosis, count, share, low, high }) => ({
          key: diagnosis,
          cells: [
            <span key="name">
              {diagnosis}
              <span className={outcomes.shareBar} aria-hidden>
                <span data-mark style={{ width: `${share * 100}%` }} />
              </span>
            </span>,
            String(count),
            countedText(share),
            `${wholeText(low)}–${countedText(high)}`,
          ],
        }))}
      />
      {of < all ? <p className={classes.note}>{all - of} have no diagnosis recorded.</p> : null}
    </>
  );
}
