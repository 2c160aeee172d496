/** The part of dcmjs that is called here; the package brings no types. */
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
        /** By `(0010,0010)`, upper case; looked up when asked for, so it has no keys to list. */
        dictionary: Record<string, { vr: string; vm: string; name: string } | undefined>;
        denaturalizeDataset(dataset: Record<string, unknown>): Elements;
      };
      DicomMessage: { readFile(buffer: ArrayBuffer): { meta: Elements; dict: Elements } };
    };
    log: { setLevel(level: string): void };
  };
  export default dcmjs;
}
