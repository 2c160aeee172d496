import type { Diagnosis } from './diagnoses.ts';
import densities from './latent-densities.json' with { type: 'json' };

/** Which observation shows a latent; within a diagnosis all latents are independent of each other. */
export type Group = keyof typeof densities.groups;

type ByDiagnosis = Readonly<Partial<Record<Diagnosis, number>>>;

/** Normal within each diagnosis: one deviation for all, a mean by diagnosis, `otherwise` where none is given. */
type NormalDensity = { readonly deviation: number; readonly otherwise: number; readonly means: ByDiagnosis };
type NormalLatent = NormalDensity & { readonly group: Group };

/** Present with a probability by diagnosis. */
type BinaryDensity = { readonly otherwise: number; readonly probabilities: ByDiagnosis };
type BinaryLatent = BinaryDensity & { readonly group: Group };

type Table = typeof densities.groups;
type NormalName = { [G in Group]: keyof Table[G]['normal'] }[Group];
type BinaryName = { [G in Group]: keyof Table[G]['binary'] }[Group];
export type SimilarityLatents = Readonly<Record<NormalName, number>> & Readonly<Record<BinaryName, boolean>>;

const groups: Readonly<
  Record<
    Group,
    {
      readonly normal: Readonly<Record<string, NormalDensity>>;
      readonly binary: Readonly<Record<string, BinaryDensity>>;
    }
  >
> = densities.groups;
const names = Object.keys(groups) as Group[];

const inGroup = <Density>(group: Group, table: Readonly<Record<string, Density>>) =>
  Object.entries(table).map(([name, density]) => [name, { ...density, group }] as const);

/** In the order of the file, in which the latents are drawn. */
export const normalLatents = Object.fromEntries(
  names.flatMap((group) => inGroup(group, groups[group].normal)),
) as Readonly<Record<NormalName, NormalLatent>>;
export const binaryLatents = Object.fromEntries(
  names.flatMap((group) => inGroup(group, groups[group].binary)),
) as Readonly<Record<BinaryName, BinaryLatent>>;

export const normalNames = Object.keys(normalLatents) as NormalName[];
export const binaryNames = Object.keys(binaryLatents) as BinaryName[];

export const meanOf = (latent: NormalLatent, diagnosis: Diagnosis): number =>
  latent.means[diagnosis] ?? latent.otherwise;

export const probabilityOf = (latent: BinaryLatent, diagnosis: Diagnosis): number =>
  latent.probabilities[diagnosis] ?? latent.otherwise;
