import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { chooseSiteMap } from './choose-site-map.ts';

const file = (name: string, content: unknown) => ({
  name,
  bytes: new Blob([typeof content === 'string' ? content : JSON.stringify(content)]),
});
const map = { siteMap: 1, name: 'Ours', units: [{ spelling: 'MGDL', ucum: 'mg/dL' }] };
const chart = file('chart.json', { resourceType: 'Bundle', type: 'collection' });
const ofServer = {
  map: {
    siteMap: 1 as const,
    name: 'Server',
    results: [],
    diagnoses: [],
    drugs: [],
    encounterClasses: [],
    units: [],
  },
  sha256: 'cd',
};

describe('chooseSiteMap', () => {
  it('keeps the server’s where none was chosen', async () => {
    expect(await chooseSiteMap([chart], ofServer)).toEqual({
      siteMap: ofServer,
      others: [chart],
      issues: [],
    });
  });

  it('takes the chosen one in its place, out of the charts, with the hash of its bytes', async () => {
    const text = JSON.stringify(map);
    const { siteMap, others, issues } = await chooseSiteMap([chart, file('map.json', text)], ofServer);
    expect(siteMap?.map.name).toBe('Ours');
    expect(siteMap?.sha256).toBe(createHash('sha256').update(text).digest('hex'));
    expect(others).toEqual([chart]);
    expect(issues.map(({ severity }) => severity)).toEqual(['information']);
  });

  it('uses none when the chosen one is wrong, or when there are two', async () => {
    const wrong = await chooseSiteMap([file('map.json', { ...map, nmae: 'x' })], ofServer);
    expect(wrong.siteMap).toBeNull();
    expect(wrong.issues[0]?.message).toMatch(/not used.*nmae/);
    const two = await chooseSiteMap([file('a.json', map), file('b.json', map)], ofServer);
    expect([two.siteMap, two.issues.length]).toEqual([null, 2]);
  });

  it('leaves FHIR alone that speaks of a site map', async () => {
    const talk = file('x.json', { resourceType: 'Basic', text: '"siteMap": 1' });
    expect((await chooseSiteMap([talk], null)).others).toEqual([talk]);
  });
});
