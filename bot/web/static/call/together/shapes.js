/** How marks look: pure. One path for the page (SVG) and for pictures (canvas), so that a picture shows what was seen. */

import { SCALE } from "./marks.js";

/** Red, blue, amber, violet: told apart by people who see few colours too, and legible with a white edge on anything. */
export const TINTS = Object.freeze(["#e5261f", "#0a6cff", "#ffb000", "#b000c8"]);

/** What stands on a tint. */
export const ON_TINTS = Object.freeze(["#fff", "#fff", "#000", "#fff"]);

/**
 * @typedef {{path: string, line: number, edge: number, disc: {x: number, y: number, radius: number, text: string} | null}} Shape
 *   in pixels of a picture so large. path: SVG path data, drawn as a line. line, edge: widths of the line and of the white below it.
 *   disc: of a numbered mark
 */

/**
 * @param {import("./marks.js").Mark} mark @param {number} width @param {number} height  of the picture
 * @param {boolean} [mirrored]  the picture is shown with left and right changed
 * @returns {Shape}
 */
export function shape({ tool, points, number }, width, height, mirrored = false) {
  const unit = Math.max(2, Math.hypot(width, height) / 240);
  const places = pairs(points).map(([x, y]) => /** @type {[number, number]} */ ([
    (mirrored ? SCALE - x : x) / SCALE * width, y / SCALE * height]));
  const [x, y] = places[0];
  return {
    path: tool === "arrow" ? arrow(places, unit) : tool === "pen" ? pen(places) : "",
    line: unit, edge: 1.9 * unit,
    disc: tool === "number" ? { x, y, radius: 4.5 * unit, text: String(number) } : null,
  };
}

/** @param {number[]} flat @returns {[number, number][]} */
const pairs = (flat) => Array.from({ length: flat.length / 2 }, (_, place) => [flat[2 * place], flat[2 * place + 1]]);

/** @param {number} value */
const short = (value) => Math.round(value * 10) / 10;

/** A shaft and two barbs. @param {[number, number][]} places @param {number} unit */
function arrow([[x1, y1], [x2, y2]], unit) {
  const length = Math.hypot(x2 - x1, y2 - y1);
  const angle = Math.atan2(y2 - y1, x2 - x1);
  const barb = Math.min(6 * unit, 0.6 * length);
  const [left, right] = [angle + 2.6, angle - 2.6].map((turn) => `${short(x2 + barb * Math.cos(turn))} ${short(y2 + barb * Math.sin(turn))}`);
  return `M${short(x1)} ${short(y1)}L${short(x2)} ${short(y2)}M${left}L${short(x2)} ${short(y2)}L${right}`;
}

/** Through the middles between the points, so that no corners are seen; one point is a dot. @param {[number, number][]} places */
function pen(places) {
  const [[x, y], ...rest] = places.map(([each, other]) => [short(each), short(other)]);
  if (!rest.length) return `M${x} ${y}l0.01 0`;
  const curves = rest.slice(0, -1).map(([cx, cy], place) => `Q${cx} ${cy} ${short((cx + rest[place + 1][0]) / 2)} ${short((cy + rest[place + 1][1]) / 2)}`);
  const [endX, endY] = rest[rest.length - 1];
  return `M${x} ${y}${curves.join("")}L${endX} ${endY}`;
}

/**
 * Draws marks on a canvas, as the page shows them.
 * @param {CanvasRenderingContext2D} context  of a canvas as large as the picture
 * @param {{colour: number, mark: import("./marks.js").Mark}[]} seen @param {number} width @param {number} height
 */
export function paint(context, seen, width, height) {
  Object.assign(context, { lineCap: "round", lineJoin: "round", textAlign: "center", textBaseline: "middle" });
  for (const { colour, mark } of seen) {
    const { path, line, edge, disc } = shape(mark, width, height);
    if (disc) stamp(context, disc, line, colour);
    else stroke(context, new Path2D(path), line, edge, colour);
  }
}

/** @param {CanvasRenderingContext2D} context @param {Path2D} path @param {number} line @param {number} edge @param {number} colour */
function stroke(context, path, line, edge, colour) {
  Object.assign(context, { lineWidth: edge, strokeStyle: "#fff" });
  context.stroke(path);
  Object.assign(context, { lineWidth: line, strokeStyle: TINTS[colour] });
  context.stroke(path);
}

/** @param {CanvasRenderingContext2D} context @param {NonNullable<Shape["disc"]>} disc @param {number} line @param {number} colour */
function stamp(context, { x, y, radius, text }, line, colour) {
  const round = new Path2D();
  round.arc(x, y, radius, 0, 2 * Math.PI);
  Object.assign(context, { fillStyle: TINTS[colour], strokeStyle: "#fff", lineWidth: 0.5 * line });
  context.fill(round);
  context.stroke(round);
  Object.assign(context, { fillStyle: ON_TINTS[colour], font: `700 ${1.15 * radius}px system-ui, sans-serif` });
  context.fillText(text, x, y);
}
