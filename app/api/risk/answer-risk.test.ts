import { afterAll, describe, expect, it } from 'vitest';
import { filesOf } from '#lib/contract/files.ts';
import { problemDetails, type RiskAnswer, riskAnswer } from '#lib/contract/risk-schema.ts';
import { BundleIndex } from '#lib/fhir/bundle-index.ts';
import { modelFolder } from '#lib/inference/fixtures/committed-model.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { simulateMember, simulatePatient } from '#lib/simulator/cohort.ts';
import { EVERYTHING } from '#lib/simulator/member.ts';
import { answerRisk, type Hospital } from './answer-risk.ts';

const HOST = '127.0.0.1:3000';
const ADDRESS = `http://${HOST}/api/risk`;
const FHIR = 'application/fhir+json';
const JSON_TYPE = 'application/json';

const session = await openNodeSession(modelFolder, ownInputs());
afterAll(() => session.close());

const bundleOf = (index: number) => simulatePatient(1, index).bundle;

const chartOf = (bundle: unknown) => {
  const index = new BundleIndex();
  index.add(bundle);
  return index.build().charts[0] ?? null;
};

const inHouse = chartOf(bundleOf(0));
const inHouseId = inHouse?.patient.id ?? '';

const hospital: Hospital = {
  origin: `http://${HOST}`,
  mayAsk: async () => true,
  fetchChart: async (patientId) =>
    patientId === inHouseId
      ? { chart: inHouse, issues: [] }
      : { chart: null, issues: [{ code: 'no-patient', severity: 'error', message: 'No such patient.' }] },
  filesBeside: ({ patient }) => filesOf(patient.id ?? '', {}),
  filesWithin: ({ patient }) => filesOf(patient.id ?? '', {}),
  siteMap: () => null,
  readFindings: async (record) => record,
  sessionOf: async () => session,
};

type Sent = { readonly type?: string; readonly query?: string; readonly headers?: Record<string, string> };

const isBytes = (body: unknown): body is Uint8Array<ArrayBuffer> => body instanceof Uint8Array;

const requestOf = (body: unknown, { type = JSON_TYPE, query = '', headers = {} }: Sent = {}) =>
  new Request(`${ADDRESS}${query}`, {
    method: 'POST',
    headers: { host: HOST, 'content-type': type, ...headers },
    body: typeof body === 'string' || isBytes(body) ? body : JSON.stringify(body),
  });

const ask = (body: unknown, sent?: Sent, asked = hospital) => answerRisk(requestOf(body, sent), asked);

async function answered(response: Response): Promise<RiskAnswer> {
  expect(response.status).toBe(200);
  expect(response.headers.get('cache-control')).toBe('no-store');
  return riskAnswer.parse(await response.json());
}

/** Status and the fields named, of a problem in the shape of RFC 9457. */
async function refused(response: Response) {
  expect(response.headers.get('content-type')).toBe('application/problem+json');
  expect(response.headers.get('cache-control')).toBe('no-store');
  const { status, errors = [] } = problemDetails.parse(await response.json());
  expect(status).toBe(response.status);
  return [status, ...errors.map(({ pointer, parameter }) => pointer ?? parameter)];
}

const total = (numbers: readonly number[]) => numbers.reduce((sum, one) => sum + one, 0);

