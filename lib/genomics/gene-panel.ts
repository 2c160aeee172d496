type PanelGene = {
  /** HGNC symbol. */
  readonly gene: string;
  readonly inheritance: string;
};

const genesOf = (inheritance: string, symbols: string): PanelGene[] =>
  symbols.split(' ').map((gene) => ({ gene, inheritance }));

/**
 * Genes with definitive, strong or moderate evidence in ClinGen's reviews of dilated (Jordan E et al., Circulation
 * 2021;144:7–19), hypertrophic (Ingles J et al., Circ Genom Precis Med 2019;12:e002460) and arrhythmogenic cardiomyopathy
 * (James CA et al., Circ Genom Precis Med 2021;14:e003273), and their X-linked mimics.
 */
const cardiomyopathyGenes: readonly PanelGene[] = [
  ...genesOf(
    'autosomal dominant',
    'ACTC1 ACTN2 BAG3 CSRP3 DES DSC2 DSG2 DSP FLNC JPH2 LMNA MYBPC3 MYH7 MYL2 MYL3 NEXN PKP2 PLN PRKAG2 RBM20 SCN5A TMEM43 TNNC1 TNNI3 TNNT2 TPM1 TTN TTR VCL',
  ),
  { gene: 'JUP', inheritance: 'autosomal dominant or recessive' },
  ...genesOf('X-linked', 'DMD EMD FHL1 GLA LAMP2 TAFAZZIN'),
].toSorted((a, b) => (a.gene < b.gene ? -1 : 1));

export const panelGenes: readonly string[] = cardiomyopathyGenes.map(({ gene }) => gene);

const byGene = new Map(cardiomyopathyGenes.map((one) => [one.gene, one]));

export const inheritanceOf = (gene: string): string | null => byGene.get(gene)?.inheritance ?? null;
