import { describe, expect, it } from 'vitest';
import { classifyDrug } from './classify-drug.ts';
import { ATC, RXNORM } from './code-set.ts';
import { drugClasses } from './drug-classes.ts';

const coded = (system: string, code: string) =>
  classifyDrug({ codes: [{ system, code }], texts: [] }).classes;

describe('RxNorm and ATC', () => {
  it('put every ingredient into the same class', () => {
    for (const { id, ingredients } of drugClasses)
      for (const { rxnorm, atc } of ingredients) {
        expect([atc, coded(ATC, atc)]).toEqual([atc, [id]]);
        expect([rxnorm, coded(RXNORM, rxnorm)]).toEqual([rxnorm, [id]]);
      }
  });

  it.each([
    ['C09BX02', ['beta-blocker', 'ras-inhibitor']], // perindopril and bisoprolol
    ['C10BX15', ['ras-inhibitor', 'statin']], // atorvastatin and perindopril
    ['C03EB01', ['loop-diuretic']],
    ['C09XA02', []], // aliskiren
    ['C10BA10', []], // bempedoic acid and ezetimibe
    ['B01AB05', []], // enoxaparin is no oral anticoagulant
    ['S01ED01', []], // timolol eye drops
  ])('ATC %s is %j', (code, classes) => {
    expect(coded(ATC, code)).toEqual(classes);
  });

  it.each([
    ['866924', ['beta-blocker']], // metoprolol tartrate 25 MG Oral Tablet
    ['1798281', ['beta-blocker', 'ras-inhibitor']], // nebivolol 5 MG / valsartan 80 MG
    ['1656340', ['ras-inhibitor']], // sacubitril / valsartan
    ['313988', ['loop-diuretic']],
    ['855332', ['anticoagulant']],
    ['310429', ['loop-diuretic']],
  ])('RxNorm product %s without a name is %j', (code, classes) => {
    expect(coded(RXNORM, code)).toEqual(classes);
  });

  it('knows no product twice in a class', () => {
    for (const { products } of drugClasses) expect(new Set(products).size).toBe(products.length);
  });
});
