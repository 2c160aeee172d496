import { expect, it } from 'vitest';
import { FhirStore } from './fhir-store.ts';
import { handleFhirRequest } from './handle-request.ts';
import { BASE } from './sample-requests.ts';

const MEBIBYTE = 2 ** 20;
const headers = { 'content-type': 'application/fhir+json' };
const tooLong = {
  resourceType: 'OperationOutcome',
  issue: [{ code: 'too-long', details: { text: 'The body is larger than 64 MiB.' } }],
};

it('reads a body without a promised length up to the limit, and says which limit that is', async () => {
  let sent = 0;
  const body = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      sent += MEBIBYTE;
      controller.enqueue(new Uint8Array(MEBIBYTE).fill(32));
    },
  });
  const init = { method: 'PUT', headers, body, duplex: 'half' } as const;
  const answer = await handleFhirRequest(new FhirStore(), new Request(`${BASE}/Patient/p`, init), BASE);
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject(tooLong);
  expect(sent).toBeLessThan(70 * MEBIBYTE);
});

it('does not begin to read a body that promises more', async () => {
  const promised = { ...headers, 'content-length': String(65 * MEBIBYTE) };
  const request = new Request(`${BASE}/Patient/p`, { method: 'PUT', headers: promised, body: '{}' });
  const answer = await handleFhirRequest(new FhirStore(), request, BASE);
  expect(answer.status).toBe(413);
  expect(await answer.json()).toMatchObject(tooLong);
});
