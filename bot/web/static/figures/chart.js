import { html, useEffect, useRef, useSignal, useState } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { setTheme, theme } from "../shared/theme.js";

/**
 * A line with a band around it, drawn by uPlot in the page's own colours; a canvas for the eye, so a table must stand beside it.
 * @typedef {{at: number, value: number | null, low: number | null, high: number | null, n: number}} Point
 */

const HEIGHT = 232;
const PAPER_WIDTH = 660;
/** With more points than this only those that stand alone get a dot. */
const DOTTED = 45;
/** Half the width of a whisker's ends, CSS pixels. */
const CAP = 4;

/** What CSS means by a colour, in the theme of now. @param {HTMLElement} within @param {string} words */
function colour(within, words) {
  const probe = document.createElement("span");
  probe.style.color = words;
  within.append(probe);
  const found = getComputedStyle(probe).color;
  probe.remove();
  return found;
}

/**
 * @template {Point} P
 * @param {{label: string, points: P[], range: [number, number] | null, words: (value: number) => string, tick: (point: P) => string,
 *   told: (point: P) => string, pick?: (point: P) => void}} props  label: what is drawn; range: of the values, null: as they are;
 *   words: of a value; tick: below the line; told: all of a point; pick: opens what is behind one
 */
export function BandChart({ label, points, range, words, tick, told, pick }) {
  const place = useRef(/** @type {HTMLDivElement | null} */ (null));
  const hovered = useSignal(/** @type {number | null} */ (null));
  const newest = useRef({ points, pick });
  newest.current = { points, pick };
  const turn = useAppearance();
  useEffect(() => {
    const into = place.current;
    if (!into) return;
    let plot = /** @type {import("../vendor/uplot.js").Plot | null} */ (null);
    let gone = false;
    const width = () => (turn.paper ? PAPER_WIDTH : into.clientWidth);
    const observer = new ResizeObserver(() => plot?.setSize({ width: width(), height: HEIGHT }));
    void import("../vendor/uplot.js").then(({ default: uPlot }) => {
      if (gone) return;
      const hover = (/** @type {number | null | undefined} */ index) => { hovered.value = index ?? null; };
      plot = new uPlot(optionsOf(into, width(), { points, range, words, tick, hover }), dataOf(points), into);
      plot.over.addEventListener("click", () => {
        const point = hovered.peek() === null ? undefined : newest.current.points[/** @type {number} */ (hovered.peek())];
        if (point?.n) newest.current.pick?.(point);
      });
      if (!turn.paper) observer.observe(into);
    });
    return () => { gone = true; observer.disconnect(); plot?.destroy(); };
  }, [points, turn, language.value]);
  const shown = hovered.value === null ? undefined : points[hovered.value];
  return html`<figure class="chart">
    <div class="chart-place" ref=${place} role="img" aria-label=${label} style=${{ height: `${HEIGHT}px` }}></div>
    <figcaption class="chart-told small muted" aria-hidden="true">${shown ? told(shown) : t("Line: the figure. Band, or bar: its 95% interval.")}</figcaption>
  </figure>`;
}

/** Changes when all must be drawn anew: another theme, or paper, which is always light. @returns {{paper: boolean}} */
function useAppearance() {
  const [turn, setTurn] = useState({ paper: false });
  const before = useRef(theme.peek());
  const chosen = theme.value;
  useEffect(() => {
    const dark = matchMedia("(prefers-color-scheme: dark)");
    const again = () => setTurn({ paper: false });
    const toPaper = () => {
      before.current = theme.peek();
      document.documentElement.dataset.theme = "light";
      setTurn({ paper: true });
    };
    const back = () => { setTheme(before.current); again(); };
    dark.addEventListener("change", again);
    addEventListener("beforeprint", toPaper);
    addEventListener("afterprint", back);
    return () => {
      dark.removeEventListener("change", again);
      removeEventListener("beforeprint", toPaper);
      removeEventListener("afterprint", back);
    };
  }, []);
  useEffect(() => setTurn((last) => ({ ...last })), [chosen]);
  return turn;
}

