import { Button } from '@mantine/core';
import { IconFlask, IconHistory, IconPrinter } from '@tabler/icons-react';
import { Fragment } from 'react';
import { PageHeader } from '#components/ui/Page.tsx';
import type { Moment } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { RiskReport } from '#lib/contract/risk-report.ts';
import { HEADING_ANCHOR } from './history-anchors.ts';
import { momentText } from './moment-text.ts';
import { PersonName } from './PersonName.tsx';
import classes from './patient.module.css';
import { deathText, factsText } from './patient-text.ts';
import { windowText } from './window-text.ts';

type PatientHeadingProps = {
  readonly record: PatientRecord<unknown>;
  /** The time of prediction. */
  readonly at: Moment | null;
  readonly report: RiskReport | null;
};

/** Who this is about and which stay, in a line; simulated, deceased and retrospective are said, never implied. */
export function PatientHeading({ record, at, report }: PatientHeadingProps) {
  const { patient } = record;
  const death = deathText(patient);
  // The score may be one of a day at home, later than the discharge that the facts are told of.
  const until = report?.status === 'scored' && report.retrospective ? report.at : null;
  return (
    <div className={classes.heading}>
      <PageHeader
        title={
          <span className={classes.nameLine}>
            <PersonName {...patient} />
            {patient.simulated ? (
              <span className={classes.tag}>
                <IconFlask size={14} stroke={1.9} aria-hidden /> Simulated
              </span>
            ) : null}
            {death ? (
              <span className={classes.tag} data-kind="deceased">
                {death}
              </span>
            ) : null}
          </span>
        }
        actions={
          <Button
            size="xs"
            variant="default"
            leftSection={<IconPrinter size={14} aria-hidden />}
            onClick={() => window.print()}
          >
            Print summary
          </Button>
        }
      />
      <Facts record={record} at={at} report={report} />
      {until ? (
        <p className={classes.notice} role="note">
          <IconHistory size={16} stroke={1.8} aria-hidden />
          Retrospective: the chart goes on beyond the 30 days that this score is about. It uses nothing
          recorded after {momentText(until)}.
        </p>
      ) : null}
    </div>
  );
}

function Facts({ record, at, report }: PatientHeadingProps) {
  const left = report?.status === 'scored' ? windowText(record, report) : null;
  const facts = [...factsText(record, at), ...(left ? [{ name: 'window', text: left }] : [])];
  return (
    <p id={HEADING_ANCHOR} tabIndex={-1} className={classes.facts}>
      {facts.map(({ name, text, title }, index) => (
        <Fragment key={name}>
          {index > 0 ? ' · ' : null}
          <span className={classes.fact} data-fact={name} title={title}>
            {text}
          </span>
        </Fragment>
      ))}
    </p>
  );
}
