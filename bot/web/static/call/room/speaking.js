/** Who speaks now, from how loud each voice is. */

const LOUD = 0.02;  // of full scale: above breath and fans, below a quiet voice
const HOLD_MS = 800;
const EVERY_MS = 250;

/**
 * Whoever was loud stays marked over the gaps between words: pure.
 * @param {ReadonlyMap<string, number>} before  when each was loud last, ms @param {ReadonlyMap<string, number>} levels  0 to 1 now
 * @param {number} now  ms
 * @returns {Map<string, number>}
 */
export function loudAfter(before, levels, now) {
  const still = [...before].filter(([id, at]) => now - at < HOLD_MS && levels.has(id));
  const loud = [...levels].flatMap(([id, level]) => (level > LOUD ? [/** @type {[string, number]} */ ([id, now])] : []));
  return new Map([...still, ...loud]);
}

/**
 * How loud a voice is as the browser counts it; 0 where it does not say.
 * @param {Iterable<any>} report  the values of an RTCStatsReport of one sender or receiver
 */
export function levelOf(report) {
  return Math.max(0, ...[...report].map(({ type, audioLevel }) =>
    ((type === "inbound-rtp" || type === "media-source") && audioLevel) || 0));
}

/**
 * @param {() => Map<string, RTCRtpReceiver | RTCRtpSender>} voices  by participant
 * @param {(speaking: ReadonlySet<string>) => void} told  called when it changes
 * @returns {() => void} stops
 */
export function watchSpeaking(voices, told) {
  let loud = /** @type {ReadonlyMap<string, number>} */ (new Map());
  const look = async () => {
    const levels = await Promise.all([...voices()].map(async ([id, voice]) =>
      /** @type {[string, number]} */ ([id, levelOf(/** @type {any} */ (await voice.getStats()).values())])));
    const before = [...loud.keys()].sort().join();
    loud = loudAfter(loud, new Map(levels), performance.now());
    if ([...loud.keys()].sort().join() !== before) told(new Set(loud.keys()));
  };
  const timer = setInterval(() => { if (!document.hidden) void look(); }, EVERY_MS);
  return () => clearInterval(timer);
}
