import { sheet } from "../shared/sheet.js";

/** Adds a style sheet that the page may not have yet. @param {string} name  as seen from this folder */
export const style = (name) => sheet(new URL(name, import.meta.url).href);
