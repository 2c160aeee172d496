import type { Issue } from '#lib/clinical/issue.ts';
import { type Ancestry, locate } from './ancestry.ts';
import { IdentifierPlaces } from './identifier-places.ts';
import type { LineOptions } from './lines.ts';
import { type Placement, PlacementTally, rsOf, type SiteMatching } from './placement-tally.ts';
import { type NamedSource, readVcf } from './read-vcf.ts';
import type { ReferencePanel } from './reference-panel.ts';

type PlacedSample = Placement & { readonly ancestry: Ancestry | null };

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

/** Places every sample of a VCF among the groups of a panel. Bad data never throws. */
export async function placeVcf(
  vcf: NamedSource,
  panel: ReferencePanel,
  options: LineOptions = {},
): Promise<PlacedVcf> {
  let tally: PlacementTally | undefined;
  const places = new IdentifierPlaces(panel.sites.map((site) => ({ ...site, rsNumber: rsOf(site.id) })));
  const { issues, contradictsBuild } = await readVcf(
    vcf,
    {
      header: (header) => {
        tally = new PlacementTally(panel, header);
      },
      row: (row) => {
        places.row(row);
        tally?.row(row);
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
    samples: placements.map((one) => ({ ...one, ancestry: one.place && locate(panel, one.place) })),
    issues: mixed ? [...issues, anotherBuild(vcf.name)] : issues,
  };
}
