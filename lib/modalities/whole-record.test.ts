import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { UnreadableSource } from '#lib/clinical/unreadable-source.ts';
import { type Files, filesOf } from '#lib/contract/files.ts';
import { chartOf, patient, potassium, type Resource } from './fixtures/charts.ts';
import { readRecord } from './record.ts';
import { binariesOf, completeRecord, readWholeRecord } from './whole-record.ts';

const VCF = '##fileformat=VCFv4.3\n';
const data = btoa(VCF);
const hash = createHash('sha1').update(VCF).digest('base64');

const document: Resource = {
  resourceType: 'DocumentReference',
  id: 'd',
  status: 'current',
  subject: { reference: 'Patient/p' },
  date: '2026-01-01T00:00:00Z',
  content: [{ attachment: { contentType: 'text/vcf', title: 'p.vcf', url: 'Binary/b', hash } }],
};
const binary: Resource = { resourceType: 'Binary', id: 'b', contentType: 'text/vcf', data };
/** A chart that points to a genotype file, which does not lie on it. */
const pointing = chartOf([patient, potassium('k', '2026-01-01T00:00:00Z', 4), document]);
const record = readRecord(pointing);

const files = (given: Partial<Omit<Files, 'patientId'>>) => filesOf('p', given);
const messagesOf = async (given: Files) =>
  (await completeRecord(record, given)).issues.slice(record.issues.length).map(({ message }) => message);

describe('completeRecord', () => {
  it('has a slice to complete in these tests', () =>
    expect(record.slices.genomics?.file?.binary).toBe('Binary/b'));

  it('makes an issue of a place that does not answer, and the rest of the record stands', async () => {
    const broken = files({
      binary: () => Promise.reject(new UnreadableSource('The server did not answer within 30 seconds.')),
    });
    const completed = await completeRecord(record, broken);
    const [issue, ...others] = completed.issues.slice(record.issues.length);
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ code: 'file-unreadable', severity: 'warning' });
    expect(issue?.message).toMatch(
      /what lies beside the chart was not read: The server did not answer within 30 seconds\.$/,
    );
    expect({ ...completed, issues: [], issuesOf: {} }).toEqual({ ...record, issues: [], issuesOf: {} });
  });

  it('tells an error that nobody foresaw as a fault of the program', async () => {
    const [message] = await messagesOf(
      files({ binary: () => Promise.reject(new RangeError('offset out of range')) }),
    );
    expect(message).toContain('This is a fault of the program, not of the file (RangeError');
    const [thrown] = await messagesOf(files({ binary: () => Promise.reject('not even an error') }));
    expect(thrown).toContain('This is a fault of the program');
  });

  it('rejects with the reason of the signal when aborted, before, within, and after a failure or an answer', async () => {
    const reason = new Error('the reader left the page');
    const gone = AbortSignal.abort(reason);
    const asked: string[] = [];
    const obedient = files({
      binary: async (reference, signal) => {
        asked.push(reference);
        signal?.throwIfAborted();
        return null;
      },
    });
    await expect(completeRecord(record, obedient, gone)).rejects.toBe(reason);

    const controller = new AbortController();
    const failing = files({
      binary: () => {
        controller.abort(reason);
        return Promise.reject(new UnreadableSource('The connection was closed.'));
      },
    });
    await expect(completeRecord(record, failing, controller.signal)).rejects.toBe(reason);

    const late = new AbortController();
    const answered = files({
      binary: async () => {
        late.abort(reason);
        return null;
      },
    });
    await expect(completeRecord(record, answered, late.signal)).rejects.toBe(reason);
  });

  it('takes no files of another patient', async () => {
    let asked = 0;
    const others = filesOf('q', {
      binary: async () => {
        asked += 1;
        return binary;
      },
    });
    await expect(completeRecord(record, others)).rejects.toThrow(TypeError);
    await expect(completeRecord(record, others)).rejects.toThrow('those of another patient');
    expect(asked).toBe(0);
  });

  it('leaves the record that it was given as it was', async () => {
    const before = structuredClone(record);
    await messagesOf(files({}));
    expect(record).toEqual(before);
  });

  it('asks for nothing where no slice points to a file', async () => {
    const plain = readRecord(chartOf([patient, potassium('k', '2026-01-01T00:00:00Z', 4)]));
    const none = files({ binary: () => Promise.reject(new Error('asked')) });
    expect(await completeRecord(plain, none)).toEqual(plain);
  });
});

describe('readWholeRecord', () => {
  it('is the record with its files read: one that is not there is an issue', async () => {
    const whole = await readWholeRecord(pointing, files({ binary: binariesOf(pointing) }), { siteMap: null });
    expect(whole.issues.at(-1)?.message).toContain('the server holds no such file');
    expect(whole.slices.ehr).toEqual(record.slices.ehr);
  });

  it('reads nothing beside the slices that were asked for', async () => {
    const none = files({ binary: () => Promise.reject(new Error('asked')) });
    const whole = await readWholeRecord(pointing, none, { ids: ['ehr'], siteMap: null });
    expect(Object.keys(whole.slices)).toEqual(['ehr']);
  });

  it("finds the chart's own binaries by their references", async () => {
    const own = binariesOf(chartOf([patient, document, binary]));
    expect(await own('Binary/b')).toMatchObject({ id: 'b', data });
    expect(await own('Binary/other')).toBeNull();
  });
});
