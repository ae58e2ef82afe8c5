import { Snowflake } from "../../vendor/lucide-call.js";
import { html, useEffect, useMemo, useRef, useState } from "../../shared/html.js";
import { t } from "../../shared/i18n.js";
import { Icon } from "../../shared/icons.js";
import { useHand } from "./hand.js";
import { seenOn } from "./marks.js";
import { ON_TINTS, TINTS, shape } from "./shapes.js";
import { useOutliving } from "./outlive.js";

/**
 * What lies over a picture: the frozen one, the marks, where the others point; on the stage the hand draws here.
 * @typedef {import("../room/live-room.js").LiveRoom} LiveRoom
 * @typedef {import("../stage/places.js").Shown} Shown
 */

/** @param {{room: LiveRoom, shown: Shown, size: "stage" | "tile"}} props */
export function Over({ room, shown, size }) {
  const { together } = room;
  const on = shown.key;
  const still = together.board.value.stills[on];
  const picture = still && together.stills.pictures.value.get(still.key);
  const mirrored = !picture && shown.own && shown.kind === "camera" && room.track("camera")?.getSettings().facingMode !== "environment";
  const layer = html`<${Layer} together=${together} on=${on} kind=${shown.kind} size=${size} mirrored=${mirrored} />`;
  if (!picture || !still) return layer;
  return html`<div class="still"><div class="still-content" style=${{ "--ratio": String(still.width / still.height) }}>
      <img src=${picture.url} alt=${t("Frozen picture")} draggable=${false} />${layer}</div>
    <p class="tag frozen" aria-hidden="true"><${Icon} of=${Snowflake} size=${14} /><span>${t("Frozen picture")}</span></p></div>`;
}

/**
 * @param {{together: import("./together.js").Together, on: string, kind: "camera" | "screen", size: "stage" | "tile", mirrored: boolean}} props
 */
function Layer({ together, on, kind, size, mirrored }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const box = useSize(element);
  const seen = seenOn(together.board.value, on);
  const stage = size === "stage";
  const drawing = stage && together.tool.value !== null;
  useEffect(() => (stage && element.current ? together.shows({ on, kind, layer: element.current }) : undefined), [on, kind, stage]);
  const cross = useHand(element, { together, on, mirrored, drawing });
  useOutliving(element, { together, on, kind, stage });
  const pointers = [...together.pointers.seen.value.values()].filter((each) => each.on === on);
  return html`<div class=${`layer ${drawing ? "drawing" : ""}`} ref=${element} tabindex=${drawing ? 0 : undefined} role=${drawing ? "application" : undefined}
    aria-label=${drawing ? t("Picture. Arrow keys move, Enter draws, Escape ends.") : undefined}>
    ${box && html`<svg class="marks" viewBox=${`0 0 ${box.width} ${box.height}`} aria-hidden="true">
      ${seen.map(({ by, colour, mark }) => html`<${Drawn} key=${`${by} ${mark.id}`} mark=${mark} colour=${colour} box=${box} mirrored=${mirrored} />`)}
    </svg>`}
    ${pointers.map((each) => html`<${Pointing} key=${each.by} pointer=${each} name=${together.nameOf(each.by)} mirrored=${mirrored} named=${stage} />`)}
    ${drawing && cross.value && html`<i class="cross" style=${{ left: `${cross.value.x / 100}%`, top: `${cross.value.y / 100}%` }}></i>`}
  </div>`;
}

/** How large an element is, in px; null before it is known. @param {{current: HTMLElement | null}} element */
function useSize(element) {
  const [size, setSize] = useState(/** @type {{width: number, height: number} | null} */ (null));
  useEffect(() => {
    const view = viewOf(element.current);
    if (!view || !element.current) return;
    const watch = new view.ResizeObserver(([{ contentRect: { width, height } }]) => setSize(width && height ? { width, height } : null));
    watch.observe(element.current);
    return () => watch.disconnect();
  }, []);
  return size;
}

/** @param {{mark: import("./marks.js").Mark, colour: number, box: {width: number, height: number}, mirrored: boolean}} props */
function Drawn({ mark, colour, box, mirrored }) {
  return useMemo(() => {
    const { path, line, edge, disc } = shape(mark, box.width, box.height, mirrored);
    if (disc) {
      return html`<g class="disc"><circle cx=${disc.x} cy=${disc.y} r=${disc.radius} fill=${TINTS[colour]} stroke="#fff" stroke-width=${0.5 * line} />
        <text x=${disc.x} y=${disc.y} fill=${ON_TINTS[colour]} font-size=${1.15 * disc.radius}>${disc.text}</text></g>`;
    }
    return html`<g><path d=${path} stroke="#fff" stroke-width=${edge} /><path d=${path} stroke=${TINTS[colour]} stroke-width=${line} /></g>`;
  }, [mark, colour, box, mirrored]);
}

/**
 * Glides to where it is pointed.
 * @param {{pointer: import("./pointers.js").Pointer, name: string, mirrored: boolean, named: boolean}} props
 */
function Pointing({ pointer, name, mirrored, named }) {
  const element = useRef(/** @type {HTMLElement | null} */ (null));
  const wanted = useRef({ x: 0, y: 0 });
  wanted.current = { x: (mirrored ? 10_000 - pointer.x : pointer.x) / 100, y: pointer.y / 100 };
  useEffect(() => {
    const view = viewOf(element.current);
    return view ? glide(view, () => wanted.current, (x, y) => {
      if (element.current) Object.assign(element.current.style, { left: `${x}%`, top: `${y}%` });
    }) : undefined;
  }, []);
  return html`<div class="pointing" ref=${element} style=${{ "--tint": TINTS[pointer.colour], "--on-tint": ON_TINTS[pointer.colour] }}>
    <i></i>${named && html`<span>${name}</span>`}</div>`;
}

/**
 * The window that an element is seen in: the small one over other programs goes on drawing when the page's own is hidden.
 * @param {HTMLElement | null} element @returns {(Window & typeof globalThis) | null}
 */
const viewOf = (element) => element?.ownerDocument.defaultView ?? null;

/**
 * @param {Window & typeof globalThis} view
 * @param {() => {x: number, y: number}} wanted @param {(x: number, y: number) => void} show  percent of the picture
 * @returns {() => void} stops
 */
function glide(view, wanted, show) {
  const still = view.matchMedia("(prefers-reduced-motion: reduce)").matches;
  let { x, y } = wanted();
  let next = 0, before = view.performance.now();
  const step = (/** @type {number} */ now) => {
    const to = wanted();
    const share = still ? 1 : 1 - Math.exp((before - now) / 45);  // nine tenths of the way in a tenth of a second
    before = now;
    x += (to.x - x) * share;
    y += (to.y - y) * share;
    show(x, y);
    next = view.requestAnimationFrame(step);
  };
  show(x, y);
  next = view.requestAnimationFrame(step);
  return () => view.cancelAnimationFrame(next);
}
