/** An active substance; `rxnorm` is the RxNorm ingredient (TTY IN). `brands`: trade names that charts write instead. */
export type Ingredient = {
  readonly name: string;
  readonly rxnorm: string;
  readonly brands?: readonly string[];
};

/** A class of drugs of the contract, `medication.<id>`. The first ingredient is the class's usual one. */
export type DrugClass<Id extends string = string> = {
  readonly id: Id;
  readonly label: string;
  readonly ingredients: readonly Ingredient[];
  /** RxNorm codes of products and strengths (TTY SCD, SCDC, SBD) seen in charts whose text names no ingredient. */
  readonly products: readonly string[];
  /** ATC prefixes, WHO Collaborating Centre 2024. */
  readonly atc: readonly string[];
};

export const drugClasses = [
  {
    id: 'beta-blocker',
    label: 'Beta-blocker',
    ingredients: [
      { name: 'metoprolol', rxnorm: '6918', brands: ['toprol', 'lopressor'] },
      { name: 'carvedilol', rxnorm: '20352', brands: ['coreg'] },
      { name: 'bisoprolol', rxnorm: '19484' },
      { name: 'nebivolol', rxnorm: '31555', brands: ['bystolic'] },
      { name: 'atenolol', rxnorm: '1202' },
      { name: 'propranolol', rxnorm: '8787' },
    ],
    products: ['866414', '866436', '866427', '866412'],
    atc: ['C07'],
  },
  {
    id: 'ras-inhibitor',
    label: 'ACE inhibitor, ARB or ARNI',
    ingredients: [
      { name: 'lisinopril', rxnorm: '29046', brands: ['zestril', 'prinivil'] },
      { name: 'enalapril', rxnorm: '3827' },
      { name: 'ramipril', rxnorm: '35296' },
      { name: 'captopril', rxnorm: '1998' },
      { name: 'benazepril', rxnorm: '18867' },
      { name: 'quinapril', rxnorm: '35208' },
      { name: 'perindopril', rxnorm: '54552' },
      { name: 'fosinopril', rxnorm: '50166' },
      { name: 'trandolapril', rxnorm: '38454' },
      { name: 'losartan', rxnorm: '52175', brands: ['cozaar'] },
      { name: 'valsartan', rxnorm: '69749', brands: ['diovan'] },
      { name: 'candesartan', rxnorm: '214354' },
      { name: 'irbesartan', rxnorm: '83818' },
      { name: 'telmisartan', rxnorm: '73494' },
      { name: 'olmesartan', rxnorm: '321064' },
      { name: 'sacubitril', rxnorm: '1656328', brands: ['entresto'] },
    ],
    products: [],
    atc: ['C09'],
  },
  {
    id: 'mra',
    label: 'Mineralocorticoid receptor antagonist',
    ingredients: [
      { name: 'spironolactone', rxnorm: '9997', brands: ['aldactone'] },
      { name: 'eplerenone', rxnorm: '298869', brands: ['inspra'] },
      { name: 'finerenone', rxnorm: '2562811', brands: ['kerendia'] },
    ],
    products: [],
    atc: ['C03DA'],
  },
  {
    id: 'sglt2-inhibitor',
    label: 'SGLT2 inhibitor',
    ingredients: [
      { name: 'dapagliflozin', rxnorm: '1488564', brands: ['farxiga', 'forxiga'] },
      { name: 'empagliflozin', rxnorm: '1545653', brands: ['jardiance'] },
      { name: 'canagliflozin', rxnorm: '1373458', brands: ['invokana'] },
      { name: 'ertugliflozin', rxnorm: '1992672' },
    ],
    products: [],
    atc: ['A10BK', 'A10BD15', 'A10BD16', 'A10BD19', 'A10BD20', 'A10BD21', 'A10BD23', 'A10BD24', 'A10BD25'],
  },
  {
    id: 'loop-diuretic',
    label: 'Loop diuretic',
    ingredients: [
      { name: 'furosemide', rxnorm: '4603', brands: ['lasix'] },
      { name: 'bumetanide', rxnorm: '1808', brands: ['bumex'] },
      { name: 'torsemide', rxnorm: '38413', brands: ['torasemide', 'demadex'] },
    ],
    products: ['315971'],
    atc: ['C03C'],
  },
  {
    id: 'digoxin',
    label: 'Digoxin',
    ingredients: [{ name: 'digoxin', rxnorm: '3407', brands: ['lanoxin'] }],
    products: ['197604'],
    atc: ['C01AA05'],
  },
  {
    id: 'anticoagulant',
    label: 'Oral anticoagulant',
    ingredients: [
      { name: 'apixaban', rxnorm: '1364430', brands: ['eliquis'] },
      { name: 'rivaroxaban', rxnorm: '1114195', brands: ['xarelto'] },
      { name: 'dabigatran', rxnorm: '1037042', brands: ['pradaxa'] },
      { name: 'edoxaban', rxnorm: '1599538', brands: ['savaysa', 'lixiana'] },
      { name: 'warfarin', rxnorm: '11289', brands: ['coumadin'] },
    ],
    products: ['855332'],
    atc: ['B01AA', 'B01AE07', 'B01AF'],
  },
  {
    id: 'statin',
    label: 'Statin',
    ingredients: [
      { name: 'atorvastatin', rxnorm: '83367', brands: ['lipitor'] },
      { name: 'rosuvastatin', rxnorm: '301542', brands: ['crestor'] },
      { name: 'simvastatin', rxnorm: '36567', brands: ['zocor'] },
      { name: 'pravastatin', rxnorm: '42463' },
      { name: 'lovastatin', rxnorm: '6472' },
      { name: 'pitavastatin', rxnorm: '861634' },
      { name: 'fluvastatin', rxnorm: '41127' },
    ],
    // 316672 arrives from Synthea spelt "Simvistatin".
    products: ['316672', '312961'],
    atc: ['C10AA', 'C10BA0', 'C10BX'],
  },
] as const satisfies readonly DrugClass[];

export type DrugClassId = (typeof drugClasses)[number]['id'];
