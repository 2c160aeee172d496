import { describe, expect, it } from 'vitest';
import { classifyDrug } from './classify-drug.ts';
import { ATC, type Code, RXNORM } from './code-set.ts';
import { drugClasses } from './drug-classes.ts';

const rxnorm = (code: string, display?: string): Code => ({
  system: RXNORM,
  code,
  ...(display === undefined ? {} : { display }),
});
const atc = (code: string): Code => ({ system: ATC, code });
const classesOf = (codes: readonly Code[], text?: string) =>
  classifyDrug({ codes, texts: text === undefined ? [] : [text] }).classes;

describe('classifyDrug', () => {
  it.each([
    ['24 HR metoprolol succinate 100 MG Extended Release Oral Tablet [Toprol]', ['beta-blocker']],
    ['Lasix 40mg', ['loop-diuretic']],
    ['sacubitril 49 MG / valsartan 51 MG Oral Tablet [Entresto]', ['ras-inhibitor']],
    ['Dapagliflozin 10 MG / metformin', ['sglt2-inhibitor']],
    ['Nystatin oral suspension', []],
    ['digoxin immune fab (ovine)', []],
    ['Amlodipine 5 MG / Atorvastatin 10 MG', ['statin']],
    ['', []],
  ])('%s → %j', (text, classes) => {
    expect(classesOf([], text)).toEqual(classes);
  });

  it('reads RxNorm ingredients and ATC codes without any text', () => {
    expect(classesOf([rxnorm('9997')])).toEqual(['mra']);
    expect(classesOf([atc('C10AA05')])).toEqual(['statin']);
    expect(classesOf([atc('C10BA10')])).toEqual([]);
  });

  it('gives each ingredient its class, by code and by name alike', () => {
    for (const { id, ingredients } of drugClasses)
      for (const { name, rxnorm: code } of ingredients) {
        expect(classifyDrug({ codes: [rxnorm(code)], texts: [] })).toMatchObject({
          classes: [id],
          substances: [name],
        });
        expect(classesOf([], `${name.toUpperCase()} 5 mg`)).toEqual([id]);
      }
  });

  it('names the substance where one is named, and the class where only it is known', () => {
    expect(classifyDrug({ codes: [atc('C03CA01')], texts: [] }).substances).toEqual(['furosemide']);
    expect(classifyDrug({ codes: [atc('C03CA')], texts: [] }).substances).toEqual(['loop-diuretic']);
    expect(classifyDrug({ codes: [atc('C03CA')], texts: ['Furosemid 40 mg'] }).substances).toEqual([
      'furosemide',
    ]);
  });

  it('goes by the code where the text says nothing that it understands', () => {
    expect(classesOf([rxnorm('4603')], 'Pharmacy mix 12')).toEqual(['loop-diuretic']);
    expect(classesOf([rxnorm('4603')], 'home med, patient prefers mornings')).toEqual(['loop-diuretic']);
  });

  it('says when code and text, or two codes, are different drugs', () => {
    expect(classifyDrug({ codes: [rxnorm('4603')], texts: ['Metoprolol 25 mg'] }).contradictory).toBe(true);
    expect(classifyDrug({ codes: [rxnorm('4603'), atc('C07AB02')], texts: [] }).contradictory).toBe(true);
    expect(classifyDrug({ codes: [rxnorm('4603', 'warfarin')], texts: [] }).contradictory).toBe(true);
    const combination = classifyDrug({
      codes: [rxnorm('9997')],
      texts: ['Furosemide 20 mg / spironolactone 50 mg'],
    });
    expect(combination).toMatchObject({ classes: ['mra', 'loop-diuretic'], contradictory: false });
  });

  it('takes listed ingredients together as one statement about the product', () => {
    const named = classifyDrug({ codes: [], texts: ['Pharmacy mix 12'] }, [
      { codes: [rxnorm('4603')], texts: [] },
      { codes: [rxnorm('9997')], texts: [] },
    ]);
    expect(named).toMatchObject({ classes: ['loop-diuretic', 'mra'], contradictory: false });
    expect(
      classifyDrug({ codes: [rxnorm('6918')], texts: [] }, [{ codes: [rxnorm('4603')], texts: [] }])
        .contradictory,
    ).toBe(true);
  });

  it('leaves out local forms, by text, by route and by ATC group', () => {
    expect(classesOf([rxnorm('8787')], 'propranolol ophthalmic solution')).toEqual([]);
    expect(classifyDrug({ codes: [rxnorm('9997')], texts: [] }, [], ['Topical route']).classes).toEqual([]);
    expect(classesOf([atc('V03AB24')], 'Digoxin antitoxin 40 mg')).toEqual([]);
  });

  it('tells a text that only speaks of a drug', () => {
    expect(classifyDrug({ codes: [], texts: ['furosemide allergy'] })).toEqual({
      classes: [],
      substances: [],
      contradictory: false,
      mentioned: true,
    });
  });
});
