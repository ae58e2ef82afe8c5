import { useEffect, useRef } from "../../shared/html.js";
import { changed, ratioChanged } from "./changed.js";
import { sheetOf } from "./marks.js";

/**
 * Marks on a moving picture must not lie: one's own are taken away when the screen below them shows something else or another
 * window's shape, and on a camera, which is never quiet, some seconds after they were drawn.
 * @typedef {import("./together.js").Together} Together
 * @typedef {{image: ImageData, misses: number, at: number, ratio: number}} Below  what a mark was drawn on
 */

const LOOK_EVERY_MS = 500;
const MISSES = 2;
const CAMERA_MS = 8_000;
const WIDTH = 96, HEIGHT = 54;

/**
 * @param {{current: HTMLElement | null}} element  in the picture's content
 * @param {{together: Together, on: string, kind: "camera" | "screen", stage: boolean}} options
 */
export function useOutliving(element, { together, on, kind, stage }) {
  const below = useRef(/** @type {Map<number, Below>} */ (new Map()));
  const look = useRef(() => {});
  const newest = together.newest(on)?.id;
  const moving = stage && !together.board.value.stills[on] && newest !== undefined;
  useEffect(() => {
    if (!moving) return;
    const canvas = Object.assign(document.createElement("canvas"), { width: WIDTH, height: HEIGHT });
    const context = canvas.getContext("2d", { willReadFrequently: true });
    look.current = () => {
      const video = element.current?.closest(".picture-content")?.querySelector("video");
      if (!video?.videoWidth || !context) return;
      context.drawImage(video, 0, 0, WIDTH, HEIGHT);
      const now = { image: context.getImageData(0, 0, WIDTH, HEIGHT), ratio: video.videoWidth / video.videoHeight };
      together.outlived(outlived(together, on, kind, below.current, now));
    };
    const timer = setInterval(() => look.current(), LOOK_EVERY_MS);
    return () => {
      clearInterval(timer);
      look.current = () => {};
      below.current.clear();
    };
  }, [moving, on, kind]);
  useEffect(() => look.current(), [newest]);  // before what is below a new mark can change
}

/**
 * @param {Together} together @param {string} on @param {"camera" | "screen"} kind @param {Map<number, Below>} below
 * @param {{image: ImageData, ratio: number}} now
 */
function outlived(together, on, kind, below, { image, ratio }) {
  const at = performance.now();
  return sheetOf(together.board.value, together.you).marks.filter((mark) => {
    if (mark.on !== on || mark.still) return false;
    const held = below.get(mark.id) ?? { image, misses: 0, at, ratio };
    below.set(mark.id, held);
    if (together.holds(mark.id)) return false;
    if (kind === "camera") return at - held.at > CAMERA_MS;
    held.misses = changed(held.image, image, mark.points) ? held.misses + 1 : 0;
    return held.misses >= MISSES || ratioChanged(held.ratio, ratio);
  });
}
