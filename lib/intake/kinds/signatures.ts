import { INSTEAD, type KnownKind } from './known-kind.ts';

/** A kind by bytes that its files have at a place, in hexadecimal. */
type Signature = KnownKind & { readonly at: number; readonly bytes: string };

const hexOf = (text: string): string =>
  Array.from(text, (character) => character.charCodeAt(0).toString(16).padStart(2, '0')).join('');

const stored = (bytes: string, what: string, instead: string, at = 0): Signature => ({
  at,
  bytes,
  what,
  instead,
});
const written = (text: string, what: string, instead: string, at = 0): Signature =>
  stored(hexOf(text), what, instead, at);

const PHONE = 'a HEIC picture, as phones take them';
const OFFICE = 'an older Excel, Word, PowerPoint or Outlook document, or a newer one with a password';

/** Signatures of the formats' own specifications, as file(1) lists them; the first that fits counts. */
const SIGNATURES: readonly Signature[] = [
  written(
    '.FIT',
    'a FIT file of a sports watch',
    'export the activity as TCX, GPX or CSV to open it here',
    8,
  ),
  written('%PDF', 'a PDF document', `${INSTEAD.chart}, and pictures as DICOM`),
  stored('ffd8ff', 'a JPEG picture', INSTEAD.picture),
  stored('89504e470d0a1a0a', 'a PNG picture', INSTEAD.picture),
  written('GIF8', 'a GIF picture', INSTEAD.picture),
  stored('49492a00', 'a TIFF picture', INSTEAD.picture),
  stored('4d4d002a', 'a TIFF picture', INSTEAD.picture),
  stored('49492b00', 'a large TIFF picture', INSTEAD.picture),
  stored('0000000c6a5020200d0a870a', 'a JPEG 2000 picture', INSTEAD.picture),
  stored('ff4fff51', 'a JPEG 2000 picture', INSTEAD.picture),
  written('WEBP', 'a WebP picture', INSTEAD.picture, 8),
  written('ftyphei', PHONE, INSTEAD.picture, 4),
  written('ftyphev', PHONE, INSTEAD.picture, 4),
  written('ftypmif1', PHONE, INSTEAD.picture, 4),
  written('ftypavif', 'an AVIF picture', INSTEAD.picture, 4),
  written('8BPS', 'a Photoshop picture', INSTEAD.picture),
  written('ftypM4A', 'a sound recording (M4A)', INSTEAD.dataFile, 4),
  written('ftypqt', 'a QuickTime film (MOV)', INSTEAD.film, 4),
  written('ftyp', 'an MP4 film', INSTEAD.film, 4),
  written('moov', 'a QuickTime film (MOV)', INSTEAD.film, 4),
  written('mdat', 'a QuickTime film (MOV)', INSTEAD.film, 4),
  stored('1a45dfa3', 'a Matroska or WebM film', INSTEAD.film),
  written('AVI ', 'an AVI film', INSTEAD.film, 8),
  stored('000001ba', 'an MPEG film', INSTEAD.film),
  stored('000001b3', 'an MPEG film', INSTEAD.film),
  stored('3026b2758e66cf11', 'a Windows Media film or sound', INSTEAD.film),
  written('WAVE', 'a sound recording (WAV)', INSTEAD.dataFile, 8),
  stored('49443303', 'a sound recording (MP3)', INSTEAD.dataFile),
  stored('49443304', 'a sound recording (MP3)', INSTEAD.dataFile),
  written('OggS', 'a sound recording (Ogg)', INSTEAD.dataFile),
  written('fLaC', 'a sound recording (FLAC)', INSTEAD.dataFile),
  written('Rar!', 'a RAR archive', INSTEAD.zip),
  stored('377abcaf271c', 'a 7-Zip archive', INSTEAD.zip),
  stored('fd377a585a00', 'an xz archive', INSTEAD.zip),
  stored('28b52ffd', 'a Zstandard archive', INSTEAD.zip),
  stored('314159265359', 'a bzip2 archive', INSTEAD.zip, 4),
  written('ustar', 'a tar archive', INSTEAD.zip, 257),
  stored('504b0708', 'one part of a divided zip archive', 'join its parts and choose the whole archive'),
  written('CD001', 'the image of a disc (ISO 9660)', 'open the image and choose the folder in it', 32_769),
  stored('d0cf11e0a1b11ae1', OFFICE, `${INSTEAD.chart}, or ${INSTEAD.table}`),
  written('{\\rtf', 'a text document (RTF)', INSTEAD.chart),
  written('SQLite format 3', 'an SQLite database', `export its data: ${INSTEAD.dataFile}`),
  stored('894844460d0a1a0a', 'an HDF5 file', INSTEAD.dataFile),
  written('MATLAB 5.0', 'a MATLAB file', INSTEAD.dataFile),
  stored(`93${hexOf('NUMPY')}`, 'a NumPy array', INSTEAD.dataFile),
  written('PAR1', 'a Parquet table', INSTEAD.table),
  written('HEADER RECORD*******LIB', 'a SAS transport file', INSTEAD.table),
  written('$FL2', 'an SPSS table', INSTEAD.table),
  written('$FL3', 'an SPSS table', INSTEAD.table),
  written('<stata_dta>', 'a Stata table', INSTEAD.table),
  stored('4d5a9000', 'a Windows program', INSTEAD.dataFile),
  stored(`7f${hexOf('ELF')}`, 'a program', INSTEAD.dataFile),
  stored('cafebabe', 'a program', INSTEAD.dataFile),
  stored('cffaedfe', 'a program', INSTEAD.dataFile),
  stored(`ff${hexOf('BIOSEMI')}`, 'a BDF recording (BioSemi)', INSTEAD.recording),
  written('0       ', 'an EDF recording (European Data Format)', INSTEAD.recording),
  written('GDF ', 'a GDF recording', INSTEAD.recording),
  written('ISHNE1.0', 'a Holter recording (ISHNE)', INSTEAD.recording),
  written('SCPECG', 'an ECG in SCP-ECG (ISO 11073-91064)', INSTEAD.recording, 16),
  written('n+1', 'a NIfTI volume', INSTEAD.volume, 344),
  written('ni1', 'the header of a NIfTI volume', INSTEAD.volume, 344),
  written('n+2', 'a NIfTI volume', INSTEAD.volume, 4),
  written('NRRD', 'an NRRD volume', INSTEAD.volume),
  written('CRAM', 'a file of sequencing reads (CRAM)', INSTEAD.variants),
  stored(`${hexOf('BAM')}01`, 'a file of sequencing reads (BAM)', INSTEAD.variants),
  stored(`${hexOf('BAI')}01`, 'the index of sequencing reads (BAI)', INSTEAD.variants),
  stored(`${hexOf('CSI')}01`, 'an index (CSI)', 'choose the VCF that it belongs to instead'),
  stored(
    `${hexOf('BCF')}02`,
    'a file of variants in binary form (BCF)',
    'convert them to VCF to open them here',
  ),
  stored('6c1b01', 'a file of genotypes of PLINK (.bed)', 'convert them to VCF to open them here'),
];

const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');

/** What a file is by its first bytes; `undefined`: none of the signatures fits. */
export const bySignature = (head: Uint8Array): KnownKind | undefined =>
  SIGNATURES.find(({ at, bytes }) => hex(head.subarray(at, at + bytes.length / 2)) === bytes);
