'use client';

import { useEffect, useMemo, useState } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { ReasonLink } from '#components/panels/ReasonLink.tsx';
import type { AnswerState } from '#components/risk/AnswerPanel.tsx';
import { type Bands, percentText, pointsText } from '#components/risk/risk-text.ts';
import { Panel } from '#components/ui/Panel.tsx';
import { browserLooks } from '#components/worklist/browser-looks.ts';
import { DAY_MS, instant } from '#lib/clinical/moment.ts';
import type { Landmark } from '#lib/contract/landmark.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskReport, Scored } from '#lib/contract/risk-report.ts';
import { changesBetween } from '#lib/fusion/changes.ts';
import { reasonsOf } from '#lib/fusion/reasons.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { type Look, lookModel } from '#lib/worklist/last-look.ts';
import classes from './patient.module.css';
import { useReport } from './use-report.ts';

type ChangesCardProps = {
  readonly record: PatientRecord<Slices>;
  readonly report: Scored;
  readonly bands: Bands;
  /** The time of prediction within a sentence. */
  readonly atName: string;
};

/** What the risk was a day before, unless the first week at home tells it, and when this reader saw it last. */
export function ChangesCard({ record, report, bands, atName }: ChangesCardProps) {
  const look = useEarlierLook(report);
  return (
    <Panel title="What changed">
      <ul className={classes.changes}>
        {report.week.length > 1 ? null : (
          <li>
            <SinceYesterday {...{ record, report, bands, atName }} />
          </li>
        )}
        <li>
          <SinceLook look={look} report={report} bands={bands} />
        </li>
      </ul>
    </Panel>
  );
}

/** The same chart, asked about 24 hours earlier. */
function useYesterday(record: PatientRecord<Slices>, { at, atName }: Scored): AnswerState {
  const landmark = useMemo(
    (): Landmark => ({ at: instant(at.ms - DAY_MS), name: `24 h before ${atName}` }),
    [at, atName],
  );
  return useReport({ model: 'readmission', record, readTensor: null, landmark }).state;
}

/** `undefined`: not looked up yet. Keeps today's look for the next visit. */
function useEarlierLook({ patientId, risk, provenance: { model } }: Scored): Look | null | undefined {
  const [look, setLook] = useState<Look | null>();
  const name = lookModel(model);
  useEffect(() => {
    let left = false;
    const looks = browserLooks();
    const now = Date.now();
    void looks.earlier(patientId, name, now).then((earlier) => {
      if (!left) setLook(earlier);
      return looks.record(patientId, { risk, model: name, at: now });
    });
    return () => {
      left = true;
    };
  }, [patientId, name, risk]);
  return look;
}

type SinceProps = Pick<ChangesCardProps, 'report' | 'bands'>;
type YesterdayProps = SinceProps & Pick<ChangesCardProps, 'atName'>;

function SinceYesterday({ record, ...since }: ChangesCardProps) {
  const yesterday = useYesterday(record, since.report);
  if (yesterday.status === 'pending') return <>24 h before {since.atName}: computing.</>;
  if (yesterday.status === 'failed')
    return (
      <>
        What the risk was 24 h before {since.atName} is not known: {yesterday.reason}
      </>
    );
  // The readmission model's report is of this kind; the check is for the compiler.
  return yesterday.report.kind === 'survival' ? <Moved {...since} yesterday={yesterday.report} /> : null;
}

function Moved({ yesterday, report, bands, atName }: YesterdayProps & { readonly yesterday: RiskReport }) {
  const [units] = useUnitSystem();
  if (yesterday.status === 'unscored')
    return (
      <>
        24 h before {atName} there was no score: {yesterday.reasons[0]?.message}
      </>
    );
  const moved = changesBetween(reasonsOf(yesterday, units), reasonsOf(report, units)).slice(0, 3);
  return (
    <>
      <b>In the 24 h before {atName}</b>: {percentText(yesterday.risk, bands)} →{' '}
      {percentText(report.risk, bands)}
      {moved.length === 0 ? ', no finding moved it much.' : ', by '}
      {moved.map(({ modality, measure, words, was, points }, k) => (
        <span key={`${modality} ${measure}`}>
          <ReasonLink modality={modality} measure={measure}>
            {words}
          </ReasonLink>
          {was === null ? '' : `, was ${was}`} ({pointsText(points)} points)
          {k < moved.length - 1 ? '; ' : '.'}
        </span>
      ))}
    </>
  );
}

const DAY = new Intl.DateTimeFormat('en-GB', {
  day: 'numeric',
  month: 'short',
  hour: '2-digit',
  minute: '2-digit',
});

function SinceLook({ look, report, bands }: SinceProps & { readonly look: Look | null | undefined }) {
  if (look === undefined) return <>Your last look: looking it up.</>;
  if (look === null) return <>This is your first look in this browser.</>;
  return (
    <>
      <b>Since your last look</b>, {DAY.format(look.at)}: {percentText(look.risk, bands)} →{' '}
      {percentText(report.risk, bands)}.
    </>
  );
}
