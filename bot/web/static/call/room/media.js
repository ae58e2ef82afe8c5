import { html, useEffect, useRef, useState } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";

/**
 * Shows a stream, without its sound. Fills the positioned element around it; `children` lie exactly over what the picture
 * shows, whatever is left empty or cut off at its edges.
 * @param {{stream: MediaStream | null, mirrored?: boolean, whole?: boolean, actual?: boolean, label: string, children?: any}} props
 *   whole: nothing is cut off. actual: as large as it was captured, to be moved about
 */
export function Picture({ stream, mirrored = false, whole = false, actual = false, label, children }) {
  const frame = useRef(/** @type {HTMLElement | null} */ (null));
  const element = useRef(/** @type {HTMLVideoElement | null} */ (null));
  useEffect(() => {
    const video = element.current;
    if (video && video.srcObject !== stream) video.srcObject = stream;
  }, [stream]);
  useEffect(() => (element.current ? measured(element.current) : undefined), []);
  useEffect(() => (actual && frame.current ? dragged(frame.current) : undefined), [actual]);
  const fit = actual ? "actual" : whole ? "whole" : "filled";
  return html`<div class=${`picture ${fit}`} ref=${frame} tabindex=${actual ? 0 : undefined}
    role=${actual ? "group" : undefined} aria-label=${actual ? t("Actual size, move it with the arrow keys") : undefined}>
    <div class="picture-content">
      <video ref=${element} class=${mirrored ? "mirrored" : ""} aria-label=${label} autoplay playsinline muted></video>
      ${children}
    </div></div>`;
}

/** Tells the style how the picture is cut and how large it is. @param {HTMLVideoElement} video */
function measured(video) {
  const measure = () => {
    const { videoWidth: width, videoHeight: height, parentElement: content } = video;
    if (!width || !height) return;
    content?.style.setProperty("--ratio", String(width / height));
    content?.style.setProperty("--across", `${width / devicePixelRatio}px`);
  };
  for (const event of ["loadedmetadata", "resize"]) video.addEventListener(event, measure);
  return () => { for (const event of ["loadedmetadata", "resize"]) video.removeEventListener(event, measure); };
}

/** Moves what is larger than its frame with the mouse; fingers and keys do it by themselves. @param {HTMLElement} frame */
function dragged(frame) {
  const press = (/** @type {PointerEvent} */ event) => {
    if (event.pointerType !== "mouse" || event.button !== 0 || event.target instanceof HTMLButtonElement) return;
    frame.setPointerCapture(event.pointerId);
  };
  const move = (/** @type {PointerEvent} */ event) => {
    if (frame.hasPointerCapture(event.pointerId)) frame.scrollBy(-event.movementX, -event.movementY);
  };
  frame.addEventListener("pointerdown", press);
  frame.addEventListener("pointermove", move);
  return () => { frame.removeEventListener("pointerdown", press); frame.removeEventListener("pointermove", move); };
}

/**
 * Plays somebody's voice; where the browser wants a press first, it asks for one.
 * @param {{stream: MediaStream, name: string, speaker?: string}} props  speaker: the device's id; "" is the system's
 */
export function Voice({ stream, name, speaker = "" }) {
  const element = useRef(/** @type {HTMLAudioElement | null} */ (null));
  const [silent, setSilent] = useState(false);
  const play = () => element.current?.play().then(() => setSilent(false), () => setSilent(true));
  useEffect(() => {
    if (element.current) element.current.srcObject = stream;
    void play();
  }, [stream]);
  useEffect(() => {
    const audio = /** @type {any} */ (element.current);
    if (audio?.setSinkId && audio.sinkId !== speaker) audio.setSinkId(speaker).catch(() => {});  // gone: the system's goes on
  }, [speaker]);
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
