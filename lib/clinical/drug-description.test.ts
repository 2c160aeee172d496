import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { drugClasses } from './drug-classes.ts';
import { readDrugText } from './drug-description.ts';

const names = drugClasses.flatMap(({ id, ingredients }) => ingredients.map(({ name }) => ({ id, name })));
const anyName = fc.constantFrom(...names);
const classesIn = (text: string) => readDrugText(text).named.map(({ classId }) => classId);

describe('readDrugText', () => {
  it.each([
    ['Furosemide 40 MG Oral Tablet', 'loop-diuretic'],
    ['10 ML Furosemide 10 MG/ML Injection', 'loop-diuretic'],
    ['24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]', 'beta-blocker'],
    ['Toprol-XL', 'beta-blocker'],
    ['Lasix 40mg tab po daily', 'loop-diuretic'],
    ['LASIX 40MG TAB PO BID PRN', 'loop-diuretic'],
    ['furosemide (LASIX) 40 MG tablet', 'loop-diuretic'],
    ['Prinivil (lisinopril) oral 10 mg', 'ras-inhibitor'],
    ['Hydrochlorothiazide 12.5 MG / Lisinopril 20 MG Oral Tablet', 'ras-inhibitor'],
    ['amlodipine-benazepril 5-20 MG per capsule', 'ras-inhibitor'],
    ['amlodipine/benazepril', 'ras-inhibitor'],
    ['lisinopril and hydrochlorothiazide 20 mg', 'ras-inhibitor'],
    ['sacubitril 49 MG / valsartan 51 MG Oral Tablet [Entresto]', 'ras-inhibitor'],
    ['Warfarin Sodium 5 MG Oral Tablet', 'anticoagulant'],
    ['Take 1 tablet of apixaban 5 mg by mouth twice daily', 'anticoagulant'],
    ['Inj. Furosemide 20 mg IV stat', 'loop-diuretic'],
    ['Furosemid AL 40 mg Tabletten', 'loop-diuretic'],
    ['Metoprololsuccinat 47,5 mg', 'beta-blocker'],
    ['Metoprolol-ratiopharm 47,5 mg Retardtabletten', 'beta-blocker'],
    ['Bisoprolol 1A Pharma 5 mg', 'beta-blocker'],
    ['Furosemida 40 mg comprimidos', 'loop-diuretic'],
    ['Furosémide 40 mg comprimé sécable', 'loop-diuretic'],
    ['Carvedilolo 6,25 mg compresse', 'beta-blocker'],
    [
      'Product containing precisely furosemide 40 milligram/1 each conventional release oral tablet (clinical drug)',
      'loop-diuretic',
    ],
    ['Furosemid ratiopharm 40mg Tbl.', 'loop-diuretic'],
    ['Xarelto 20 mg mit der Mahlzeit', 'anticoagulant'],
    ['Ramipril 5mg 1-0-1', 'ras-inhibitor'],
    ['lisinopril 20 mg oral tablet, 1 tab(s), Oral, Daily, # 30 tab(s), 3 Refill(s)', 'ras-inhibitor'],
    ['SIMVASTATIN 40MG TAB TAKE ONE-HALF TABLET BY MOUTH AT BEDTIME FOR CHOLESTEROL', 'statin'],
    ['furosemide 40 mg in sodium chloride 0.9 % 50 mL IVPB', 'loop-diuretic'],
    ['Digoxin', 'digoxin'],
    ['digoxin 0.125 mg tablet, 1 tab PO every other day', 'digoxin'],
    ['Furosemide 40 mg for heart failure', 'loop-diuretic'],
    ['metoprolol tartrate 25 mg PO BID, hold for SBP < 100', 'beta-blocker'],
    ['spironolactone 25 mg as needed for swelling', 'mra'],
  ])('%s describes a drug', (text, id) => {
    expect(classesIn(text)[0]).toBe(id);
  });

  it.each([
    'NO furosemide',
    'furosemide allergy',
    'Allergy to furosemide (finding)',
    'metoprolol intolerance',
    'stop furosemide',
    'hold furosemide 40 mg',
    'Furosemide 40 mg on hold',
    'Furosemide 40 mg - stopped',
    'furosemide D/C',
    'consider furosemide',
    'consider furosemide 40 mg daily',
    'Discussed furosemide with the family',
    'furosemide?',
    'Patient asked about Lasix 40 mg',
    'Patient 65 takes furosemide',
    'Digoxin level',
    'digoxin measurement',
    'Furosemide 40 mg caused dizziness',
    'lisinopril cough',
    'not on warfarin',
    'warfarin contraindicated',
    'avoid NSAIDs, on furosemide from the GP',
    'kein Furosemid',
    'Furosemid abgesetzt',
    'sin furosemida',
    'Instructions about furosemide 40 mg tablets were given to the daughter',
    'Potassium chloride because of furosemide',
    'Potassium chloride with furosemide',
    'warfarin 5 mg or apixaban 5 mg depending on cost',
    'wife takes furosemide 40 mg daily',
    'switch from warfarin to apixaban',
    'Z.n. Furosemid',
    'home oxygen and furosemide 40 mg refused',
  ])('%s only mentions one', (text) => {
    expect(readDrugText(text)).toEqual({ named: [], mentioned: true });
  });

  it.each([
    '',
    'Nystatin oral suspension',
    'digoxin immune fab (ovine) 40 MG Injection',
    'propranolol 1 % ophthalmic solution',
    'spironolactone 5 % topical cream',
    'idarucizumab 2.5 g, dabigatran reversal agent',
    'Acetaminophen 325 MG Oral Tablet',
    'Nifedipine 30 mg',
  ])('%s is none of the drugs', (text) => {
    expect(readDrugText(text)).toEqual({ named: [], mentioned: false });
  });

  it('reads every name with any strength, form and route, in any case', () => {
    const form = fc.constantFrom('Oral Tablet', 'tab', 'capsule', 'Injection', 'MG/ML Oral Solution', '');
    const number = fc.constantFrom('5', '12.5', '2,5', '100', '0.125');
    fc.assert(
      fc.property(anyName, number, form, fc.boolean(), ({ id, name }, strength, what, loud) => {
        const text = `${name} ${strength} mg ${what}`;
        expect(classesIn(loud ? text.toUpperCase() : text)).toEqual([id]);
      }),
    );
  });

  it('reads both drugs of a combination', () => {
    fc.assert(
      fc.property(anyName, anyName, (one, other) => {
        expect(new Set(classesIn(`${one.name} 5 MG / ${other.name} 10 MG Oral Tablet`))).toEqual(
          new Set([one.id, other.id]),
        );
      }),
    );
  });

  it('never takes a sentence about a drug for one', () => {
    const before = fc.constantFrom(
      'the nurse said',
      'rash from',
      'mother had',
      'please check',
      'allergic to',
      'no more',
    );
    const after = fc.constantFrom(
      'made her dizzy',
      'is expensive',
      'was given to the neighbour',
      'allergy',
      'overdose',
    );
    fc.assert(
      fc.property(anyName, before, after, fc.constantFrom('', '40 mg'), ({ name }, left, right, strength) => {
        expect(classesIn(`${left} ${name} ${strength}`)).toEqual([]);
        expect(classesIn(`${name} ${strength} ${right}`)).toEqual([]);
      }),
    );
  });

  it('survives any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), anyName, (noise, { name }) => {
        readDrugText(noise);
        expect(readDrugText(`${noise} ${name}`).named.length).toBeLessThanOrEqual(names.length);
      }),
    );
  });
});
