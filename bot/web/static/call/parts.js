import { RECORDING } from "./recording/part.js";
import { TOGETHER } from "./together/part.js";

/**
 * What else a call can do, each in a module of its own: a part may put buttons into the bar, something into the head, lines
 * between the pictures and the bar, and something over each picture that is shown.
 *
 * @typedef {import("./room/live-room.js").LiveRoom} LiveRoom
 * @typedef {import("./stage/places.js").Shown} Shown
 * @typedef {{
 *   Controls?: (props: {room: LiveRoom}) => any,
 *   Head?: (props: {room: LiveRoom}) => any,
 *   Below?: (props: {room: LiveRoom}) => any,
 *   Over?: (props: {room: LiveRoom, shown: Shown, size: "stage" | "tile"}) => any,
 * }} Part  Over lies exactly over the content of the picture: 0..1 of its box is 0..1 of what was captured
 */

/** In the order in which their buttons stand. @type {Part[]} */
export const PARTS = [TOGETHER, RECORDING];
