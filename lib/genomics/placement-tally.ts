import { countCopies, type Dosages, dosagesFor } from './dosage.ts';
import { solve } from './linear.ts';
import type { PanelSite, ReferencePanel } from './reference-panel.ts';
import { SiteFinder, type SiteMatching } from './site-finder.ts';
import type { VcfHeader } from './vcf-header.ts';
import type { VcfRow } from './vcf-row.ts';

/** Share of the panel's sites with a call below which a person is not placed. */
const LEAST_SITES = 0.5;

export type Placement = {
  readonly sample: string;
  /** `null`: too few calls, and `reason` says so. */
  readonly place: readonly number[] | null;
  readonly called: number;
  readonly reason: string | null;
};

/**
 * Places people on the axes of a panel by least squares on the sites where they have a call. A plain product with the
 * loadings would pull a person with gaps towards the centre, which is a place among the groups.
 */
export class PlacementTally {
  readonly #panel: ReferencePanel;
  readonly #samples: readonly string[];
  readonly #finder: SiteFinder;
  readonly #dosages: Dosages;
  /** Per sample: L'L (axes × axes) and L'z (axes). */
  readonly #products: Float64Array;
  readonly #called: Uint32Array;

  constructor(panel: ReferencePanel, { samples, build }: Pick<VcfHeader, 'samples' | 'build'>) {
    this.#panel = panel;
    this.#samples = samples;
    this.#finder = new SiteFinder(panel.sites, panel.build, build);
    this.#dosages = dosagesFor(samples.length);
    this.#products = new Float64Array(samples.length * panel.axes * (panel.axes + 1));
    this.#called = new Uint32Array(samples.length);
  }

  row(row: VcfRow): void {
    const found = this.#finder.find(row);
    const site = found && this.#panel.sites[found.number];
    if (!site) return;
    countCopies(row, found.allele, this.#dosages);
    this.#addCalls(site);
  }

  #addCalls(site: PanelSite): void {
    const { copies, ploidy } = this.#dosages;
    for (const [sample, own] of copies.entries()) if (ploidy[sample] === 2) this.add(sample, site, own);
  }

  /** Adds one diploid call: `copies` of the site's `alt`. */
  add(sample: number, { loadings, mean, deviation }: PanelSite, copies: number): void {
    const { axes } = this.#panel;
    const z = (copies - mean) / deviation;
    let at = sample * axes * (axes + 1);
    for (const a of loadings) {
      for (const b of loadings) this.#increase(at++, a * b);
      this.#increase(at++, a * z);
    }
    this.#called[sample] = (this.#called[sample] ?? 0) + 1;
  }

  #increase(at: number, term: number): void {
    this.#products[at] = (this.#products[at] ?? 0) + term;
  }

  matching(): SiteMatching {
    return this.#finder.matching();
  }

  placements(): Placement[] {
    return this.#samples.map((sample, at) => {
      const called = this.#called[at] ?? 0;
      const place = called / this.#panel.sites.length < LEAST_SITES ? null : this.#placeOf(at);
      const reason =
        place === null
          ? `Only ${called} of the ${this.#panel.sites.length} sites of the panel have a call.`
          : null;
      return { sample, place, called, reason };
    });
  }

  #placeOf(sample: number): number[] | null {
    const { axes, shrinkage } = this.#panel;
    const row = (axis: number) => {
      const from = sample * axes * (axes + 1) + axis * (axes + 1);
      return Array.from(this.#products.subarray(from, from + axes + 1));
    };
    const rows = Array.from({ length: axes }, (_, axis) => row(axis));
    const place = solve(
      rows.map((one) => one.slice(0, axes)),
      rows.map((one) => one[axes] ?? 0),
    );
    return place?.map((value, axis) => value / (shrinkage[axis] ?? 1)) ?? null;
  }
}
