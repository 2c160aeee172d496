import { describe, expect, it } from 'vitest';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { readRecord } from '#lib/modalities/record.ts';
import { simulateMember } from '#lib/simulator/cohort.ts';
import { loadJpegEncoder } from '#lib/simulator/imaging/echocardiogram/jpeg-encoder.ts';
import { describeStudy, renderStudy } from '#lib/simulator/imaging/study.ts';
import { openFindingsThread } from './findings-thread.ts';

const contents = { modalities: new Set(['ehr', 'imaging'] as const), shortcut: 0 };
const { bundle, studies } = simulateMember({ cohort: 'hf', seed: 1 }, 0, contents);
const index = new BundleIndex();
index.add(bundle);
const [chart] = index.build().charts;
if (!chart) throw new Error('no chart');
const record = readRecord(chart);
const encode = await loadJpegEncoder();
const read = openFindingsThread();
const times = record.latest ? [record.latest] : [];

const filesWith = (instance: Files['instance']): Files => filesOf(record.patient.id, { instance });

describe('the thread that reads pictures', () => {
  it('tells why a picture could not be had, and goes on', async () => {
    const files = filesWith(() => Promise.reject(new UnreadableSource('The PACS did not answer.')));
    const { slices } = await read(record, times, files);
    expect(slices.imaging).toMatchObject({ findings: [] });
    const unread = slices.imaging?.unreadPictures ?? [];
    expect(unread).toHaveLength(2);
    for (const { detail } of unread) expect(detail).toContain('PACS did not answer');
  });

  it('asks for each picture and reads it with the networks of this program', async () => {
    const files = filesWith(async (uids) => {
      const study = studies.find((one) => describeStudy(one).uids.instance === uids.instance);
      return study ? new Blob([new Uint8Array(renderStudy(study, encode))]) : null;
    });
    const { slices } = await read(record, times, files);
    const networks = new Set(slices.imaging?.findings?.map(({ network }) => network));
    expect(networks).toEqual(
      new Set(['network radiograph-findings 1', 'network echo-findings 1', 'header of the picture']),
    );
    expect(slices.ehr).toBe(record.slices.ehr);
  });

  it('is not started for a chart without pictures', async () => {
    const { imaging: _imaging, ...slices } = record.slices;
    const other = { ...record, slices };
    expect(
      await read(
        other,
        times,
        filesWith(async () => null),
      ),
    ).toBe(other);
  });
});
