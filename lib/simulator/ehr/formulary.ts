import type { DrugClassId } from '#lib/clinical/drug-classes.ts';

/** What a prescription names: RxNorm ingredient (TTY IN), ATC substance, and a usual dose in heart failure. */
export type Preparation = {
  readonly name: string;
  readonly rxnorm: string;
  readonly atc: string;
  readonly dose: string;
};

const drug = (name: string, rxnorm: string, atc: string, dose: string): Preparation => ({
  name,
  rxnorm,
  atc,
  dose,
});

/** The hospital's formulary; a list's repeats make the usual choice likelier. Codes: RxNorm and ATC/DDD Index 2024. */
export const preparations: Record<DrugClassId, readonly [Preparation, ...Preparation[]]> = {
  'loop-diuretic': [
    drug('Furosemide', '4603', 'C03CA01', '40 mg by mouth twice a day'),
    drug('Furosemide', '4603', 'C03CA01', '40 mg by mouth once a day'),
    drug('Furosemide', '4603', 'C03CA01', '80 mg by mouth twice a day'),
    drug('Torsemide', '38413', 'C03CA04', '20 mg by mouth once a day'),
    drug('Bumetanide', '1808', 'C03CA02', '1 mg by mouth twice a day'),
  ],
  'beta-blocker': [
    drug('Metoprolol', '6918', 'C07AB02', '50 mg extended release by mouth once a day'),
    drug('Metoprolol', '6918', 'C07AB02', '100 mg extended release by mouth once a day'),
    drug('Carvedilol', '20352', 'C07AG02', '6.25 mg by mouth twice a day'),
    drug('Carvedilol', '20352', 'C07AG02', '12.5 mg by mouth twice a day'),
    drug('Bisoprolol', '19484', 'C07AB07', '5 mg by mouth once a day'),
  ],
  'ras-inhibitor': [
    drug('Lisinopril', '29046', 'C09AA03', '10 mg by mouth once a day'),
    drug('Lisinopril', '29046', 'C09AA03', '20 mg by mouth once a day'),
    drug('Losartan', '52175', 'C09CA01', '50 mg by mouth once a day'),
    drug('Valsartan', '69749', 'C09CA03', '80 mg by mouth twice a day'),
    drug('Ramipril', '35296', 'C09AA05', '5 mg by mouth once a day'),
  ],
  mra: [
    drug('Spironolactone', '9997', 'C03DA01', '25 mg by mouth once a day'),
    drug('Spironolactone', '9997', 'C03DA01', '12.5 mg by mouth once a day'),
    drug('Eplerenone', '298869', 'C03DA04', '25 mg by mouth once a day'),
  ],
  'sglt2-inhibitor': [
    drug('Empagliflozin', '1545653', 'A10BK03', '10 mg by mouth once a day'),
    drug('Dapagliflozin', '1488564', 'A10BK01', '10 mg by mouth once a day'),
  ],
  digoxin: [drug('Digoxin', '3407', 'C01AA05', '0.125 mg by mouth once a day')],
  anticoagulant: [
    drug('Apixaban', '1364430', 'B01AF02', '5 mg by mouth twice a day'),
    drug('Apixaban', '1364430', 'B01AF02', '2.5 mg by mouth twice a day'),
    drug('Rivaroxaban', '1114195', 'B01AF01', '15 mg by mouth once a day'),
    drug('Warfarin', '11289', 'B01AA03', 'by mouth once a day, as the INR asks'),
  ],
  statin: [
    drug('Atorvastatin', '83367', 'C10AA05', '40 mg by mouth at bedtime'),
    drug('Atorvastatin', '83367', 'C10AA05', '80 mg by mouth at bedtime'),
    drug('Rosuvastatin', '301542', 'C10AA07', '20 mg by mouth once a day'),
    drug('Simvastatin', '36567', 'C10AA01', '20 mg by mouth at bedtime'),
  ],
};
