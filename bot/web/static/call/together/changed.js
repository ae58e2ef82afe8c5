/** Whether a picture has changed below what was drawn on it: pure. */

import { SCALE } from "./marks.js";

const MARGIN = 3;  // cells around a mark
const DIFFERENT = 28;  // of 255, of a cell's brightness
const SHARE = 0.35;  // of the cells; somebody who types into a field changes fewer
const RATIO = 0.02;

/**
 * @param {{data: ArrayLike<number>, width: number, height: number}} before  small pictures, RGBA
 * @param {{data: ArrayLike<number>, width: number, height: number}} now  of the same size
 * @param {number[]} points  of the mark
 */
export function changed(before, now, points) {
  const { left, top, right, bottom } = around(points, now.width, now.height);
  let different = 0;
  for (let y = top; y <= bottom; y += 1) {
    for (let x = left; x <= right; x += 1) {
      const place = 4 * (y * now.width + x);
      if (Math.abs(brightness(before.data, place) - brightness(now.data, place)) > DIFFERENT) different += 1;
    }
  }
  return different > SHARE * (right - left + 1) * (bottom - top + 1);
}

/** Another resolution of the same window has the same shape. @param {number} before @param {number} now */
export const ratioChanged = (before, now) => Math.abs(now / before - 1) > RATIO;

/** @param {ArrayLike<number>} data @param {number} place */
const brightness = (data, place) => 0.3 * data[place] + 0.6 * data[place + 1] + 0.1 * data[place + 2];

/** The cells that a mark lies on, and some around it. @param {number[]} points @param {number} width @param {number} height */
function around(points, width, height) {
  const across = points.filter((_, place) => place % 2 === 0), down = points.filter((_, place) => place % 2 === 1);
  const cell = (/** @type {number} */ value, /** @type {number} */ size) => Math.min(size - 1, Math.max(0, value));
  const of = (/** @type {number} */ value, /** @type {number} */ size) => Math.floor(value / SCALE * size);
  return {
    left: cell(of(Math.min(...across), width) - MARGIN, width), right: cell(of(Math.max(...across), width) + MARGIN, width),
    top: cell(of(Math.min(...down), height) - MARGIN, height), bottom: cell(of(Math.max(...down), height) + MARGIN, height),
  };
}
