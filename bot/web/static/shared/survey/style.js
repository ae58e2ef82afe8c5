import { also } from "../i18n.js";
import { sheet } from "../sheet.js";

/** @type {Promise<unknown> | undefined} */
let ready;

/** What has to be there before a card is drawn: its looks and its words, fetched once. */
export function prepared() {
  ready ??= Promise.all([sheet(new URL("survey.css", import.meta.url).href), also("survey")]);
  return ready;
}
