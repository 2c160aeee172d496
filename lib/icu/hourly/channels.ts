// What a stay in intensive care is made of, hour by hour: 8 vital signs and 26 laboratory values, each with its one unit.
import { analyteOf, lowerFirst } from '#lib/clinical/quantity-text.ts';

export type Channel<Id extends string = string> = {
  /** Where bedside events or analytes name the same quantity, by the same id. */
  readonly id: Id;
  readonly modality: 'vital-signs' | 'laboratory';
  readonly label: string;
  /** Within a sentence. */
  readonly name: string;
  /** UCUM. */
  readonly unit: string;
  /** Outside is a recording error, not a patient; inclusive, in `unit`. */
  readonly plausible: readonly [low: number, high: number];
  readonly decimals: number;
  /** For how many hours a value still says how the patient is. */
  readonly standsFor: number;
  /** Its name in the files of the PhysioNet/CinC Challenge 2019. */
  readonly column: string;
  /** LOINC codes under which a laboratory sends it; the first is the usual one. */
  readonly loinc: readonly string[];
};

type Own = Pick<Channel, 'label' | 'name' | 'unit' | 'plausible' | 'decimals'>;

/** Words, unit and range of a quantity that the product already knows. */
function known(id: string): Own & { readonly loinc: readonly string[] } {
  const analyte = analyteOf(id);
  if (!analyte) throw new TypeError(`There is no analyte ${id}`);
  const { label, called, unit, plausible, decimals, codes } = analyte;
  const name = called?.short ?? lowerFirst(label);
  return { label, name, unit, plausible, decimals, loinc: codes.map(({ loinc }) => loinc) };
}

const HOURLY = 6;
const SPARSE = 12;
/** Blood gases and settings of the ventilator change with each hour of treatment; chemistry is drawn once or twice a day. */
const GASES = 24;
const CHEMISTRY = 48;

const sign = <const Id extends string>(
  id: Id,
  column: string,
  own: Own,
  standsFor = HOURLY,
): Channel<Id> => ({
  id,
  modality: 'vital-signs',
  ...own,
  column,
  standsFor,
  loinc: [],
});

const lab = <const Id extends string>(
  id: Id,
  column: string,
  own: Own & { readonly loinc: readonly string[] },
  standsFor = CHEMISTRY,
): Channel<Id> => ({ id, modality: 'laboratory', ...own, column, standsFor });

const of = (
  label: string,
  unit: string,
  plausible: readonly [number, number],
  decimals: number,
  ...loinc: readonly string[]
) => ({ label, name: lowerFirst(label), unit, plausible, decimals, loinc });

/** In the order of the challenge's columns. */
export const channels = [
  sign('heart-rate', 'HR', known('heart-rate')),
  sign('spo2', 'O2Sat', known('oxygen-saturation')),
  sign('temperature', 'Temp', known('temperature'), SPARSE),
  sign('systolic-pressure', 'SBP', known('systolic-pressure')),
  sign('mean-pressure', 'MAP', of('Mean arterial pressure', 'mm[Hg]', [15, 250], 0)),
  sign('diastolic-pressure', 'DBP', known('diastolic-pressure')),
  sign('respiratory-rate', 'Resp', known('respiratory-rate')),
  sign('etco2', 'EtCO2', of('End-tidal CO₂', 'mm[Hg]', [5, 120], 0)),
  lab('base-excess', 'BaseExcess', of('Base excess', 'mmol/L', [-40, 40], 0, '11555-0', '1925-7'), GASES),
  lab('bicarbonate', 'HCO3', of('Bicarbonate', 'mmol/L', [2, 60], 0, '1963-8', '1960-4')),
  lab('fio2', 'FiO2', of('Inspired oxygen', '1', [0.2, 1], 2, '3150-6'), GASES),
  lab('ph', 'pH', of('pH of blood', '1', [6.5, 8], 2, '2744-1', '11558-4'), GASES),
  lab('paco2', 'PaCO2', of('PaCO₂', 'mm[Hg]', [8, 180], 0, '2019-8', '11557-6'), GASES),
  lab('sao2', 'SaO2', of('Arterial saturation', '%', [15, 100], 0, '2708-6'), GASES),
  lab('ast', 'AST', of('AST', 'U/L', [1, 30_000], 0, '1920-8')),
  lab('urea-nitrogen', 'BUN', known('urea-nitrogen')),
  lab('alkaline-phosphatase', 'Alkalinephos', of('Alkaline phosphatase', 'U/L', [5, 5000], 0, '6768-6')),
  lab('calcium', 'Calcium', of('Calcium', 'mg/dL', [1, 25], 1, '17861-6')),
  lab('chloride', 'Chloride', of('Chloride', 'mmol/L', [50, 170], 0, '2075-0')),
  lab('creatinine', 'Creatinine', known('creatinine')),
  lab('bilirubin-direct', 'Bilirubin_direct', of('Direct bilirubin', 'mg/dL', [0, 60], 1, '1968-7')),
  lab('glucose', 'Glucose', known('glucose')),
  lab('lactate', 'Lactate', of('Lactate', 'mmol/L', [0.1, 40], 1, '2524-7', '32693-4', '2518-9'), GASES),
  lab('magnesium', 'Magnesium', of('Magnesium', 'mg/dL', [0.2, 12], 1, '19123-9')),
  lab('phosphate', 'Phosphate', of('Phosphate', 'mg/dL', [0.2, 25], 1, '2777-1')),
  lab('potassium', 'Potassium', known('potassium')),
  lab('bilirubin', 'Bilirubin_total', of('Bilirubin', 'mg/dL', [0, 80], 1, '1975-2')),
  lab('troponin-i', 'TroponinI', of('Troponin I', 'ng/mL', [0, 500], 2, '10839-9')),
  lab('haematocrit', 'Hct', of('Haematocrit', '%', [5, 75], 0, '4544-3', '20570-8')),
  lab('haemoglobin', 'Hgb', known('haemoglobin')),
  lab('ptt', 'PTT', of('Partial thromboplastin time', 's', [8, 260], 0, '3173-2', '14979-9')),
  lab('leukocytes', 'WBC', known('leukocytes')),
  lab('fibrinogen', 'Fibrinogen', of('Fibrinogen', 'mg/dL', [20, 2000], 0, '3255-7')),
  lab('platelets', 'Platelets', of('Platelets', '10*3/uL', [1, 2500], 0, '777-3')),
] as const;

export type ChannelId = (typeof channels)[number]['id'];

const byId = new Map<ChannelId, Channel<ChannelId>>(channels.map((channel) => [channel.id, channel]));

export function channelOf(id: ChannelId): Channel<ChannelId> {
  const channel = byId.get(id);
  if (!channel) throw new TypeError(`There is no channel ${id}`);
  return channel;
}

/** Whether a value can be one of a patient. */
export const isPlausible = ({ plausible: [low, high] }: Channel, value: number): boolean =>
  value >= low && value <= high;
