// A burst in the manner of IEC 60601-1-8 for an alarm of medium priority: three pulses with harmonics. This is no alarm system.

/** Hz; the standard asks for a fundamental of 150 to 1000 Hz with at least four harmonics. */
const FUNDAMENTAL = 523;
const HARMONICS = [1, 0.6, 0.4, 0.3, 0.2] as const;
/** Seconds; medium priority: 0.125 to 0.25. */
const PULSE = 0.2;
const RISE = 0.03;
const SPACE = 0.22;
const PULSES = 3;
const LOUDNESS = 0.12;

function pulse(context: AudioContext, at: number): void {
  const gain = context.createGain();
  gain.gain.setValueAtTime(0, at);
  gain.gain.linearRampToValueAtTime(LOUDNESS, at + RISE);
  gain.gain.setValueAtTime(LOUDNESS, at + PULSE - RISE);
  gain.gain.linearRampToValueAtTime(0, at + PULSE);
  gain.connect(context.destination);
  const wave = context.createPeriodicWave(
    new Float32Array([0, ...HARMONICS]),
    new Float32Array(HARMONICS.length + 1),
  );
  const oscillator = context.createOscillator();
  oscillator.setPeriodicWave(wave);
  oscillator.frequency.value = FUNDAMENTAL;
  oscillator.connect(gain);
  oscillator.start(at);
  oscillator.stop(at + PULSE);
}

/** Sounds once. */
export function soundBurst(context: AudioContext): void {
  for (let number = 0; number < PULSES; number += 1)
    pulse(context, context.currentTime + number * (PULSE + SPACE));
}
