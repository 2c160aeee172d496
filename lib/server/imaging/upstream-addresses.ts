import { readDicomwebPath } from '#lib/dicom/dicomweb/dicomweb-path.ts';

/** Where this app serves DICOMweb. */
const DICOMWEB_ROOT = '/api/dicomweb';

/** Retrieve URL, Retrieve URI, Retrieve Location UID's sibling for whole studies: addresses by definition (PS3.6). */
const ADDRESS_TAGS = new Set(['00081190', '0040E010', '0040E025']);
const ABSOLUTE = /^[a-z][a-z0-9+.-]*:|^\/\//i;

/** The same resource at this app's own address; `null` when the address is none of DICOMweb. */
function ownAddress(address: string): string | null {
  const url = URL.canParse(address, 'http://upstream.invalid/')
    ? new URL(address, 'http://upstream.invalid/')
    : null;
  const at = url?.pathname.indexOf('/studies/') ?? -1;
  if (!url || at < 0) return null;
  const path = url.pathname.slice(at + 1);
  return readDicomwebPath('GET', path.split('/')) === null ? null : `${DICOMWEB_ROOT}/${path}`;
}

const isObject = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

type Attribute = Readonly<Record<string, unknown>>;

function withoutForeignBulk(attribute: Attribute): Attribute {
  const { BulkDataURI, ...rest } = attribute;
  if (typeof BulkDataURI !== 'string') return rest;
  // A relative address leads back to this app by itself (PS3.18 annex F.2.2).
  const own =
    ABSOLUTE.test(BulkDataURI) || BulkDataURI.startsWith('/') ? ownAddress(BulkDataURI) : BulkDataURI;
  return own === null ? rest : { ...rest, BulkDataURI: own };
}

function stripAttribute(tag: string, attribute: unknown, host: string): unknown {
  if (!isObject(attribute)) return attribute;
  const cleaned = withoutForeignBulk(attribute);
  const { Value } = cleaned;
  if (!Array.isArray(Value)) return cleaned;
  const isAddress = ADDRESS_TAGS.has(tag) || cleaned.vr === 'UR';
  const values = Value.flatMap((value: unknown) => {
    if (typeof value !== 'string') return [stripUpstreamAddresses(value, host)];
    if (isAddress) return ownAddress(value) ?? [];
    return value.includes(host) ? [] : [value];
  });
  return { ...cleaned, Value: values };
}

/**
 * A DICOM JSON answer without any address of the PACS: links to DICOMweb resources are turned to this app, all others
 * are taken out, and so is any text that names the PACS's host.
 */
export function stripUpstreamAddresses(value: unknown, host: string): unknown {
  if (Array.isArray(value)) return value.map((item) => stripUpstreamAddresses(item, host));
  if (!isObject(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([tag, attribute]) => [tag, stripAttribute(tag, attribute, host)]),
  );
}
