/** The part of ucum-lhc that this project calls; the package ships no types. */
declare module '@lhncbc/ucum-lhc' {
  type ConversionResult = {
    readonly status: 'succeeded' | 'failed' | 'error';
    readonly toVal: number | null;
    /** Non-empty on success when the library guessed what was meant. */
    readonly msg?: readonly string[];
  };
  export class UcumLhcUtils {
    static getInstance(): UcumLhcUtils;
    convertUnitTo(
      from: string,
      value: number,
      to: string,
      options?: { readonly molecularWeight?: number; readonly charge?: number },
    ): ConversionResult;
  }
}