describe('answerRisk', () => {
  it('answers about simulated patients in the promised shape, with points that make the risk', async () => {
    const statuses = new Set<string>();
    const charts = Array.from({ length: 10 }, (_, index) => bundleOf(index));
    // With a week at home, a genome and the reports of pictures.
    const members = [0, 5].map(
      (index) => simulateMember({ cohort: 'hf', seed: 1 }, index, EVERYTHING).bundle,
    );
    for (const bundle of [...charts, ...members]) {
      const answer = await answered(await ask(bundle, { type: FHIR }));
      statuses.add(answer.status);
      if (answer.status === 'unscored') continue;
      const { baselineRisk, risk, modalities, interval } = answer;
      expect(baselineRisk + total(modalities.map(({ points }) => points))).toBeCloseTo(risk, 6);
      for (const { points, factors, otherPoints } of modalities)
        expect(total(factors.map((factor) => factor.points)) + otherPoints).toBeCloseTo(points, 9);
      expect(interval.low).toBeLessThanOrEqual(interval.high);
      expect(modalities[0]?.factors[0]?.from[0]?.reference).toMatch(/^\w+\/.+/);
    }
    expect(statuses).toContain('scored');
  });

  it('gives a patient of the hospital the answer that the same chart gets when it is sent', async () => {
    const { receipt: _one, ...own } = scoredOf(await answered(await ask({ patientId: inHouseId })));
    const { receipt: _other, ...sent } = scoredOf(await answered(await ask({ bundle: bundleOf(0) })));
    expect(own).toEqual(sent);
  });

  it('says why there is no score', async () => {
    const { entry = [], ...bundle } = bundleOf(0);
    const onlyPatient = {
      ...bundle,
      entry: entry.filter(({ resource }) => resource?.resourceType === 'Patient'),
    };
    const answer = await answered(await ask(onlyPatient, { type: FHIR }));
    expect(answer).toMatchObject({ status: 'unscored', reasons: [{ code: 'not-eligible' }] });
  });

  it('takes a time from the body or the address, and a date from the body alone', async () => {
    const bundle = bundleOf(0);
    const discharge = await answered(await ask({ bundle }));
    const later = await answered(await ask({ bundle, at: '+2d' }));
    expect(Date.parse(later.at ?? '') - Date.parse(discharge.at ?? '')).toBe(2 * 86_400_000);
    const inAddress = await answered(await ask(bundle, { type: FHIR, query: '?at=+2d' }));
    expect(inAddress.at).toBe(later.at);
    const chosen = await answered(await ask({ bundle, at: later.at ?? '' }));
    expect(chosen.at).toBe(later.at);
    expect(await refused(await ask(bundle, { type: FHIR, query: '?at=2026-01-01' }))).toEqual([400, 'at']);
  });

  it.each<[string, unknown, Sent, unknown[]]>([
    ['no JSON', '{"patientId":', {}, [400, '#']],
    ['no UTF-8', Uint8Array.of(0x22, 0xff, 0x22), {}, [400, '#']],
    ['a field that is none', { patientId: 'a', when: 'own' }, {}, [400, '#']],
    ['neither patient nor bundle', {}, {}, [400, '#']],
    ['both patient and bundle', { patientId: 'a', bundle: { resourceType: 'Bundle' } }, {}, [400, '#']],
    ['an id that is none', { patientId: '../Patient' }, {}, [400, '#/patientId']],
    ['another resource', { resourceType: 'Patient', id: 'a' }, { type: FHIR }, [400, '#/resourceType']],
    [
      'another resource as bundle',
      { bundle: { resourceType: 'Patient' } },
      {},
      [400, '#/bundle/resourceType'],
    ],
    ['a time that is none', { patientId: 'a', at: 'soon' }, {}, [400, '#/at']],
    ['a model that is none', { patientId: 'a', model: 'echo-findings' }, {}, [400, '#/model']],
    ['time and model that are none', { patientId: 'a', at: 'x', model: 'y' }, {}, [400, '#/at', '#/model']],
    ['a parameter that is none', { patientId: 'a' }, { query: '?At=own' }, [400, 'At']],
    ['a patient that is none', { patientId: 'stranger' }, {}, [404, '#/patientId']],
    ['a form', 'patientId=a', { type: 'application/x-www-form-urlencoded' }, [415, 'Content-Type']],
    ['gzip', {}, { headers: { 'content-encoding': 'gzip' } }, [415, 'Content-Encoding']],
    [
      'a bundle without a patient',
      { resourceType: 'Bundle', type: 'collection' },
      { type: FHIR },
      [422, '#'],
    ],
    [
      'a bundle of two patients',
      { resourceType: 'Bundle', entry: [0, 1].map((index) => ({ resource: bundleOf(index) })) },
      { type: FHIR },
      [422, '#/entry'],
    ],
  ])('refuses %s, and names the field', async (_, body, sent, expected) => {
    expect(await refused(await ask(body, sent))).toEqual(expected);
  });

  it('refuses a body that is too large, told or not', async () => {
    const large = `"${'a'.repeat(33 * 2 ** 20)}"`;
    expect(await refused(await ask(large))).toEqual([413]);
    const told = { headers: { 'content-length': String(40 * 2 ** 20) } };
    expect(await refused(await ask({}, told))).toEqual([413]);
  });

  it('answers neither another site, nor under another name, nor to somebody who is not signed in', async () => {
    const body = { patientId: inHouseId };
    expect(await refused(await ask(body, { headers: { 'sec-fetch-site': 'cross-site' } }))).toEqual([403]);
    expect(await refused(await ask(body, { headers: { host: 'rebound.example' } }))).toEqual([421]);
    const closed = { ...hospital, mayAsk: async () => false };
    expect(await refused(await ask(body, {}, closed))).toEqual([401]);
  });
});

function scoredOf(answer: RiskAnswer) {
  if (answer.status === 'scored') return answer;
  throw new Error(answer.reasons.map(({ message }) => message).join(' '));
}
