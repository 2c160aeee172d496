import { Button } from '@mantine/core';
import { IconFlask, IconHistory, IconPrinter } from '@tabler/icons-react';
import { PageHeader } from '#components/ui/Page.tsx';
import { Stat, Stats } from '#components/ui/Stat.tsx';
import type { Moment } from '#lib/clinical/moment.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { dateText, momentText } from './moment-text.ts';
import { PersonName } from './PersonName.tsx';
import classes from './patient.module.css';
import {
  ageText,
  deathText,
  dischargeText,
  numberHint,
  numberText,
  sexText,
  stayText,
} from './patient-text.ts';

type PatientHeadingProps = {
  readonly record: PatientRecord<unknown>;
  /** The time of prediction. */
  readonly at: Moment | null;
  readonly retrospective: boolean;
};

/** Who this is about and which stay; simulated, deceased and retrospective are said, never implied. */
export function PatientHeading({ record, at, retrospective }: PatientHeadingProps) {
  const { patient } = record;
  const death = deathText(patient);
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
      <Facts record={record} at={at} />
      {retrospective && at ? (
        <p className={classes.notice} role="note">
          <IconHistory size={16} stroke={1.8} aria-hidden />
          Retrospective: the chart goes on beyond the 30 days that this score is about. It uses nothing
          recorded after {momentText(at)}.
        </p>
      ) : null}
    </div>
  );
}

function Facts({ record: { patient, admission, latest }, at }: Pick<PatientHeadingProps, 'record' | 'at'>) {
  return (
    <Stats>
      <Stat label={at ? `Age on ${dateText(at)}` : 'Age'} value={ageText(patient.birthDate, at)} />
      <Stat label="Sex" value={sexText(patient.sex)} />
      <Stat label="MRN" value={numberText(patient)} hint={numberHint(patient)} />
      <Stay admission={admission} at={at} />
      <Stat label="Latest entry of the chart" value={latest ? momentText(latest) : 'none dated'} />
    </Stats>
  );
}

/** The stay's three facts, or that there is none. */
function Stay({
  admission,
  at,
}: Pick<PatientRecord<unknown>, 'admission'> & Pick<PatientHeadingProps, 'at'>) {
  if (!admission) return <Stat label="Admission" value="no inpatient stay" />;
  return (
    <>
      <Stat label="Admission" value={momentText(admission.start)} hint={admission.reason ?? undefined} />
      <Stat label="Discharge" value={dischargeText(admission)} />
      <Stat label="Length of stay" value={stayText(admission, at)} />
    </>
  );
}
