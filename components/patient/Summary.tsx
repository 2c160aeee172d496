'use client';

import { useMemo } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { GapsCard } from '#components/risk/GapsCard.tsx';
import { ReasonsPanel } from '#components/risk/ReasonsPanel.tsx';
import { RiskCard } from '#components/risk/RiskCard.tsx';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { reasonsOf } from '#lib/fusion/reasons.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { ChangesCard } from './ChangesCard.tsx';
import classes from './patient.module.css';
import { PLACES } from './places.ts';
import { aboutText, leftText } from './window-text.ts';

type SummaryProps = {
  readonly record: PatientRecord<Slices>;
  readonly report: Scored;
  readonly manifest: SurvivalManifest;
  readonly atName: string;
};

/** The risk with its reasons and the one test worth getting. Loaded apart: it brings the features' words. */
export default function Summary({ record, report, manifest, atName }: SummaryProps) {
  const [units] = useUnitSystem();
  const reasons = useMemo(() => reasonsOf(report, units), [report, units]);
  const { bands } = manifest;
  return (
    <>
      <div className={classes.column}>
        <RiskCard
          {...{ report, reasons, manifest }}
          about={aboutText(record, { ...report, atName })}
          left={leftText(record, report, bands)}
          details={PLACES.details}
        />
        <GapsCard missing={report.missing} risk={report.risk} bands={bands} all={PLACES.gaps} />
        <ChangesCard {...{ record, report, bands, atName }} />
      </div>
      <div className={classes.column}>
        <ReasonsPanel reasons={reasons} bands={bands} />
      </div>
    </>
  );
}
