import { z } from 'zod';
import { chromosomeNumber } from './genome-build.ts';
import type { Site } from './site-finder.ts';

const place = z.array(z.number());
const siteRow = z.tuple([
  z.string(),
  z.string(),
  z.number().int(),
  z.string(),
  z.string(),
  z.number(),
  z.number().positive(),
  place,
]);
const personRow = z.tuple([z.string(), z.number().nullable(), place]);
const group = z.object({
  population: z.string(),
  label: z.string(),
  people: z.number().int(),
  mean: place,
  covariance: z.array(place),
});

const panelFile = z.object({
  simulated: z.boolean(),
  /** Id of the polygenic score that `people` were scored with. */
  score: z.string().nullable(),
  build: z.string(),
  axes: z.number().int().min(1).max(20),
  shrinkage: place.optional(),
  groups: z.array(group).optional(),
  sites: z.array(siteRow).min(1),
  people: z.array(personRow),
});

export type PanelSite = Site & {
  /** Of the copies of `alt`. */
  readonly mean: number;
  readonly deviation: number;
  readonly loadings: readonly number[];
};

export type PanelGroup = {
  readonly population: string;
  readonly label: string;
  readonly people: number;
  readonly mean: readonly number[];
  /** axes × axes */
  readonly covariance: readonly (readonly number[])[];
};

type PanelPerson = {
  readonly population: string;
  /** `null`: not scored. */
  readonly score: number | null;
  readonly place: readonly number[];
};

/** Axes of ancestry with the groups that lie on them: what a genotype file is placed among. */
export type ReferencePanel = {
  readonly simulated: boolean;
  readonly score: string | null;
  /** Build of the positions; any other name than GRCh37 and GRCh38 means that sites are found by identifier alone. */
  readonly build: string;
  readonly axes: number;
  /** Per axis: how far from the centre people lie who were not in the fit, as a share of where the fit would put them. */
  readonly shrinkage: readonly number[];
  readonly groups: readonly PanelGroup[];
  readonly sites: readonly PanelSite[];
  /** Empty where the data may not be passed on. */
  readonly people: readonly PanelPerson[];
};

const average = (values: readonly number[]): number =>
  values.reduce((sum, value) => sum + value, 0) / Math.max(1, values.length);

function describeGroup(population: string, members: readonly PanelPerson[], axes: number): PanelGroup {
  const each = Array.from({ length: axes }, (_, axis) => axis);
  const mean = each.map((axis) => average(members.map((one) => one.place[axis] ?? 0)));
  const gaps = members.map((one) => each.map((axis) => (one.place[axis] ?? 0) - (mean[axis] ?? 0)));
  const product = (a: number, b: number) => gaps.reduce((sum, gap) => sum + (gap[a] ?? 0) * (gap[b] ?? 0), 0);
  const covariance = each.map((a) => each.map((b) => product(a, b) / Math.max(1, members.length - 1)));
  return { population, label: population, people: members.length, mean, covariance };
}

const groupsOf = (people: readonly PanelPerson[], axes: number): PanelGroup[] =>
  Array.from(
    Map.groupBy(people, ({ population }) => population),
    ([population, members]) => describeGroup(population, members, axes),
  );

/** Reads a panel file (`reference-panel.json`, `panel.json`). Returns the end of the sentence "It cannot be used: …" for any other. */
export function readReferencePanel(value: unknown): ReferencePanel | string {
  const parsed = panelFile.safeParse(value);
  if (!parsed.success) {
    const [first] = parsed.error.issues;
    return `${first?.path.join('.') ?? 'the file'}: ${first?.message ?? 'not a panel'}`;
  }
  const { sites, people, axes, groups, shrinkage, ...rest } = parsed.data;
  if (sites.some((row) => row[7].length !== axes)) return `a site has not ${axes} loadings`;
  const members = people.map(([population, score, at]) => ({ population, score, place: at }));
  return {
    ...rest,
    axes,
    shrinkage: shrinkage ?? new Array<number>(axes).fill(1),
    groups: groups ?? groupsOf(members, axes),
    sites: sites.map(([id, chromosome, position, ref, alt, mean, deviation, loadings]) => ({
      id,
      chromosome: chromosomeNumber(chromosome),
      position,
      ref,
      alt,
      mean,
      deviation,
      loadings,
    })),
    people: members,
  };
}
