import { describe, expect, it } from 'vitest';
import type { Change } from './change.ts';
import { DeidentifyReport } from './report.ts';

const change = (changes: Partial<Change> = {}): Change => ({
  path: '(0010,0010)',
  name: "Patient's Name",
  vr: 'PN',
  action: 'replaced',
  before: 'Rowan^Vega',
  after: 'ANON-1',
  ...changes,
});

describe('DeidentifyReport', () => {
  it('lists every change in CSV and JSON, and sums them up by attribute', async () => {
    const report = new DeidentifyReport();
    report.add('a.dcm', [change(), change({ path: '(0008,1140)[1] > (0008,1155)' })]);
    report.add('b.dcm', [change(), change({ path: '(0008,1140)[2] > (0008,1155)' })]);
    expect((await report.csv().text()).split('\r\n').length).toBe(6);
    expect(JSON.parse(await report.json().text()).map(({ file }: { file: string }) => file)).toEqual([
      'a.dcm',
      'b.dcm',
    ]);
    expect(report.summaries().map(({ path, files }) => [path, files])).toEqual([
      ['(0008,1140) > (0008,1155)', 2],
      ['(0010,0010)', 2],
    ]);
  });

  it('gives a spreadsheet nothing to run', async () => {
    const report = new DeidentifyReport();
    report.add('=cmd()', [change({ before: '@SUM("x")\r\ny' })]);
    const [, line] = (await report.csv().text()).split('\r\n');
    expect(line).toBe(
      '"\'=cmd()","(0010,0010)","Patient\'s Name","PN","replaced","\'@SUM(""x"")  y","ANON-1"',
    );
  });
});
