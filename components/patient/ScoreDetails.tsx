'use client';

import { AttributionPanel } from '#components/risk/AttributionPanel.tsx';
import { InteractionMap } from '#components/risk/InteractionMap.tsx';
import { ReceiptPanel } from '#components/risk/ReceiptPanel.tsx';
import { SurvivalPlot } from '#components/risk/SurvivalPlot.tsx';
import { Panel } from '#components/ui/Panel.tsx';
import type { Scored } from '#lib/contract/risk-report.ts';
import { timeName } from './moment-text.ts';

/** How the score came about, to the digits: its course, the exact shares of the log-hazard, and the receipt. */
export default function ScoreDetails({ report }: { readonly report: Scored }) {
  return (
    <>
      <Panel title="Course" description="The band is the model’s uncertainty, not the patient’s.">
        <SurvivalPlot
          survival={report.survival}
          horizonDays={report.horizonDays}
          atName={timeName(report.atName)}
        />
      </Panel>
      <AttributionPanel report={report} />
      <InteractionMap report={report} />
      <ReceiptPanel report={report} />
    </>
  );
}
