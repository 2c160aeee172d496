import { openPatient, savedReport, shownRisk } from './patient-page.ts';
import { expect, test } from './quiet-page.ts';

test('a score on WebGPU passed the golden inputs and says where it was computed @webgpu', async ({
  page,
}) => {
  await openPatient(page);
  const risk = await shownRisk(page);
  const { provenance } = await savedReport(page);
  expect(provenance.backend).toBe('webgpu');
  expect(risk).toBeGreaterThan(0);
  await expect(page.getByRole('region', { name: 'Score receipt', exact: true })).toContainText('WebGPU');
});
