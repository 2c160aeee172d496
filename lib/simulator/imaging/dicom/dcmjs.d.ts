/** The part of dcmjs that the simulator calls; the package brings no types. */
declare module 'dcmjs' {
  type Element = { vr: string; Value: unknown[] };
  type Elements = Record<string, Element>;
  class DicomDict {
    constructor(meta: Elements);
    dict: Elements;
    write(options?: { allowInvalidVRLength?: boolean; fragmentMultiframe?: boolean }): ArrayBuffer;
  }
  const dcmjs: {
    data: {
      DicomDict: typeof DicomDict;
      DicomMetaDictionary: {
        denaturalizeDataset(dataset: Record<string, unknown>): Elements;
      };
      DicomMessage: { readFile(buffer: ArrayBuffer): { meta: Elements; dict: Elements } };
    };
    log: { setLevel(level: string): void };
  };
  export default dcmjs;
}