/** @param {readonly Point[]} points */
const dataOf = (points) => [
  points.map((_, index) => index), points.map(({ low }) => low), points.map(({ high }) => high), points.map(({ value }) => value),
];

/** Whether neither neighbour has a value, so that no line and no band leads to it. @param {readonly Point[]} points @param {number} index */
export const alone = (points, index) =>
  points[index].value !== null && (points[index - 1]?.value ?? null) === null && (points[index + 1]?.value ?? null) === null;

/** Draws the interval of each point that stands alone as whiskers, which a band needs two points for. @param {readonly Point[]} points @param {string} stroke */
const whiskers = (points, stroke) => (/** @type {any} */ plot) => {
  const { ctx } = plot;
  const wide = CAP * devicePixelRatio;
  ctx.save();
  ctx.strokeStyle = stroke;
  ctx.lineWidth = 2 * devicePixelRatio;
  ctx.beginPath();
  points.forEach(({ low, high }, index) => {
    if (!alone(points, index) || low === null || high === null) return;
    const x = plot.valToPos(index, "x", true);
    const [bottom, top] = [low, high].map((value) => plot.valToPos(value, "y", true));
    ctx.moveTo(x, bottom);
    ctx.lineTo(x, top);
    for (const y of [bottom, top]) {
      ctx.moveTo(x - wide, y);
      ctx.lineTo(x + wide, y);
    }
  });
  ctx.stroke();
  ctx.restore();
};

/** @param {HTMLElement} into @param {number} width @param {any} of */
function optionsOf(into, width, { points, range, words, tick, hover }) {
  const [line, band, whisker, muted, grid] = ["var(--accent-text)", "color-mix(in srgb, var(--accent-text) 18%, transparent)",
    "color-mix(in srgb, var(--accent-text) 55%, transparent)", "var(--muted)", "var(--line)"]
    .map((words) => colour(into, words));
  const font = `12px ${getComputedStyle(into).fontFamily}`;
  const dots = points.flatMap((/** @type {Point} */ { value }, /** @type {number} */ index) =>
    (value !== null && (points.length <= DOTTED || alone(points, index)) ? [index] : []));
  const edge = { stroke: band, width: 0.5, points: { show: false } };
  return {
    width, height: HEIGHT, padding: [12, 24, 0, 0], legend: { show: false },
    cursor: { y: false, drag: { x: false, y: false }, points: { size: 9, fill: line, stroke: line } },
    scales: {
      x: { time: false, range: [-0.4, Math.max(points.length - 0.6, 0.4)] },
      y: range ? { range: () => range } : { range: (/** @type {any} */ _, /** @type {number} */ low, /** @type {number} */ high) => [Math.min(0, low), high * 1.1 || 1] },
    },
    series: [{}, edge, edge, { stroke: line, width: 2, points: { show: true, size: 6, fill: line, stroke: line, filter: () => dots } }],
    bands: [{ series: [2, 1], fill: band }],
    axes: [
      {
        stroke: muted, font, grid: { show: false }, ticks: { show: false }, gap: 8, size: 30,
        splits: () => ticksOf(points.length, Math.max(2, Math.floor(width / 84))),
        values: (/** @type {any} */ _, /** @type {number[]} */ splits) => splits.map((index) => tick(points[index])),
      },
      {
        stroke: muted, font, grid: { stroke: grid, width: 1 }, ticks: { show: false }, gap: 8,
        values: (/** @type {any} */ _, /** @type {number[]} */ splits) => splits.map((value) => words(value)),
        size: (/** @type {any} */ _, /** @type {string[] | null} */ values) => 16 + 7 * Math.max(3, ...(values ?? []).map((text) => text.length)),
        space: 44,
      },
    ],
    hooks: {
      drawAxes: [whiskers(points, whisker)], // below the dots
      setCursor: [(/** @type {any} */ plot) => hover(plot.cursor.idx)],
    },
  };
}

/** Which points are named below the line: evenly, the last one always among them. @param {number} count @param {number} most @returns {number[]} */
export function ticksOf(count, most) {
  const step = Math.max(1, Math.ceil(count / most));
  const found = [];
  for (let index = count - 1; index >= 0; index -= step) found.push(index);
  return found.reverse();
}
