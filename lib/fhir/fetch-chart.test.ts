import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { fetchChart } from './fetch-chart.ts';
import { SampleServer, searchPage, send } from './sample-server.ts';
import { searchPatients } from './search-patients.ts';

let server: SampleServer;
beforeEach(async () => {
  server = new SampleServer();
  await server.open();
});
afterEach(() => server.close());

const patient = { resourceType: 'Patient', id: 'p1', gender: 'female' };
const observation = (id: string) => ({
  resourceType: 'Observation',
  id,
  subject: { reference: 'Patient/p1' },
});

describe('fetchChart', () => {
  it('knows the server by all its addresses', async () => {
    const outside = 'https://ehr.example/r4';
    const entry = [
      { fullUrl: 'http://hapi-1.internal:8080/fhir/Patient/p1', resource: patient },
      {
        fullUrl: 'http://hapi-1.internal:8080/fhir/Observation/o1',
        resource: { ...observation('o1'), subject: { reference: `${outside}/Patient/p1` } },
      },
    ];
    server.answer = (_, response) =>
      send(response, 200, { resourceType: 'Bundle', type: 'searchset', entry });
    const publicBaseUrls = [outside, 'http://hapi-1.internal:8080/fhir'];
    const { chart } = await fetchChart(server.client({ publicBaseUrls }), 'p1');
    expect(chart?.all('Observation')).toHaveLength(1);
    const unknown = await fetchChart(server.client(), 'p1');
    expect(unknown.chart?.all('Observation')).toEqual([]);
    expect(unknown.issues.map(({ code }) => code)).toContain('dangling-reference');
  });

  it.each(['p1', 'old'])(
    'is the chart of the Patient in use, with the record of the replaced: %s',
    async (id) => {
      const link = [{ type: 'replaced-by', other: { reference: 'Patient/p1' } }];
      const old = { ...patient, id: 'old', active: false, link };
      const own = { ...observation('o-old'), subject: { reference: 'Patient/old' } };
      server.answer = ({ url = '' }, response) => {
        if (url.includes('old/$everything')) return send(response, 200, searchPage([old, own]));
        if (url.includes('p1/$everything'))
          return send(response, 200, searchPage([patient, observation('o1')]));
        return send(response, 200, searchPage(url.endsWith('?link=Patient/p1&_count=20') ? [old] : []));
      };
      const { chart, issues } = await fetchChart(server.client(), id);
      expect(chart?.patient.id).toBe('p1');
      expect(
        chart
          ?.all('Observation')
          .map((one) => one.id)
          .toSorted(),
      ).toEqual(['o-old', 'o1']);
      expect(issues).toMatchObject([{ message: expect.stringMatching(/was replaced by another/) }]);
    },
  );

  it('believes no list of strangers for linked Patients', async () => {
    const strangers = Array.from({ length: 3 }, (_, index) => ({ ...patient, id: `s${index}` }));
    server.answer = ({ url = '' }, response) =>
      send(response, 200, searchPage(url.includes('$everything') ? [patient] : strangers));
    expect((await fetchChart(server.client(), 'p1')).issues).toEqual([]);
    expect(server.seen.filter(({ url }) => url.includes('$everything'))).toHaveLength(1);
  });

  it('takes everything, page by page', async () => {
    server.answer = ({ url = '' }, response) =>
      url.includes('page=2')
        ? send(response, 200, searchPage([observation('o2')]))
        : send(
            response,
            200,
            searchPage([patient, observation('o1')], `${server.origin}/fhir/Patient/p1?page=2`),
          );
    const { chart, issues } = await fetchChart(server.client(), 'p1');
    expect(chart?.all('Observation').map(({ id }) => id)).toEqual(['o1', 'o2']);
    expect(issues).toEqual([]);
  });

  it('asks type by type where $everything is missing, and says what it could not get', async () => {
    const answers: readonly [part: string, status: number, body: object][] = [
      ['$everything', 501, {}],
      ['/fhir/Patient/p1', 200, patient],
      ['/fhir/MedicationStatement', 404, {}],
      ['_include', 400, {}],
      ['/fhir/Observation', 200, searchPage([observation('o1')])],
      ['', 200, searchPage([])],
    ];
    server.answer = ({ url = '' }, response) => {
      const [, status = 500, body = {}] = answers.find(([part]) => url.includes(part)) ?? [];
      send(response, status, body);
    };
    const { chart, issues } = await fetchChart(server.client(), 'p1');
    expect(chart?.all('Observation')).toHaveLength(1);
    expect(issues.map(({ message }) => message)).toEqual([expect.stringMatching(/^MedicationStatement /)]);
  });

  it('has no chart for a patient who is not there, and none for what is no id', async () => {
    server.answer = (_, response) => send(response, 404, {});
    expect((await fetchChart(server.client(), 'p1')).chart).toBeNull();
    server.seen.length = 0;
    expect((await fetchChart(server.client(), '../metadata')).chart).toBeNull();
    expect(server.seen).toEqual([]);
  });

  it('gives no chart at all when the server fails half way', async () => {
    server.answer = ({ url = '' }, response) =>
      url.includes('$everything')
        ? send(response, 200, searchPage([patient], `${server.origin}/fhir/x`))
        : send(response, 500, {}, { 'retry-after': '0' });
    await expect(fetchChart(server.client(), 'p1')).rejects.toMatchObject({ status: 500 });
  });
});

describe('searchPatients', () => {
  it('keeps names out of addresses', async () => {
    server.answer = (_, response) => send(response, 200, searchPage([patient]));
    const { patients, truncated } = await searchPatients(server.client(), { name: 'Eva' });
    expect(patients).toEqual([patient]);
    expect(truncated).toBe(false);
    expect(server.seen).toMatchObject([
      { method: 'POST', url: '/fhir/Patient/_search', body: '_count=500&name=Eva' },
    ]);
  });

  it('lists no Patient whose replacement is listed too', async () => {
    const replaced = (id: string, by: string) => ({
      ...patient,
      id,
      link: [{ type: 'replaced-by', other: { reference: `Patient/${by}` } }],
    });
    server.answer = (_, response) =>
      send(
        response,
        200,
        searchPage([
          patient,
          replaced('a', 'p1'),
          replaced('b', 'elsewhere'),
          replaced('c', 'd'),
          replaced('d', 'c'),
        ]),
      );
    const { patients } = await searchPatients(server.client());
    expect(patients.map(({ id }) => id)).toEqual(['p1', 'b', 'c', 'd']);
  });

  it('stops at the limit and says so; what is no patient is not listed', async () => {
    const many = Array.from({ length: 4 }, (_, index) => ({ ...patient, id: `p${index}` }));
    server.answer = (_, response) =>
      send(response, 200, searchPage([{ resourceType: 'OperationOutcome' }, {}, ...many]));
    expect(await searchPatients(server.client(), { limit: 3 })).toMatchObject({
      patients: many.slice(0, 3),
      truncated: true,
    });
  });
});
