import { html, useEffect, useRef } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";

const BARS = 16;

/**
 * How loud a microphone is, as bars that light up.
 * @param {{track: MediaStreamTrack | null, onSound?: () => void}} props  onSound: something was heard
 */
export function Level({ track, onSound }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  useEffect(() => (track ? listen(track, (loud) => {
    const lit = Math.round(loud * BARS);
    element.current?.style.setProperty("--lit", String(lit));
    element.current?.setAttribute("aria-valuenow", String(Math.round(loud * 100)));
    if (lit > 2) onSound?.();
  }) : undefined), [track]);
  return html`<div class="level" ref=${element} role="meter" aria-label=${t("Microphone level")} aria-valuemin="0"
    aria-valuemax="100" aria-valuenow="0">
    ${Array.from({ length: BARS }, (_, place) => html`<i style=${{ "--bar": String(place + 1) }}></i>`)}</div>`;
}

/**
 * @param {MediaStreamTrack} track @param {(loud: number) => void} heard  0 silence to 1, ten times a second
 * @returns {() => void} stops listening
 */
function listen(track, heard) {
  const context = new AudioContext();
  const analyser = context.createAnalyser();
  analyser.fftSize = 1024;
  context.createMediaStreamSource(new MediaStream([track])).connect(analyser);
  const samples = new Float32Array(analyser.fftSize);
  const timer = setInterval(() => {
    analyser.getFloatTimeDomainData(samples);
    const power = samples.reduce((sum, each) => sum + each * each, 0) / samples.length;
    // -60 dB of full scale is a quiet room, -10 dB somebody close who speaks up.
    heard(Math.min(1, Math.max(0, (10 * Math.log10(power + 1e-9) + 60) / 50)));
  }, 100);
  return () => { clearInterval(timer); void context.close(); };
}
