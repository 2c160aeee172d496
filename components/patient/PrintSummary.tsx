'use client';

import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import type { Bands } from '#components/risk/risk-text.ts';
import { type Moment, offsetMinutesOf } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskReport, Scored } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { momentText, relativeText, zoneText } from './moment-text.ts';
import { PersonName } from './PersonName.tsx';
import {
  ageText,
  deathText,
  dischargeText,
  numberHint,
  numberText,
  sexText,
  stayText,
} from './patient-text.ts';
import classes from './print.module.css';
import {
  latestRows,
  medicationLines,
  missingLines,
  problemLine,
  reasonLines,
  receiptLine,
} from './print-lines.ts';
import { riskLines } from './print-risk.ts';
import { leftText } from './window-text.ts';

type PrintSummaryProps = {
  readonly record: PatientRecord<Slices>;
  /** `null`: not computed yet, or the model failed. */
  readonly report: RiskReport | null;
  /** The time of prediction. */
  readonly at: Moment | null;
  readonly atName: string;
  /** Of the model; `null` while there is no report. */
  readonly bands: Bands | null;
};

/** The one page that the printer gets instead of the screen. */
export function PrintSummary({ record, report, at, atName, bands }: PrintSummaryProps) {
  const scored = report?.status === 'scored' ? report : null;
  return (
    <article className={classes.sheet} aria-label="Printed summary">
      <Heading record={record} at={at} />
      <Risk {...{ record, report, bands }} />
      <div className={classes.columns}>
        {scored ? <Reasons report={scored} /> : null}
        {report ? <Missing report={report} at={at} atName={atName} bands={bands} /> : null}
      </div>
      <section>
        <h2 className={classes.section}>Problems</h2>
        <p className={classes.line}>{problemLine(record.slices.ehr)}</p>
      </section>
      <LatestResults record={record} at={at} atName={atName} />
      <Medications record={record} at={at} atName={atName} />
      <footer className={classes.foot}>
        {scored ? <p>{receiptLine(scored)}</p> : null}
        <p>
          Consilium readmission summary.
          {scored?.provenance.simulatedTraining ? ' The model was trained on simulated patients.' : ''}
          {record.patient.simulated ? ' This patient is simulated.' : ''}
        </p>
      </footer>
    </article>
  );
}

function Heading({ record: { patient, admission }, at }: Pick<PrintSummaryProps, 'record' | 'at'>) {
  const facts = [
    ageText(patient.birthDate, at),
    sexText(patient.sex),
    patient.mrn === null ? numberText(patient) : `MRN ${patient.mrn}`,
    numberHint(patient),
    deathText(patient),
  ].filter((fact) => fact !== null);
  return (
    <header className={classes.head}>
      <h1 className={classes.title}>
        <PersonName {...patient} />
        {patient.simulated ? ' (simulated)' : ''}
      </h1>
      <p className={classes.line}>{facts.join(' · ')}</p>
      <p className={classes.line}>
        {admission
          ? `Admitted ${momentText(admission.start)}; ${admission.end ? 'discharged ' : ''}${admission.endUnknown === null ? '' : 'discharge '}${dischargeText(admission)}; stay ${stayText(admission, at)}${admission.reason ? `; ${admission.reason}` : ''}`
          : 'No inpatient stay on the chart'}
      </p>
    </header>
  );
}

function Risk({ record, report, bands }: Omit<PrintSummaryProps, 'at' | 'atName'>) {
  const [units] = useUnitSystem();
  const { figure, lines } = riskLines(report, { bands, units });
  const left = report?.status === 'scored' && bands ? leftText(record, report, bands) : null;
  return (
    <section className={classes.risk}>
      <h2 className={classes.riskFigure}>{figure}</h2>
      <div>
        {[...lines, ...(left ? [left] : [])].map((line) => (
          <p key={line} className={classes.line}>
            {line}
          </p>
        ))}
      </div>
    </section>
  );
}

function Reasons({ report }: { readonly report: Scored }) {
  const [system] = useUnitSystem();
  const { rows, given } = reasonLines(report, system);
  return (
    <section>
      <h2 className={classes.section}>Why</h2>
      <table className={classes.table}>
        <thead>
          <tr>
            <th scope="col">Finding</th>
            <th scope="col">Points of risk</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, words, points }) => (
            <tr key={key}>
              <th scope="row">{words}</th>
              <td>{points}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {given ? <p className={classes.line}>{given}</p> : null}
      <p className={classes.line}>The model learned associations, not effects.</p>
    </section>
  );
}

type MissingProps = Omit<PrintSummaryProps, 'record' | 'report'> & { readonly report: RiskReport };

function Missing({ report, at, atName, bands }: MissingProps) {
  const [system] = useUnitSystem();
  const { lines, count, more } = missingLines(report, { at, atName, system, bands });
  return (
    <section>
      <h2 className={classes.section}>Missing or stale ({count})</h2>
      {lines.length === 0 ? (
        <p className={classes.line}>Every input of the model is known and fresh.</p>
      ) : null}
      <ul className={classes.list}>
        {lines.map(({ key, label, text }) => (
          <li key={key}>
            <b>{label}</b>: {text}
          </li>
        ))}
      </ul>
      {more ? <p className={classes.line}>{more}</p> : null}
    </section>
  );
}

type HistoryProps = Pick<PrintSummaryProps, 'record' | 'at' | 'atName'>;

function LatestResults({ record, at, atName }: HistoryProps) {
  const [system] = useUnitSystem();
  const rows = latestRows(record.slices.ehr, at, system);
  const offset = at ? offsetMinutesOf(at) : 0;
  return (
    <section>
      <h2 className={classes.section}>Latest results{at ? ` up to ${atName}` : ''}</h2>
      <table className={`${classes.table} ${classes.results}`}>
        <thead>
          <tr>
            <th scope="col">Result</th>
            <th scope="col">Value</th>
            <th scope="col">Range</th>
            <th scope="col">Time, {zoneText(offset)}</th>
            <th scope="col">{at ? `Before ${atName}` : 'Age'}</th>
          </tr>
        </thead>
        <tbody>
          {rows.map(({ key, label, value, range, time }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{value}</td>
              <td>{range}</td>
              <td>{momentText(time, offset)}</td>
              <td>{at ? relativeText(time, at, atName).replace(` before ${atName}`, '') : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Medications({ record: { slices }, at, atName }: HistoryProps) {
  const { lines, more } = medicationLines(slices.ehr, at, atName);
  return (
    <section>
      <h2 className={classes.section}>Medication{at ? ` at ${atName}` : ''}</h2>
      {lines.length === 0 ? <p className={classes.line}>None that is known to be taken.</p> : null}
      <ul className={`${classes.list} ${classes.drugs}`}>
        {lines.map(({ key, drug, dose, since, status }) => (
          <li key={key}>
            <b>{drug}</b>: {[dose, since, status].filter(Boolean).join('; ')}
          </li>
        ))}
      </ul>
      {more ? <p className={classes.line}>{more}</p> : null}
    </section>
  );
}
