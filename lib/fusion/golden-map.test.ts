import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';
import { z } from 'zod';
import { goldenSet } from '#lib/contract/golden.ts';
import { folderSource } from '#lib/inference/folder-source.ts';
import { openNodeSession } from '#lib/inference/node-session.ts';
import { readReferencePicture } from '#lib/inference/reference-picture.ts';
import { ownInputs } from '#lib/modalities/index.ts';
import { mapFindings } from './finding-map.ts';

const folder = fileURLToPath(new URL('../../public/models/radiograph-findings/1', import.meta.url));
const jsonOf = (path: string | URL): unknown => JSON.parse(readFileSync(path, 'utf8'));
const measured = z
  .object({ effects: z.array(z.array(z.number())) })
  .parse(jsonOf(new URL('fixtures/film-map/golden.json', import.meta.url)));

it('finds the map again that the measurement of maps found', { timeout: 60_000 }, async () => {
  const session = await openNodeSession(folder, ownInputs());
  const { manifest } = session;
  if (manifest.kind !== 'findings' || !manifest.maps) throw new Error('the committed encoder has no maps');
  const [first] = goldenSet.parse(jsonOf(`${folder}/golden.json`)).cases;
  const [given] = Object.values(first?.inputs ?? {});
  if (!given) throw new Error('no golden picture');
  const [order = []] = manifest.maps.orders;
  const found = await mapFindings({
    session,
    maps: { ...manifest.maps, orders: [order] },
    picture: { shape: given.shape.slice(1), data: Float32Array.from(given.data) },
    reference: await readReferencePicture(folderSource(folder), manifest.maps.reference),
  });
  expect(found).toHaveLength(measured.effects.length);
  for (const [finding, effects] of measured.effects.entries()) {
    const { high, low } = manifest.findings[finding] ?? { high: 1, low: 0 };
    const near = manifest.tolerance.wasm * (high - low);
    for (const [cell, effect] of effects.entries())
      expect(Math.abs((found[finding]?.effects[cell] ?? Number.NaN) - effect)).toBeLessThan(near);
  }
  await session.close();
});
