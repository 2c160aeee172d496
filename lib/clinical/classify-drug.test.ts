import { describe, expect, it } from 'vitest';
import { drugClassesOf } from './classify-drug.ts';
import { RXNORM } from './code-set.ts';
import { drugClasses } from './drug-classes.ts';

describe('drugClassesOf', () => {
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
    expect(drugClassesOf([], text)).toEqual(classes);
  });

  it('reads RxNorm ingredients and ATC codes without any text', () => {
    expect(drugClassesOf([{ system: RXNORM, code: '9997' }], '')).toEqual(['mra']);
    expect(drugClassesOf([{ system: 'http://www.whocc.no/atc', code: 'C10AA05' }], '')).toEqual(['statin']);
    expect(drugClassesOf([{ system: 'http://www.whocc.no/atc', code: 'C10BA10' }], '')).toEqual([]);
  });

  it('gives each ingredient its class, by code and by name alike', () => {
    for (const { id, ingredients } of drugClasses)
      for (const { name, rxnorm } of ingredients) {
        expect(drugClassesOf([{ system: RXNORM, code: rxnorm }], '')).toEqual([id]);
        expect(drugClassesOf([], `${name.toUpperCase()} 5 mg`)).toEqual([id]);
      }
  });
});
