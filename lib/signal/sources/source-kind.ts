/** What kind of thing recorded: where several recorded at once, one kind is believed before another. */
export type SourceKind = 'chest strap' | 'oximeter' | 'watch' | 'phone' | 'app' | 'entered by hand';

export type MergedChannel = 'heartRate' | 'saturation' | 'steps';

/** Names of products and makers, most telling first: a watch's name often names its owner's phone too. */
const KINDS: readonly (readonly [SourceKind, RegExp])[] = [
  ['chest strap', /chest|strap|\bh(7|9|10)\b|hrm|tickr|verity|electrocardio|\becg\b|holter|zephyr/i],
  ['oximeter', /oximet|oxy|o2 ?ring|wellue|viatom|checkme|nonin|masimo|sleepu/i],
  [
    'watch',
    /watch|band|\bring\b|fitbit|garmin|forerunner|f[eē]nix|vivo|whoop|oura|withings|scanwatch|suunto|coros|amazfit|polar|wrist|wearable|tracker|pedometer|\bgear\b/i,
  ],
  ['phone', /phone|pixel|galaxy|\bsm-[a-z]\d|oneplus|xiaomi|huawei|\bipad\b/i],
];

/** The kind of a source by what it calls itself; a name that tells nothing is an app's. */
export const kindOfSource = (name: string): SourceKind =>
  KINDS.find(([, words]) => words.test(name))?.[0] ?? 'app';

/**
 * Who is believed first. Apple Health and Google Fit do the same by an order that the user sets and that no export holds:
 * an electrode before light, what is worn before what is carried, a sensor before a hand.
 */
const PRIORITY: Readonly<Record<MergedChannel, readonly SourceKind[]>> = {
  heartRate: ['chest strap', 'oximeter', 'watch', 'phone', 'app', 'entered by hand'],
  saturation: ['oximeter', 'watch', 'chest strap', 'phone', 'app', 'entered by hand'],
  steps: ['watch', 'chest strap', 'phone', 'oximeter', 'app', 'entered by hand'],
};

/** A source with its name and kind. */
export type Source = { readonly name: string; readonly kind: SourceKind };

/** Orders sources of a quantity, the most believed first; equals by their names. */
export const byPriority =
  (channel: MergedChannel) =>
  (a: Source, b: Source): number =>
    PRIORITY[channel].indexOf(a.kind) - PRIORITY[channel].indexOf(b.kind) ||
    (a.name < b.name ? -1 : Number(a.name > b.name));
