'use client';

import { useMemo } from 'react';
import { AnswerPanel } from '#components/risk/AnswerPanel.tsx';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import type { FilesPlace } from '#lib/fusion/tensor-protocol.ts';
import { workerTensors } from '#lib/fusion/worker-tensors.ts';
import type { Slices } from '#lib/modalities/index.ts';
import { models } from '#lib/models/index.ts';
import { useReport } from './use-report.ts';

type OtherAnswersProps = {
  readonly record: PatientRecord<Slices>;
  /** Where the patient's pictures are, for models that read them. */
  readonly place: FilesPlace;
  /** The model that the page itself is about. */
  readonly except: string;
};

/** What the registry's other models say of this patient, each in a panel of its own. Loaded apart: it brings the registry. */
export default function OtherAnswers({ record, place, except }: OtherAnswersProps) {
  const readTensor = useMemo(() => workerTensors(place), [place]);
  return models
    .filter(({ id }) => id !== except)
    .map(({ id }) => <Answer key={id} model={id} record={record} readTensor={readTensor} />);
}

function Answer(asked: Parameters<typeof useReport>[0]) {
  const { state, retry } = useReport(asked);
  return <AnswerPanel model={asked.model} state={state} onRetry={retry} />;
}
