import { html, useEffect, useRef, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";

/**
 * Shows a stream, without its sound.
 * @param {{stream: MediaStream | null, mirrored?: boolean, whole?: boolean, label: string}} props  whole: nothing is cut off
 */
export function Picture({ stream, mirrored = false, whole = false, label }) {
  const element = useRef(/** @type {HTMLVideoElement | null} */ (null));
  useEffect(() => {
    const video = element.current;
    if (video && video.srcObject !== stream) video.srcObject = stream;
  }, [stream]);
  return html`<video ref=${element} class=${`${mirrored ? "mirrored" : ""} ${whole ? "whole" : ""}`}
    aria-label=${label} autoplay playsinline muted></video>`;
}

/**
 * Plays somebody's voice; where the browser wants a press first, it asks for one.
 * @param {{stream: MediaStream, name: string}} props
 */
export function Voice({ stream, name }) {
  const element = useRef(/** @type {HTMLAudioElement | null} */ (null));
  const [silent, setSilent] = useState(false);
  const play = () => element.current?.play().then(() => setSilent(false), () => setSilent(true));
  useEffect(() => {
    if (element.current) element.current.srcObject = stream;
    void play();
  }, [stream]);
  return html`<audio ref=${element}></audio>
    ${silent && html`<button type="button" class="button primary hear" onClick=${play}>
      ${t("Press to hear {name}", { name })}</button>`}`;
}

/** A stream around one track, the same one as long as the track is. @param {MediaStreamTrack | null} track */
export function useStream(track) {
  const held = useRef(/** @type {MediaStream | null} */ (null));
  if (!track) held.current = null;
  else if (held.current?.getTracks()[0] !== track) held.current = new MediaStream([track]);
  return held.current;
}
