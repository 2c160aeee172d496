'use client';

import { useMemo } from 'react';
import { filesPlace } from '#components/panels/files-place.ts';
import type { PanelPorts } from '#components/panels/panel-props.ts';
import { AnswerPanel } from '#components/risk/AnswerPanel.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { workerTensors } from '#lib/fusion/worker-tensors.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { useReport } from './use-report.ts';

type OtherAnswersProps = {
  readonly record: PatientRecord<Slices>;
  /** They tell where the patient's pictures are, for models that read them. */
  readonly ports: Pick<PanelPorts, 'archive' | 'pictures'>;
  readonly ids: readonly string[];
};

/** What the registry's other models say of this patient, each in a panel of its own. Loaded apart: it brings the reader of pictures. */
export default function OtherAnswers({ record, ports, ids }: OtherAnswersProps) {
  const readTensor = useMemo(() => workerTensors(filesPlace(record, ports)), [record, ports]);
  return ids.map((id) => <Answer key={id} model={id} record={record} readTensor={readTensor} />);
}

function Answer(asked: Parameters<typeof useReport>[0]) {
  const { state, retry } = useReport(asked);
  return <AnswerPanel model={asked.model} state={state} onRetry={retry} />;
}
