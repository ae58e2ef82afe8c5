import { useEffect, useSignal } from "../../shared/html.js";
import { SCALE } from "./marks.js";

/**
 * The mouse, finger, pen or keys that point and draw on a picture.
 * @typedef {{together: import("./together.js").Together, on: string, mirrored: boolean, drawing: boolean}} Options
 */

const STEP = 100, LEAP = 500;  // of an arrow key, in ten-thousandths of the picture

/** @type {Record<string, [number, number]>} */
const WAYS = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] };

/**
 * @param {{current: HTMLElement | null}} element @param {Options} options
 * @returns {import("../../shared/html.js").Signal<{x: number, y: number} | null>} where the keys are, as it is shown; null: they are not used
 */
export function useHand(element, { together, on, mirrored, drawing }) {
  const cross = useSignal(/** @type {{x: number, y: number} | null} */ (null));
  useEffect(() => {
    const layer = element.current;
    if (!drawing || !layer) return;
    const undo = [byPointer(layer, { together, on, mirrored, drawing }, () => { cross.value = null; }),
      byKeys(layer, { together, on, mirrored, drawing }, cross)];
    return () => {
      for (const each of undo) each();
      cross.value = null;
    };
  }, [drawing, on, mirrored]);
  return cross;
}

/** @param {HTMLElement} layer @param {Options} options @param {() => void} used */
function byPointer(layer, { together, on, mirrored }, used) {
  let held = 0;
  /** @param {{clientX: number, clientY: number}} event @returns {[number, number]} */
  const place = ({ clientX, clientY }) => {
    const { left, top, width, height } = layer.getBoundingClientRect();
    const [x, y] = [(clientX - left) / width, (clientY - top) / height].map((each) => Math.round(SCALE * Math.min(1, Math.max(0, each))));
    return [mirrored ? SCALE - x : x, y];
  };
  /** @type {Record<string, (event: any) => void>} */
  const does = {
    pointerdown(event) {
      if (event.button !== 0 || held) return;
      event.preventDefault();
      event.stopPropagation();  // what is larger than its frame would be dragged about
      layer.focus({ preventScroll: true });
      layer.setPointerCapture(event.pointerId);
      used();
      together.touched(on);
      together.point(on, ...place(event));
      held = together.begin(on, ...place(event));
    },
    pointermove(event) {
      together.point(on, ...place(event));
      if (!held) return;
      const between = event.getCoalescedEvents?.() ?? [];
      together.go(held, (between.length ? between : [event]).flatMap(place));
    },
    pointerup() {
      if (held) together.finish(held);
      held = 0;
    },
    pointerleave() { together.pointAway(); },
  };
  does.pointercancel = does.lostpointercapture = does.pointerup;
  return listening(layer, does);
}

/** @param {HTMLElement} layer @param {Options} options @param {import("../../shared/html.js").Signal<{x: number, y: number} | null>} cross */
function byKeys(layer, { together, on, mirrored }, cross) {
  let held = 0;
  const middle = { x: SCALE / 2, y: SCALE / 2 };
  /** @returns {[number, number]} */
  const place = () => {
    const { x, y } = cross.value ?? middle;
    return [mirrored ? SCALE - x : x, y];
  };
  const press = () => {
    if (held) {
      together.finish(held);
      held = 0;
      return;
    }
    held = together.begin(on, ...place());
    if (together.tool.value !== "number") return;
    together.finish(held);
    held = 0;
  };
  return listening(layer, {
    /** @param {KeyboardEvent} event */
    keydown(event) {
      const way = WAYS[event.key];
      if (event.ctrlKey || event.metaKey || event.altKey || (!way && event.key !== "Enter" && event.key !== " ")) return;
      event.preventDefault();
      if (way) {
        const step = event.shiftKey ? LEAP : STEP, { x, y } = cross.value ?? middle;
        const within = (/** @type {number} */ each) => Math.min(SCALE, Math.max(0, each));
        cross.value = { x: within(x + way[0] * step), y: within(y + way[1] * step) };
      } else {
        cross.value ??= middle;
        press();
      }
      together.touched(on);
      together.point(on, ...place());
      if (held) together.go(held, place());
    },
    blur() {
      if (held) together.finish(held);
      held = 0;
      cross.value = null;
    },
  });
}

/** @param {HTMLElement} element @param {Record<string, (event: any) => void>} does @returns {() => void} */
function listening(element, does) {
  for (const [name, run] of Object.entries(does)) element.addEventListener(name, run);
  return () => { for (const [name, run] of Object.entries(does)) element.removeEventListener(name, run); };
}
