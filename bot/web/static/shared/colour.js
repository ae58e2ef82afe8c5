/** Colours that a site chooses, made legible. sRGB, as WCAG 2.2 defines luminance and contrast. */

/** @typedef {[number, number, number]} Rgb  0..255 each */

/** @param {string} colour  "#rgb" or "#rrggbb" @returns {Rgb | null} null when it is anything else */
export function parse(colour) {
  const short = /^#([0-9a-f])([0-9a-f])([0-9a-f])$/i.exec(colour);
  const full = short ? `#${short.slice(1).map((digit) => digit + digit).join("")}` : colour;
  if (!/^#[0-9a-f]{6}$/i.test(full)) return null;
  return /** @type {Rgb} */ ([1, 3, 5].map((start) => parseInt(full.slice(start, start + 2), 16)));
}

/** @param {Rgb} rgb */
export const write = (rgb) => `#${rgb.map((each) => Math.round(each).toString(16).padStart(2, "0")).join("")}`;

/** @param {Rgb} rgb @returns {number} 0 black to 1 white */
function luminance(rgb) {
  const [r, g, b] = rgb.map((each) => each / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4));
  return 0.2126 * r + 0.7152 * g + 0.0722 * b;
}

/** @param {Rgb} one @param {Rgb} other @returns {number} 1..21 */
export function contrast(one, other) {
  const [dark, light] = [luminance(one), luminance(other)].sort((a, b) => a - b);
  return (light + 0.05) / (dark + 0.05);
}

const BLACK = /** @type {Rgb} */ ([16, 18, 24]), WHITE = /** @type {Rgb} */ ([255, 255, 255]);

/** Words that can be read on a ground: white or near black, whichever stands out more. @param {Rgb} ground */
export const wordsOn = (ground) => (contrast(WHITE, ground) >= 4.5 || contrast(WHITE, ground) > contrast(BLACK, ground) ? WHITE : BLACK);

/**
 * The colour itself where it can be read on a ground, else the nearest mix with black or white that can.
 * @param {Rgb} colour @param {Rgb} ground @param {number} [least]
 * @returns {Rgb}
 */
export function legible(colour, ground, least = 4.5) {
  const towards = luminance(ground) > 0.18 ? BLACK : WHITE;
  for (let share = 0; share < 1; share += 0.05) {
    const mixed = /** @type {Rgb} */ (colour.map((each, place) => each + (towards[place] - each) * share));
    if (contrast(mixed, ground) >= least) return mixed;
  }
  return towards;
}

/**
 * Makes a site's colour the accent of this page, in light and dark; something that is no colour changes nothing.
 * @param {string | null | undefined} colour
 */
export function setAccent(colour) {
  const accent = colour && parse(colour);
  if (!accent) return;
  const { style } = document.documentElement;
  const light = write(legible(accent, [255, 255, 255])), dark = write(legible(accent, [36, 38, 44]));
  style.setProperty("--accent", write(accent));
  style.setProperty("--on-accent", write(wordsOn(accent)));
  for (const role of ["--accent-text", "--focus"]) style.setProperty(role, `light-dark(${light}, ${dark})`);
  style.setProperty("--accent-soft", `light-dark(color-mix(in srgb, ${light} 10%, #fff), color-mix(in srgb, ${dark} 20%, #1a1b20))`);
}
