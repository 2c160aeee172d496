import { type ReactNode, useMemo } from 'react';
import { NO_PORTS, type PanelPorts } from '#components/panels/panel-props.ts';
import { useScore } from '#components/patient/use-score.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { Scored } from '#lib/contract/risk-report.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** The patient asked about, with what the score may ask for beyond the record. */
export type AskedPatient = {
  readonly record: PatientRecord<Slices>;
  readonly ports: Partial<PanelPorts>;
};

type OwnScoreProps = AskedPatient & {
  /** `null`: there is no score, or not yet. */
  readonly children: (own: Scored | null) => ReactNode;
};

/** Computes the patient's own readmission score: where nothing stands beside it, nobody should pay for it. */
export function OwnScore({ record, ports, children }: OwnScoreProps) {
  const context = useMemo(() => ({ record, ports: { ...NO_PORTS, ...ports } }), [record, ports]);
  const { state } = useScore(context);
  const scored =
    state.status === 'ready' && state.report.kind === 'survival' && state.report.status === 'scored'
      ? state.report
      : null;
  return children(scored);
}
