import products from './codes/drug-codes.json' with { type: 'json' };

/**
 * An active substance; `rxnorm` is the RxNorm ingredient (TTY IN), `atc` its plain form by mouth. `brands`: trade names
 * that charts write instead.
 */
type Ingredient = {
  readonly name: string;
  readonly rxnorm: string;
  readonly atc: string;
  readonly brands?: readonly string[];
};

/** A class of drugs of the contract, `medication.<id>`. The first ingredient is the class's usual one. */
export type DrugClass<Id extends string = string> = {
  readonly id: Id;
  readonly label: string;
  readonly ingredients: readonly Ingredient[];
  /** RxNorm codes of products and strengths (TTY SCD, SCDC, SBD), for charts whose text names no ingredient. */
  readonly products: readonly string[];
  /** ATC prefixes, WHO Collaborating Centre 2024. */
  readonly atc: readonly string[];
};

export const drugClasses = [
  {
    id: 'beta-blocker',
    label: 'Beta-blocker',
    ingredients: [
      {
        name: 'metoprolol',
        rxnorm: '6918',
        atc: 'C07AB02',
        brands: ['toprol', 'lopressor', 'beloc', 'seloken', 'betaloc'],
      },
      { name: 'carvedilol', rxnorm: '20352', atc: 'C07AG02', brands: ['coreg', 'dilatrend', 'kredex'] },
      {
        name: 'bisoprolol',
        rxnorm: '19484',
        atc: 'C07AB07',
        brands: ['concor', 'cardicor', 'emconcor', 'cardensiel', 'zebeta'],
      },
      { name: 'nebivolol', rxnorm: '31555', atc: 'C07AB12', brands: ['bystolic', 'nebilet'] },
      { name: 'atenolol', rxnorm: '1202', atc: 'C07AB03', brands: ['tenormin'] },
      { name: 'propranolol', rxnorm: '8787', atc: 'C07AA05', brands: ['inderal', 'dociton'] },
      { name: 'acebutolol', rxnorm: '149', atc: 'C07AB04' },
      { name: 'labetalol', rxnorm: '6185', atc: 'C07AG01' },
      { name: 'nadolol', rxnorm: '7226', atc: 'C07AA12', brands: ['corgard'] },
      { name: 'pindolol', rxnorm: '8332', atc: 'C07AA03' },
      { name: 'sotalol', rxnorm: '9947', atc: 'C07AA07', brands: ['betapace', 'sotalex'] },
    ],
    // 866414 is a branded product of Synthea's.
    products: [...products['beta-blocker'], '866414'],
    // Combinations filed under ACE inhibitors and angiotensin receptor blockers hold bisoprolol or nebivolol.
    atc: ['C07', 'C09BX02', 'C09BX04', 'C09BX05', 'C09DX05'],
  },
  {
    id: 'ras-inhibitor',
    label: 'ACE inhibitor, ARB or ARNI',
    ingredients: [
      { name: 'lisinopril', rxnorm: '29046', atc: 'C09AA03', brands: ['zestril', 'prinivil'] },
      { name: 'enalapril', rxnorm: '3827', atc: 'C09AA02', brands: ['vasotec', 'renitec', 'xanef'] },
      {
        name: 'ramipril',
        rxnorm: '35296',
        atc: 'C09AA05',
        brands: ['altace', 'triatec', 'tritace', 'delix'],
      },
      { name: 'captopril', rxnorm: '1998', atc: 'C09AA01', brands: ['capoten'] },
      { name: 'benazepril', rxnorm: '18867', atc: 'C09AA07', brands: ['lotensin'] },
      { name: 'quinapril', rxnorm: '35208', atc: 'C09AA06', brands: ['accupril'] },
      { name: 'perindopril', rxnorm: '54552', atc: 'C09AA04', brands: ['coversyl'] },
      { name: 'fosinopril', rxnorm: '50166', atc: 'C09AA09' },
      { name: 'trandolapril', rxnorm: '38454', atc: 'C09AA10', brands: ['mavik'] },
      { name: 'moexipril', rxnorm: '30131', atc: 'C09AA13' },
      { name: 'losartan', rxnorm: '52175', atc: 'C09CA01', brands: ['cozaar'] },
      { name: 'valsartan', rxnorm: '69749', atc: 'C09CA03', brands: ['diovan', 'tareg'] },
      { name: 'candesartan', rxnorm: '214354', atc: 'C09CA06', brands: ['atacand', 'blopress'] },
      { name: 'irbesartan', rxnorm: '83818', atc: 'C09CA04', brands: ['avapro', 'aprovel'] },
      { name: 'telmisartan', rxnorm: '73494', atc: 'C09CA07', brands: ['micardis'] },
      { name: 'olmesartan', rxnorm: '321064', atc: 'C09CA08', brands: ['benicar', 'olmetec'] },
      { name: 'eprosartan', rxnorm: '83515', atc: 'C09CA02' },
      { name: 'azilsartan', rxnorm: '1091643', atc: 'C09CA09' },
      { name: 'sacubitril', rxnorm: '1656328', atc: 'C09DX04', brands: ['entresto'] },
    ],
    products: products['ras-inhibitor'],
    // C09X is aliskiren: no ACE inhibitor and no receptor blocker. C10BX: statins combined with one of either.
    atc: [
      'C09A',
      'C09B',
      'C09C',
      'C09D',
      'C10BX04',
      'C10BX06',
      'C10BX07',
      'C10BX10',
      'C10BX11',
      'C10BX12',
      'C10BX13',
      'C10BX14',
      'C10BX15',
      'C10BX16',
      'C10BX17',
    ],
  },
  {
    id: 'mra',
    label: 'Mineralocorticoid receptor antagonist',
    ingredients: [
      { name: 'spironolactone', rxnorm: '9997', atc: 'C03DA01', brands: ['aldactone'] },
      { name: 'eplerenone', rxnorm: '298869', atc: 'C03DA04', brands: ['inspra'] },
      { name: 'finerenone', rxnorm: '2562811', atc: 'C03DA05', brands: ['kerendia'] },
    ],
    products: products.mra,
    atc: ['C03DA'],
  },
  {
    id: 'sglt2-inhibitor',
    label: 'SGLT2 inhibitor',
    ingredients: [
      { name: 'dapagliflozin', rxnorm: '1488564', atc: 'A10BK01', brands: ['farxiga', 'forxiga'] },
      { name: 'empagliflozin', rxnorm: '1545653', atc: 'A10BK03', brands: ['jardiance'] },
      { name: 'canagliflozin', rxnorm: '1373458', atc: 'A10BK02', brands: ['invokana'] },
      { name: 'ertugliflozin', rxnorm: '1992672', atc: 'A10BK04', brands: ['steglatro'] },
    ],
    products: products['sglt2-inhibitor'],
    atc: ['A10BK', 'A10BD15', 'A10BD16', 'A10BD19', 'A10BD20', 'A10BD21', 'A10BD23', 'A10BD24', 'A10BD25'],
  },
  {
    id: 'loop-diuretic',
    label: 'Loop diuretic',
    ingredients: [
      {
        name: 'furosemide',
        rxnorm: '4603',
        atc: 'C03CA01',
        brands: ['lasix', 'frusemide', 'lasilix', 'seguril'],
      },
      { name: 'bumetanide', rxnorm: '1808', atc: 'C03CA02', brands: ['bumex', 'burinex'] },
      {
        name: 'torsemide',
        rxnorm: '38413',
        atc: 'C03CA04',
        brands: ['torasemide', 'demadex', 'torem', 'unat'],
      },
    ],
    // 315971: furosemide 40 MG (SCDC).
    products: [...products['loop-diuretic'], '315971'],
    // C03EB: a loop diuretic with one that spares potassium.
    atc: ['C03C', 'C03EB'],
  },
  {
    id: 'digoxin',
    label: 'Digoxin',
    ingredients: [{ name: 'digoxin', rxnorm: '3407', atc: 'C01AA05', brands: ['lanoxin', 'lanicor'] }],
    products: products.digoxin,
    atc: ['C01AA05'],
  },
  {
    id: 'anticoagulant',
    label: 'Oral anticoagulant',
    ingredients: [
      { name: 'apixaban', rxnorm: '1364430', atc: 'B01AF02', brands: ['eliquis'] },
      { name: 'rivaroxaban', rxnorm: '1114195', atc: 'B01AF01', brands: ['xarelto'] },
      { name: 'dabigatran', rxnorm: '1037042', atc: 'B01AE07', brands: ['pradaxa'] },
      { name: 'edoxaban', rxnorm: '1599538', atc: 'B01AF03', brands: ['savaysa', 'lixiana'] },
      { name: 'warfarin', rxnorm: '11289', atc: 'B01AA03', brands: ['coumadin', 'jantoven'] },
      { name: 'phenprocoumon', rxnorm: '8150', atc: 'B01AA04', brands: ['marcumar', 'falithrom'] },
      { name: 'acenocoumarol', rxnorm: '154', atc: 'B01AA07', brands: ['sintrom'] },
    ],
    products: products.anticoagulant,
    atc: ['B01AA', 'B01AE07', 'B01AF'],
  },
  {
    id: 'statin',
    label: 'Statin',
    ingredients: [
      { name: 'atorvastatin', rxnorm: '83367', atc: 'C10AA05', brands: ['lipitor', 'sortis', 'tahor'] },
      { name: 'rosuvastatin', rxnorm: '301542', atc: 'C10AA07', brands: ['crestor'] },
      { name: 'simvastatin', rxnorm: '36567', atc: 'C10AA01', brands: ['zocor', 'vytorin', 'inegy'] },
      { name: 'pravastatin', rxnorm: '42463', atc: 'C10AA03', brands: ['pravachol'] },
      { name: 'lovastatin', rxnorm: '6472', atc: 'C10AA02', brands: ['mevacor'] },
      { name: 'pitavastatin', rxnorm: '861634', atc: 'C10AA08', brands: ['livalo'] },
      { name: 'fluvastatin', rxnorm: '41127', atc: 'C10AA04', brands: ['lescol'] },
    ],
    // 316672 arrives from Synthea spelt "Simvistatin".
    products: [...products.statin, '316672'],
    atc: ['C10AA', 'C10BA0', 'C10BX'],
  },
] as const satisfies readonly DrugClass[];

export type DrugClassId = (typeof drugClasses)[number]['id'];
