/** Values that stand for nothing and are valid for their VR (PS3.15 section E.1.1, action D). */
const DUMMIES: Readonly<Record<string, string>> = {
  AE: 'ANONYMISED',
  AS: '000Y',
  CS: 'ANONYMISED',
  DA: '19000101',
  DS: '0',
  DT: '19000101000000',
  IS: '0',
  LO: 'ANONYMISED',
  LT: 'ANONYMISED',
  PN: 'ANONYMISED',
  SH: 'ANONYMISED',
  ST: 'ANONYMISED',
  TM: '000000',
  UC: 'ANONYMISED',
  UR: 'urn:anonymised',
  UT: 'ANONYMISED',
};

const BINARY_SIZES: Readonly<Record<string, number>> = {
  US: 2,
  SS: 2,
  UL: 4,
  SL: 4,
  FL: 4,
  FD: 8,
  AT: 4,
  SV: 8,
  UV: 8,
};

/** Text of a dummy; `undefined` for VRs that are no text. */
export const dummyText = (vr: string): string | undefined => DUMMIES[vr];

/** Bytes of a dummy: text, or a zero of the VR's size; empty where no size is right. */
export const dummyBytes = (vr: string): Uint8Array => {
  const text = DUMMIES[vr];
  return text === undefined
    ? new Uint8Array(BINARY_SIZES[vr] ?? 0)
    : Uint8Array.from(text, (letter) => letter.charCodeAt(0));
};
