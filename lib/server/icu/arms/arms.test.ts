import { createHash } from 'node:crypto';
import { eq, sql } from 'drizzle-orm';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Experiment } from '#lib/monitoring/experiment.ts';
import type { OpenedDatabase } from '#lib/server/database/database.ts';
import { type TestDatabase, testDatabases } from '#lib/server/database/fixtures/databases.ts';
import { assignments, experiments, shadowScores } from '../monitoring/tables.ts';
import { assignArms } from './assign-arms.ts';
import { beginExperiment, endExperiment, openExperiments } from './experiments.ts';
import { recordShadow } from './record-shadow.ts';
import { armOf, commitmentOf, newSalt } from './seal.ts';

const EXPERIMENT: Experiment = {
  id: 'trial-1',
  condition: 'sepsis',
  arms: [
    { name: 'standing', model: 'icu-sepsis/1', share: 0.7 },
    { name: 'tried', model: 'icu-sepsis/2', share: 0.3 },
  ],
  shadow: 'icu-sepsis/3',
  primary: 'alerts',
};
const PATIENTS = Array.from({ length: 4000 }, (_, at) => `patient-${at}`);

describe('the arm of a patient', () => {
  const salt = createHash('sha256').update('a salt').digest('hex');

  it('falls by the shares', () => {
    const tried = PATIENTS.filter((patient) => armOf(EXPERIMENT, salt, patient).name === 'tried').length;
    // Four standard deviations of 4,000 draws at 0.3: √(4000 · 0.3 · 0.7) = 29.
    expect(Math.abs(tried - 1200)).toBeLessThan(116);
  });

  it('tells nothing of the arm in an experiment with another salt', () => {
    const other = createHash('sha256').update('another salt').digest('hex');
    const both = PATIENTS.filter(
      (patient) =>
        armOf(EXPERIMENT, salt, patient).name === 'tried' &&
        armOf(EXPERIMENT, other, patient).name === 'tried',
    ).length;
    // 0.09 of 4,000 are 360, with a standard deviation of 18.
    expect(Math.abs(both - 360)).toBeLessThan(73);
  });

  it('is the same for any patient whenever it is asked, and changes with the salt for some', () => {
    const id = fc.stringMatching(/^[A-Za-z0-9\-.]{1,64}$/);
    fc.assert(
      fc.property(id, (patient) => {
        expect(armOf(EXPERIMENT, salt, patient)).toEqual(armOf(EXPERIMENT, salt, patient));
      }),
    );
    const other = newSalt();
    const moved = PATIENTS.filter((id) => armOf(EXPERIMENT, salt, id) !== armOf(EXPERIMENT, other, id));
    expect(moved.length).toBeGreaterThan(1000);
  });

  it('is promised with everything that is fixed', () => {
    const promised = commitmentOf(EXPERIMENT, salt);
    const [standing, tried] = EXPERIMENT.arms;
    const changes: Experiment[] = [
      { ...EXPERIMENT, primary: 'alerted' },
      { ...EXPERIMENT, shadow: null },
      { ...EXPERIMENT, arms: [tried, standing].flatMap((arm) => (arm ? [arm] : [])) },
    ];
    for (const change of changes) expect(commitmentOf(change, salt)).not.toBe(promised);
    expect(commitmentOf(EXPERIMENT, newSalt())).not.toBe(promised);
  });
});

describe.each(testDatabases.filter(([, , there]) => there))('arms in %s', (_, make) => {
  let test: TestDatabase;
  let opened: OpenedDatabase;
  beforeAll(async () => {
    test = await make();
    opened = await test.open();
  });
  afterAll(async () => {
    await opened.close();
    await test.remove();
  });

  it('are standard where nothing is tried', async () => {
    const arms = await assignArms(opened.database, 'sepsis', ['a']);
    expect(arms.get('a')).toEqual({ arm: 'standard', model: null, shadow: null });
  });

  it('are sealed before the first patient and stay as they are for everybody who asks', async () => {
    const { database } = opened;
    const commitment = await beginExperiment(database, EXPERIMENT);
    const [sealed] = await openExperiments(database);
    expect(commitmentOf(sealed?.experiment ?? EXPERIMENT, sealed?.salt ?? '')).toBe(commitment);

    const some = PATIENTS.slice(0, 200);
    const [first, second] = await Promise.all([
      assignArms(database, 'sepsis', some),
      assignArms(database, 'sepsis', some.toReversed()),
    ]);
    for (const patient of some) expect(second?.get(patient)).toEqual(first?.get(patient));
    const arms = new Set([...(first?.values() ?? [])].map(({ arm }) => arm));
    expect(arms).toEqual(new Set(['trial-1/standing', 'trial-1/tried']));
    const stored = await database.select().from(assignments);
    expect(stored).toHaveLength(200);
    for (const { assignedAt } of stored) expect(assignedAt).toBeGreaterThanOrEqual(sealed?.sealedAt ?? 0);
    expect(await assignArms(database, 'deterioration', ['a'])).toEqual(
      new Map([['a', { arm: 'standard', model: null, shadow: null }]]),
    );
  });

  it('cannot be changed, deleted or dated back, not even by hand', async () => {
    const { database } = opened;
    const refused = (statement: Promise<unknown>) => expect(statement).rejects.toThrow();
    await refused(database.update(assignments).set({ arm: 'tried' }).execute());
    await refused(database.delete(assignments).execute());
    await refused(database.execute(sql`truncate icu_assignments`));
    await refused(database.update(experiments).set({ salt: '00' }).execute());
    await database
      .insert(assignments)
      .values({ experiment: 'trial-1', patient: 'by-hand', arm: 'tried', assignedAt: 1 });
    const [row] = await database.select().from(assignments).where(eq(assignments.patient, 'by-hand'));
    expect(row?.assignedAt).toBeGreaterThan(1_000_000_000_000);
  });

  it('have one experiment of a condition at a time', async () => {
    const { database } = opened;
    const next = { ...EXPERIMENT, id: 'trial-2' };
    await expect(beginExperiment(database, next)).rejects.toThrow(
      /^The experiment trial-1 on sepsis is open/,
    );
    await endExperiment(database, 'trial-1');
    expect((await assignArms(database, 'sepsis', ['late'])).get('late')?.arm).toBe('standard');
    await expect(beginExperiment(database, EXPERIMENT)).rejects.toThrow(/another needs another name/);
    const lopsided = { ...next, arms: EXPERIMENT.arms.map((arm) => ({ ...arm, share: 0.7 })) };
    await expect(beginExperiment(database, lopsided)).rejects.toThrow(/add up to 1.4/);
    await beginExperiment(database, next);
    expect((await assignArms(database, 'sepsis', ['late'])).get('late')?.arm).toMatch(/^trial-2\//);
  });

  it('keep what the model in shadow says, the latest of each hour and once', async () => {
    const { database } = opened;
    const score = {
      experiment: 'trial-2',
      patient: 'a',
      model: 'icu-sepsis/3',
      at: 7_200_000,
      probability: 0.2,
    };
    const later = { ...score, at: 7_900_000, probability: 0.4 };
    await recordShadow(database, [later, score]);
    await recordShadow(database, [score]);
    expect(await database.select().from(shadowScores)).toEqual([{ ...later, hour: 2 }]);
  });
});
