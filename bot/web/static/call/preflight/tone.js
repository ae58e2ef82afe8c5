/** Soft tones: what a loudspeaker is tried with, and what a ring sounds like. */

/** @typedef {[pitch_hz: number, start_s: number][]} Tune */

/** @type {Tune} */
const TRIED = [[523, 0], [659, 0.22], [784, 0.44], [1047, 0.66]];
/** @type {Tune} */
const RING = [[660, 0], [830, 0.18], [660, 0.5], [830, 0.68]];
const RING_EVERY_MS = 2_600;
const LASTS_S = 0.36;

/** @type {AudioContext | undefined} */
let audio;

/**
 * @param {Tune} tune @param {number} volume  0 to 1
 * @returns {number} how long it takes, s
 */
function play(tune, volume) {
  audio ??= new AudioContext();
  if (audio.state === "suspended") void audio.resume();
  for (const [pitch, start] of tune) {
    const tone = audio.createOscillator(), gain = audio.createGain();
    const from = audio.currentTime + start;
    tone.frequency.value = pitch;
    gain.gain.setValueAtTime(0.0001, from);
    gain.gain.exponentialRampToValueAtTime(volume, from + 0.03);
    gain.gain.exponentialRampToValueAtTime(0.0001, from + LASTS_S);
    tone.connect(gain).connect(audio.destination);
    tone.start(from);
    tone.stop(from + LASTS_S);
  }
  return Math.max(...tune.map(([, start]) => start)) + LASTS_S;
}

/**
 * Lets a loudspeaker be heard.
 * @param {string} [device]  its id; "" is the system's
 * @returns {Promise<void>} when it is over
 */
export async function tryLoudspeaker(device = "") {
  audio ??= new AudioContext();
  await /** @type {any} */ (audio).setSinkId?.(device).catch(() => {});  // gone, or not to be chosen here: the system's
  const lasts_s = play(TRIED, 0.3);
  await new Promise((done) => setTimeout(done, 1000 * lasts_s));
}

/** Rings until the answer is called; silent as long as the browser lets nothing be heard before a press. @returns {() => void} */
export function ring() {
  audio ??= new AudioContext();
  const once = () => { if (audio?.state === "running") play(RING, 0.14); };
  void audio.resume().then(once, () => {});
  const timer = setInterval(once, RING_EVERY_MS);
  return () => clearInterval(timer);
}
