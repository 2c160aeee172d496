import type { Issue } from '#lib/clinical/issue.ts';
import { type Ancestry, locate } from './ancestry.ts';
import { AxesTally } from './axes-tally.ts';
import type { GenotypeAxes } from './genotype-axes.ts';
import { IdentifierPlaces } from './identifier-places.ts';
import type { LineOptions } from './lines.ts';
import { type Placement, PlacementTally } from './placement-tally.ts';
import { type NamedSource, readVcf } from './read-vcf.ts';
import type { ReferencePanel } from './reference-panel.ts';
import { rsOf, type SiteMatching } from './site-finder.ts';

type PlacedSample = Placement & {
  readonly ancestry: Ancestry | null;
  /** On axes of genotypes within ancestry; `null`: no axes were asked for, or too few of their sites have a call. */
  readonly axes: readonly number[] | null;
};

export type PlacedVcf = {
  readonly matching: SiteMatching | null;
  readonly samples: readonly PlacedSample[];
  readonly issues: readonly Issue[];
};

const anotherBuild = (file: string): Issue => ({
  code: 'genome-build',
  severity: 'error',
  file,
  message: `${file}: its rsIDs stand at other positions than the reference panel's, so it is on another build than it says, and nobody is placed.`,
});

export type PlaceOptions = LineOptions & {
  /** Axes that ancestry on this panel was taken out of, to be found in the same pass. */
  readonly axes?: GenotypeAxes | undefined;
};

/** Places every sample of a VCF among the groups of a panel. Bad data never throws. */
export async function placeVcf(
  vcf: NamedSource,
  panel: ReferencePanel,
  { axes, ...options }: PlaceOptions = {},
): Promise<PlacedVcf> {
  let tally: PlacementTally | undefined;
  let within: AxesTally | undefined;
  const places = new IdentifierPlaces(panel.sites.map((site) => ({ ...site, rsNumber: rsOf(site.id) })));
  const { issues, contradictsBuild } = await readVcf(
    vcf,
    {
      header: (header) => {
        tally = new PlacementTally(panel, header);
        within = axes && new AxesTally(axes, header);
      },
      row: (row) => {
        places.row(row);
        tally?.row(row);
        within?.row(row);
      },
    },
    options,
  );
  const matching = tally?.matching() ?? null;
  // Positions of a build that the file does not have would meet the wrong sites.
  const mixed = places.contradicts && matching?.by === 'position';
  const usable = !mixed && !(contradictsBuild && matching?.by === 'position');
  const placements = usable ? (tally?.placements() ?? []) : [];
  return {
    matching,
    samples: placements.map((one, sample) => ({
      ...one,
      ancestry: one.place && locate(panel, one.place),
      axes: (one.place && within?.placeOf(sample, one.place)) ?? null,
    })),
    issues: mixed ? [...issues, anotherBuild(vcf.name)] : issues,
  };
}
