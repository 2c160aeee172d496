import { setTimeout as wait } from 'node:timers/promises';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchChart } from '#lib/fhir/fetch-chart.ts';
import { SampleServer, searchPage, send } from '#lib/fhir/sample-server.ts';
import { ChartCache } from './chart-cache.ts';

let server: SampleServer;
/** Weight that the server has on record now. */
let weight = 70;
beforeEach(async () => {
  weight = 70;
  server = new SampleServer();
  await server.open();
  server.answer = ({ url = '' }, response) => {
    const [, id = ''] = /Patient\/(\w+)\/\$everything/.exec(url) ?? [];
    if (id === 'nobody') send(response, 404, {});
    else send(response, 200, searchPage(id === '' ? [] : everythingOf(id)));
  };
});
afterEach(() => server.close());

function everythingOf(id: string): object[] {
  const link = [{ type: 'replaced-by', other: { reference: 'Patient/new' } }];
  return [
    { resourceType: 'Patient', id, ...(id === 'old' ? { active: false, link } : {}) },
    {
      resourceType: 'Observation',
      id: `weight-${id}`,
      subject: { reference: `Patient/${id}` },
      valueQuantity: { value: weight },
    },
  ];
}

const fetchOf = (id: string) => () => fetchChart(server.client({ retries: 0 }), id);
const open = (cache: ChartCache, session: string, id: string) => cache.open(session, id, fetchOf(id));
const again = (cache: ChartCache, session: string, id: string) => cache.again(session, id, fetchOf(id));
const asked = (id: string) => server.seen.filter(({ url }) => url.includes(`${id}/$everything`)).length;
const weightIn = async (fetched: ReturnType<typeof open>) =>
  (await fetched).chart?.all('Observation').map(({ valueQuantity }) => valueQuantity?.value);

describe('ChartCache', () => {
  it('asks the server once for a page and all that it asks for next', async () => {
    const cache = new ChartCache();
    const opened = await open(cache, 'a', 'p');
    expect(await again(cache, 'a', 'p')).toBe(opened);
    expect(await again(cache, 'a', 'p')).toBe(opened);
    expect(asked('p')).toBe(1);
  });

  it('asks once also while the first answer is under way', async () => {
    const cache = new ChartCache();
    const [opened, next] = await Promise.all([open(cache, 'a', 'p'), again(cache, 'a', 'p')]);
    expect(next).toBe(opened);
    expect(asked('p')).toBe(1);
  });

  it('gives a page that is loaded again what the server has now, and its next questions the same', async () => {
    const cache = new ChartCache();
    expect(await weightIn(open(cache, 'a', 'p'))).toEqual([70]);
    weight = 71;
    expect(await weightIn(open(cache, 'a', 'p'))).toEqual([71]);
    expect(await weightIn(again(cache, 'a', 'p'))).toEqual([71]);
    expect(asked('p')).toBe(2);
  });

  it('gives no session the chart of another, and no patient that of another', async () => {
    const cache = new ChartCache();
    await open(cache, 'a', 'p');
    await again(cache, 'b', 'p');
    expect(asked('p')).toBe(2);
    expect((await again(cache, 'a', 'q')).chart?.patient.id).toBe('q');
    expect(asked('q')).toBe(1);
  });

  it('finds the chart of a patient who was replaced by either number, the latest first', async () => {
    const cache = new ChartCache();
    await open(cache, 'a', 'new');
    const before = server.seen.length;
    weight = 71;
    const opened = await open(cache, 'a', 'old');
    expect(opened.chart?.patient.id).toBe('new');
    expect(server.seen.length).toBeGreaterThan(before);
    expect(await again(cache, 'a', 'new')).toBe(opened);
  });

  it('forgets a session that ended, also a chart that is still on its way', async () => {
    const cache = new ChartCache();
    await open(cache, 'a', 'p');
    const late = open(cache, 'a', 'q');
    await open(cache, 'b', 'p');
    cache.forget('a');
    await late;
    await again(cache, 'a', 'p');
    await again(cache, 'a', 'q');
    await again(cache, 'b', 'p');
    expect([asked('p'), asked('q')]).toEqual([3, 2]);
  });

  it('keeps no failure, and no patient that there is not', async () => {
    const cache = new ChartCache();
    const { answer } = server;
    server.answer = (_, response) => send(response, 500, {});
    await expect(open(cache, 'a', 'p')).rejects.toThrow();
    server.answer = answer;
    expect((await again(cache, 'a', 'p')).chart?.patient.id).toBe('p');
    expect((await open(cache, 'a', 'nobody')).chart).toBeNull();
    await again(cache, 'a', 'nobody');
    expect(asked('nobody')).toBe(2);
  });

  it('keeps a few charts of a session, a few of all, and none for long', async () => {
    const limits = { lifetimeMs: 60_000, perSession: 2, inAll: 3 };
    const cache = new ChartCache(limits);
    for (const id of ['p', 'q', 'r']) await open(cache, 'a', id);
    for (const id of ['r', 'q', 'p']) await again(cache, 'a', id);
    expect(['p', 'q', 'r'].map(asked)).toEqual([2, 1, 1]);
    for (const session of ['b', 'c', 'd']) await open(cache, session, 's');
    await again(cache, 'a', 'p');
    expect(asked('p')).toBe(3);
    const brief = new ChartCache({ ...limits, lifetimeMs: 20 });
    await open(brief, 'a', 't');
    await wait(40);
    await again(brief, 'a', 't');
    expect(asked('t')).toBe(2);
  });
});
