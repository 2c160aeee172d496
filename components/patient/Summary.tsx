'use client';

import { useMemo } from 'react';
import { useUnitSystem } from '#components/labs/use-unit-system.ts';
import { CertaintyPanel } from '#components/risk/CertaintyPanel.tsx';
import { FirstWeekPanel } from '#components/risk/FirstWeekPanel.tsx';
import { ReasonsPanel } from '#components/risk/ReasonsPanel.tsx';
import { RiskCard } from '#components/risk/RiskCard.tsx';
import { useWhatIf } from '#components/risk/use-what-if.ts';
import { WhatIfPanel } from '#components/risk/WhatIfPanel.tsx';
import type { SurvivalManifest } from '#lib/contract/manifest.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import { reasonsOf } from '#lib/fusion/reasons.ts';
import { slidersOf } from '#lib/fusion/what-if-sliders.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { ChangesCard } from './ChangesCard.tsx';
import { timeName } from './moment-text.ts';
import classes from './patient.module.css';
import { PLACES } from './places.ts';
import { aboutText, leftText } from './window-text.ts';

type SummaryProps = {
  readonly record: PatientRecord<Slices>;
  readonly report: Scored;
  readonly manifest: SurvivalManifest;
  /** What of the record the score still waits for; `null`: nothing. */
  readonly toCome: string | null;
};

const SLIDERS = 5;

/** The risk with its reasons, what it is uncertain of, how it went, and questions to it. Loaded apart: it brings the features' words. */
export default function Summary({ record, report, manifest, toCome }: SummaryProps) {
  const [units] = useUnitSystem();
  const whatIf = useWhatIf(report, manifest);
  const shown = whatIf.answer ?? report;
  const isWhatIf = shown !== report;
  const reasons = useMemo(() => reasonsOf(shown, units), [shown, units]);
  const sliders = useMemo(() => slidersOf(report, manifest, SLIDERS), [report, manifest]);
  const { bands } = manifest;
  const atName = timeName(report.atName);
  const changes = <ChangesCard {...{ record, report, bands, atName }} />;
  // The column of the week is long as it is.
  const hasWeek = report.week.length > 1;
  return (
    <>
      <div className={classes.column}>
        <RiskCard
          {...{ reasons, manifest, toCome }}
          report={shown}
          about={aboutText(record, { ...report, atName })}
          left={isWhatIf ? null : leftText(record, report, bands)}
          details={PLACES.details}
          asItIs={isWhatIf ? report.risk : null}
        />
        <CertaintyPanel report={shown} manifest={manifest} all={PLACES.gaps} isWhatIf={isWhatIf} />
        {hasWeek ? changes : null}
      </div>
      <div className={classes.column}>
        <ReasonsPanel report={shown} reasons={reasons} bands={bands} isWhatIf={isWhatIf} />
        <FirstWeekPanel report={report} bands={bands} />
        {hasWeek ? null : changes}
      </div>
      <div className={classes.questions}>
        <WhatIfPanel report={report} manifest={manifest} sliders={sliders} state={whatIf} />
      </div>
    </>
  );
}
