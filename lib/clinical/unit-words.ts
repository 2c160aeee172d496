/** `mg milligram milligrams` → each word with the UCUM code it stands for. */
const wordsFor = (rows: Readonly<Record<string, string>>): ReadonlyMap<string, string> =>
  new Map(
    Object.entries(rows).flatMap(([code, words]) => words.split(' ').map((word) => [word, code] as const)),
  );

/*
 * Spellings are those of result messages and reports of US (Epic, Oracle Health, Meditech, LabCorp, Quest), British,
 * German, French, Spanish, Italian, Japanese and Chinese laboratories, in lower case, without spaces and without dots
 * between letters (`unit-spelling.ts`). No laboratory writes a mega for a milli, so case tells nothing here.
 */

/** Amounts of substance, mass, activity and volume: what stands before the stroke. */
export const AMOUNTS = wordsFor({
  kg: 'kg',
  g: 'g gm gms grm gr gram grams gramm grammes',
  mg: 'mg mgs mgm mgr milligram milligrams milligramm',
  ug: 'ug mcg ugm mcgm microgram micrograms mikrogramm microgrammes',
  ng: 'ng nanogram nanograms nanogramm',
  pg: 'pg picogram picograms pikogramm',
  fg: 'fg femtogram femtograms',
  mol: 'mol mole moles',
  mmol: 'mmol mmols mmole mmoles millimol millimole millimoles',
  umol: 'umol umols umole mcmol mcmole micromol micromole micromoles mikromol',
  nmol: 'nmol nmols nanomol nanomole nanomoles',
  pmol: 'pmol pmols picomol picomole picomoles',
  eq: 'eq',
  meq: 'meq meqs mequiv mval milliequivalent milliequivalents',
  ueq: 'ueq mceq',
  mosm: 'mosm mosmol mosmo milliosmol milliosmole milliosmoles',
  U: 'u unit units e',
  kU: 'ku',
  mU: 'mu',
  '[IU]': 'iu ie ui',
  'k[IU]': 'kiu kie kui',
  'm[IU]': 'miu mie mui',
  'u[IU]': 'uiu uie uui mciu',
  kat: 'kat',
  ukat: 'ukat mckat',
  nkat: 'nkat',
  L: 'l',
  mL: 'ml cc',
});

/** Numbers of things that are counted: `thou/uL`, `Tsd/µl`, `Gpt/l`. Two codes: the word means both. */
export const COUNTS = wordsFor({
  '10*3': 'k thou thous thousand thousands thds th tsd tys tis tausend kpt miles millier milliers 千',
  '10*4': '万 萬',
  // A thousand in Spanish and Portuguese, a million in English.
  '10*3 10*6': 'mil',
  '10*6': 'mio mill mln million millions millionen mpt 百万',
  '10*9': 'g gpt giga bil bill billion billions mrd',
  '10*12': 't tpt tera',
});

/** Things that are counted; UCUM has no unit for them. */
export const COUNTED_THINGS =
  /(?:wh?bc|leu[ck]o(?:cyte)?s?|leu[ck]ozyten|cell(?:ule|ula)?s?|zellen|particles?|part|个|個)$/;

/** What the amount is in: what stands after the stroke. */
export const VOLUMES = wordsFor({
  L: 'l lt ltr liter liters litre litres litro',
  dL: 'dl 100ml deciliter deciliters decilitre decilitres deziliter',
  mL: 'ml cc cm3 cm^3 milliliter milliliters millilitre millilitres',
  uL: 'ul mcl mm3 mm^3 mm*3 cmm cumm cumm3 cubicmm microliter microliters microlitre microlitres mikroliter',
  nL: 'nl nanoliter nanoliters',
  pL: 'pl picoliter picoliters',
  fL: 'fl femtoliter femtoliters',
  kg: 'kg',
  g: 'g',
});

/** Time after the stroke, and beats and breaths before it. */
export const TIMES = wordsFor({
  min: 'min mins mn minute minutes minuto minuten',
  h: 'h hr hrs hour hours',
  s: 's sec second seconds',
  d: 'd day days 24h 24hr 24hrs 24hours tag jour',
});
export const EVENTS: ReadonlySet<string> = new Set(
  `1 beat beats bt bts pulse pulses puls schlaege schläge battement battements batt latidos lat battiti
   breath breaths br brth brths resp resps respiration respirations atemzuege atemzüge az cycle cycles count counts
   {beats} {breaths} {counts}`.split(/\s+/),
);

/** Units without a stroke. */
export const WHOLE_UNITS = wordsFor({
  '%': '% percent pct percentage prozent porcentaje percento %sat %o2 %spo2 %sao2 %saturation',
  '/min': 'bpm rpm brpm cpm ppm lpm min-1 min^-1 min**-1 min*-1 beatsperminute breathsperminute perminute',
  'mm[Hg]': 'mmhg mm[hg] mm(hg) millimetersofmercury millimetresofmercury mmofhg torr',
  kPa: 'kpa',
  '[degF]':
    '[degf] degf °f f fahrenheit °fahrenheit degreesf degreef degreesfahrenheit degreefahrenheit gradf',
  Cel: `cel degc °c c celsius °celsius centigrade degreesc degreec degreescelsius degreecelsius gradc gradcelsius 度`,
  '[lb_av]': '[lb_av] lb lbs lb_av lbav lbsav pound pounds #',
  '[oz_av]': '[oz_av] oz ozs oz_av ozav ounce ounces',
  '[stone_av]': '[stone_av] stone stones',
  kg: 'kg kgs kilo kilos kilogram kilograms kilogramm kilogrammes',
  g: 'g gm gms gram grams gramm',
  cm: 'cm cms centimeter centimeters centimetre centimetres',
  mm: 'mm millimeter millimeters millimetre millimetres',
  m: 'm meter meters metre metres',
  mL: 'ml cc milliliter milliliters millilitre millilitres',
  '[in_i]': '[in_i] in ins inch inches in_i',
  '[ft_i]': '[ft_i] ft foot feet',
  'kg/m2': 'kg/m2 kg/m^2 kg/m*2 kg/sqm',
  'g/dL': 'g% gm% gms%',
  'mg/dL': 'mg% mgm%',
  s: 's sec secs second seconds sekunden',
  fL: 'fl um3 um^3 cumic cuum',
  pg: 'pg',
});
