/**
 * The words around a drug's name. Forms, routes and release follow the HL7 and EDQM standard terms as RxNorm, SNOMED CT
 * and the product lists of several countries spell them; the others are those of directions for use.
 */
const words = (text: string): ReadonlySet<string> => new Set(text.trim().split(/\s+/));

/** Part of a drug description beside the name: it says nothing about whether the drug is taken. Without diacritics. */
export const DESCRIPTION_WORDS = words(`
  mg mcg ug g gm gram grams milligram milligrams microgram micrograms ml milliliter milliliters millilitre litre l cc
  meq mmol unit units iu hr h hour hours actuat unt dose doses percent each per vial
  tablet tablets tab tabs caplet caplets capsule capsules cap caps pill pills solution suspension syrup liquid elixir
  drops injection injections inj injectable infusion ampoule ampoules ampule amp vials syringe prefilled pen powder
  granules sachet pack film coated filmcoated scored chewable dispersible effervescent disintegrating enteric concentrate
  tablette tabletten filmtablette filmtabletten retardtablette retardtabletten kapsel kapseln ampulle ampullen
  injektionslosung infusionslosung losung tropfen tbl tabl ftbl rtbl kps stk stuck
  comprime comprimes gelule gelules cp cpr secable pellicule pellicules solucion ampollas injectables
  comprimido comprimidos capsula capsulas tableta tabletas recubierto recubiertos recubiertas ampolla inyectable
  compressa compresse capsule rivestite fiale gocce soluzione iniettabile tabletki tabletta tablety tableten
  er xr xl la sr cr ir mr dr cd xt retard zok long acting immediate extended modified sustained controlled delayed
  release conventional prolonged liberation prolongee retardada prolongata
  oral orally po mouth by per os iv intravenous intravenously im subcutaneous route via intravenoso intraveneuse i v p o
  succinate tartrate sodium potassium maleate fumarate hydrochloride hcl besylate mesylate erbumine arginine calcium
  magnesium medoxomil cilexetil etexilate propanediol hemihydrate monohydrate anhydrous trihydrate succinat tartrat natrium
  kalium hydrochlorid fumarat maleat hemifumarat clathrate phosphate acid salt
  daily day days week weeks month months weekly monthly bid tid qid qd qday od bd tds qam qpm qhs qod hs prn am pm noon
  once twice thrice one two three four half quarter whole time times every other morning evening night nightly bedtime
  breakfast lunch dinner supper meal meals food water before after with without as needed directed total max maximum
  taglich morgens mittags abends nachts mal pro tag bei bedarf matin midi soir jour fois par dia dias veces cada horas
  noche manana giorno volta sera mattina
  take takes taking give continue continued resume resumed restart start started begin rx sig disp dispense refill refills
  stat push bolus drip ivpb protocol pharmacy tgl mahlzeit der n qty quantity generic brand name drug medication medications medicine med meds product substance containing precisely only
  clinical medicinal virtual actual real packaged home discharge inpatient outpatient prescription order ordered active
  a an the of in on at to and or plus x q nr
  mylan teva sandoz ratiopharm hexal stada al aliud pharma pharmaceuticals heumann aristo zentiva viatris accord actavis abz ct
  basics denk winthrop biogaran arrow eg cristers krka aurobindo dura axcount apotex pfizer sun zydus lupin cipla novartis
  merck bayer sanofi almus tillomed bristol normon cinfa kern mabo doc torrent macleods
`);

/** Beginnings of words that make of a drug's name something else than a drug that is taken: refusals, reactions, tests, thoughts. */
export const MENTION_STEMS: readonly string[] = `
  allerg alerg intoleran sensitiv hypersens unvertrag advers reaction reakt contraindi kontraindi avoid vermeid refus
  declin depend stop discontinu cease hold held withh paus suspend suspendid sospes cancel absetz abgesetzt arret consider discuss
  possib maybe perhaps unless instead previous former history toxic overdos poison intox monitor assay level
  concentration spiegel serum plasma induc respons resistan naive trial plan propos recommend suggest pending
  versus never nicht kein ohne denie ineffect rash cough angioed hypotens bradycard unsure unknown
  question ask counsel educat teach switch replac wean remov missed forgot antibod measurement
`
  .trim()
  .split(/\s+/);

/** Such words where only the whole word counts. */
export const MENTION_WORDS = words(`
  no not non none nil pas sans sin senza if should would could may might will wants until prior past ex hx dc vs failed
  test screen screening tapered ran try tried used
`);

/** Antidotes and local forms share the name of the drug without its effect on the whole body. */
export const NOT_THE_DRUG =
  /\b(?:immune fab|fab|antidote|reversal|antagoni[sz]ing|placebo|contrast|radiolabel\w*|homeopath\w*|homoopath\w*|veterinary|ophth\w*|eye|eyes|ocular|intraocular|otic|ear|topical\w*|cutaneous|cream|ointment|gel|lotion|shampoo|nasal|vaginal|augen\w*|ohren\w*|nasen\w*|salbe|creme|collyre|pommade|colirio|pomada|collirio)\b/;
