import type { Bundle, Resource } from 'fhir/r4';
import { describe, expect, it } from 'vitest';
import { AS_OF_MS } from '../calendar.ts';
import { memberTruth, simulateMember } from '../cohort.ts';
import { type Contents, EVERYTHING } from '../member.ts';
import { diagnoses } from './diagnoses.ts';

const request = { cohort: 'similarity', seed: 23 } as const;
const members = Array.from({ length: 60 }, (_, index) => simulateMember(request, index, EVERYTHING));
const truths = members.map((_, index) => JSON.parse(JSON.stringify(memberTruth(request, index, EVERYTHING))));
const resources = ({ bundle }: { bundle: Bundle }): Resource[] =>
  (bundle.entry ?? []).flatMap(({ resource }) => resource ?? []);
const instants = (value: unknown): number[] =>
  [...JSON.stringify(value).matchAll(/"(\d{4}-\d\d-\d\dT[^"]+)"/g)].map(([, text]) => Date.parse(text ?? ''));

describe('a patient of the similarity cohort', () => {
  it('has one film, and a chart whose references resolve and that ends with the stay', () => {
    for (const member of members) {
      const all = resources(member);
      const known = new Set(all.map(({ resourceType, id }) => `${resourceType}/${id}`));
      expect(known.size).toBe(all.length);
      for (const [, to] of JSON.stringify(member.bundle).matchAll(/"reference":"([^"]+)"/g))
        expect(known.has(to ?? '')).toBe(true);
      expect(member.studies.map(({ kind }) => kind)).toEqual(['chest-radiograph']);
      expect(Math.max(...instants(member.bundle))).toBeLessThanOrEqual(AS_OF_MS);
    }
  });

  it('is named, numbered and imaged apart from the same number of another cohort', () => {
    const foreign = simulateMember({ cohort: 'hf', seed: 23 }, 5, EVERYTHING);
    const text = JSON.stringify(foreign.bundle);
    const own = members[5];
    expect(text).not.toContain(own?.id ?? '');
    const uids = [...JSON.stringify(own?.bundle).matchAll(/"uid":"([^"]+)"/g)].map(([, uid]) => uid);
    expect(uids.length).toBe(2);
    for (const uid of uids) expect(text).not.toContain(uid);
  });

  it('carries the ward’s diagnosis and no other part of the truth', () => {
    for (const [index, member] of members.entries()) {
      const text = JSON.stringify(member.bundle);
      const { diagnosis, latents, posterior, components } = truths[index];
      const { snomed } = diagnoses[diagnosis as keyof typeof diagnoses];
      expect(text).toContain(`"code":"${snomed}"`);
      const numbers = [latents, posterior.all, components].flatMap((part) => Object.values(part));
      for (const x of numbers.filter((one) => typeof one === 'number' && Math.abs(one % 1) > 1e-4))
        expect(text.includes(String(x))).toBe(false);
      expect(text).not.toMatch(/posterior|latent|evidence/i);
    }
  });

  it('is measured as the latents say: the log of C-reactive protein', () => {
    const pairs = members.flatMap((member, index) => {
      const text = JSON.stringify(member.bundle);
      const found = /-crp"[^}]*?.*?"valueQuantity":\{"value":([0-9.]+),"unit":"mg\/L"/.exec(text);
      return found ? [Math.log(Number(found[1])) - truths[index].latents.crp] : [];
    });
    const mean = pairs.reduce((a, b) => a + b, 0) / pairs.length;
    const deviation = Math.sqrt(pairs.reduce((sum, x) => sum + (x - mean) ** 2, 0) / pairs.length);
    expect(pairs.length).toBeGreaterThan(45);
    expect(Math.abs(mean)).toBeLessThan(0.1);
    expect(deviation).toBeLessThan(0.4);
  });

  it('lets the machine tell a diagnosis only in the shortcut arm', () => {
    const portable = (shortcut: number, wanted: boolean) => {
      const arm: Contents = { modalities: new Set(['imaging']), shortcut };
      const films = Array.from({ length: 400 }, (_, index) =>
        JSON.parse(JSON.stringify(memberTruth(request, index, arm))),
      ).filter(({ diagnosis }) => (diagnosis === 'bacterial-pneumonia') === wanted);
      return films.filter(({ imaging: [film] }) => film.dicomModality === 'CR').length / films.length;
    };
    expect(portable(1, true)).toBe(1);
    expect(portable(1, false)).toBe(0);
    expect(portable(0, false)).toBeGreaterThan(0.1);
    expect(portable(0, true)).toBeLessThan(0.6);
  });
});
