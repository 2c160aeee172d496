import type { LatentState } from '../physiology/latent-state.ts';

type Read = (state: LatentState) => number;

/** A correlation of the latent state with what publications say of it. */
type CitedCorrelation = {
  readonly name: string;
  readonly pair: readonly [Read, Read];
  readonly published: string;
};

const age: Read = ({ person }) => person.age;
const female: Read = ({ person }) => (person.sex === 'female' ? 1 : 0);
const inherited: Read = (state) => state.inherited.liability;
const latent =
  (
    key: 'ventricle' | 'kidney' | 'frailty' | 'inflammation' | 'autonomicTone' | 'congestion' | 'respiratory',
  ): Read =>
  (state) =>
    state[key];

/** Where each is built in, its file in `physiology/` cites the same. */
export const citedCorrelations: readonly CitedCorrelation[] = [
  {
    name: 'Left-ventricular function with female sex',
    pair: [latent('ventricle'), female],
    published: 'positive (Shah 2017, GWTG-HF)',
  },
  {
    name: 'Left-ventricular function with inherited liability',
    pair: [latent('ventricle'), inherited],
    published: 'slightly negative (Pirruccello 2020; Haggerty 2019)',
  },
  { name: 'Renal function with age', pair: [latent('kidney'), age], published: 'negative (Lindeman 1985)' },
  { name: 'Frailty with age', pair: [latent('frailty'), age], published: 'positive (Afilalo 2014)' },
  {
    name: 'Inflammation with frailty',
    pair: [latent('inflammation'), latent('frailty')],
    published: 'positive (Soysal 2016)',
  },
  {
    name: 'Inflammation with renal function',
    pair: [latent('inflammation'), latent('kidney')],
    published: 'negative (Shlipak 2003)',
  },
  {
    name: 'Sympathetic drive with left-ventricular function',
    pair: [latent('autonomicTone'), latent('ventricle')],
    published: 'negative (Cohn 1984)',
  },
  {
    name: 'Congestion with renal function',
    pair: [latent('congestion'), latent('kidney')],
    published: 'negative (Mullens 2009)',
  },
  {
    name: 'Disease of the airways with frailty',
    pair: [latent('respiratory'), latent('frailty')],
    published: 'positive (Marengoni 2018)',
  },
  {
    name: 'Disease of the airways with inflammation',
    pair: [latent('respiratory'), latent('inflammation')],
    published: 'positive (Gan 2004)',
  },
  {
    name: 'Inherited liability with ancestry (share of the first population)',
    pair: [({ ancestry }) => ancestry.proportions[0] ?? 0, inherited],
    published: 'none, by design',
  },
];
