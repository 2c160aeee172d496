'use client';

import { useCallback, useEffect, useRef, useState } from 'react';
import { useStore } from 'zustand';
import { dropMap, showMap, shownMap } from '#components/imaging/shown-map.ts';
import { sessionLoader } from '#components/scoring/model-sessions.ts';
import type { Finding, FindingsReport, PictureRead } from '#lib/contract/findings-report.ts';
import type { TensorReader } from '#lib/contract/model.ts';
import type { PatientRecord } from '#lib/contract/patient-record.ts';
import { movesAnything } from '#lib/fusion/map-text.ts';
import type { PictureMaps } from '#lib/fusion/picture-maps.ts';
import type { Slices } from '#lib/modalities/index.ts';

/** Work that is done sooner needs no bar. */
const PROGRESS_AFTER_MS = 1000;

export type MapWork =
  | { readonly status: 'idle' }
  | { readonly status: 'working'; readonly id: string; readonly progress: Progress | null }
  | { readonly status: 'none'; readonly id: string; readonly because: string };

type Progress = { readonly done: number; readonly of: number };

/** What is being made, of which picture. */
type Running = { readonly stop: AbortController; readonly id: string; readonly instance: string };

type Asked = {
  readonly model: string;
  readonly record: PatientRecord<Slices>;
  readonly readTensor: TensorReader<Slices> | null;
  /** `null`: not read yet. */
  readonly report: FindingsReport | null;
};

async function compute(
  { model, record, readTensor, report }: Asked & { readonly report: PictureRead },
  signal: AbortSignal,
  onProgress: (done: number, of: number) => void,
): Promise<PictureMaps> {
  if (!readTensor) return { because: 'Pictures cannot be read here.' };
  const [{ mapPicture }, { fetchSource }, { readReferencePicture }, { findModel }, session] =
    await Promise.all([
      import('#lib/fusion/picture-maps.ts'),
      import('#lib/inference/fetch-source.ts'),
      import('#lib/inference/reference-picture.ts'),
      import('#lib/models/index.ts'),
      sessionLoader(model).load(),
    ]);
  const folder = findModel(model)?.folder ?? '';
  return mapPicture({
    record,
    session,
    report,
    readTensor,
    readReference: ({ reference }) => readReferencePicture(fetchSource(folder), reference),
    signal,
    onProgress,
  });
}

const reasonOf = (cause: unknown): string =>
  cause instanceof Error && cause.message !== '' ? cause.message : 'The map could not be made.';

/** Whether a map still says what a report says: of the same picture, and of a finding whose value in use is the network's. */
const holds = (report: FindingsReport, instance: string, id: string): boolean =>
  report.status === 'scored' &&
  report.picture.instance === instance &&
  report.findings.some((one) => one.id === id && one.inUse === 'network');

/** Makes the map of one finding of a picture on demand, lays it over the picture, and takes it away with what it was made from. */
export function useFindingMap({ model, record, readTensor, report }: Asked) {
  const [work, setWork] = useState<MapWork>({ status: 'idle' });
  const running = useRef<Running | null>(null);
  const shownId = useStore(shownMap, ({ shown }) => (shown?.model === model ? shown.finding.id : null));

  const patient = record.patient.id;

  const cancel = useCallback(() => {
    running.current?.stop.abort();
    running.current = null;
    setWork({ status: 'idle' });
  }, []);

  useEffect(() => {
    if (!report) return;
    dropMap((shown) => shown.model === model && !holds(report, shown.instance, shown.finding.id));
    const { current } = running;
    if (current && !holds(report, current.instance, current.id)) cancel();
  }, [report, model, cancel]);
  useEffect(() => dropMap((shown) => shown.patient !== patient), [patient]);
  useEffect(() => cancel, [cancel]);

  async function show(finding: Finding): Promise<void> {
    if (report?.status !== 'scored') return;
    cancel();
    const stop = new AbortController();
    const { id } = finding;
    running.current = { stop, id, instance: report.picture.instance };
    const started = performance.now();
    setWork({ status: 'working', id, progress: null });
    const tell = (done: number, of: number) => {
      if (performance.now() - started >= PROGRESS_AFTER_MS && !stop.signal.aborted)
        setWork({ status: 'working', id, progress: { done, of } });
    };
    try {
      const found = await compute({ model, record, readTensor, report }, stop.signal, tell);
      if (!stop.signal.aborted) setWork(settle(found, finding));
    } catch (cause) {
      if (!stop.signal.aborted) setWork({ status: 'none', id, because: reasonOf(cause) });
    }
  }

  function settle(found: PictureMaps, finding: Finding): MapWork {
    const { id } = finding;
    if (report?.status !== 'scored') return { status: 'idle' };
    if ('because' in found) return { status: 'none', id, because: found.because };
    const map = found.maps.get(id);
    if (!map || !movesAnything(finding, map))
      return {
        status: 'none',
        id,
        because: 'No place in the picture moved this reading by as much as is shown of it.',
      };
    showMap({ instance: report.picture.instance, patient, model, finding, map });
    return { status: 'idle' };
  }

  const toggle = (finding: Finding): void => {
    if (shownId === finding.id) dropMap();
    else void show(finding);
  };
  return { work, shownId, toggle, cancel };
}
