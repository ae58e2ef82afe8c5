import { also } from "../i18n.js";

const { href } = new URL("survey.css", import.meta.url);

/** @type {Promise<unknown> | undefined} */
let ready;

/** What has to be there before a card is drawn: its looks and its words, fetched once. */
export function prepared() {
  ready ??= Promise.all([styled(), also("survey")]);
  return ready;
}

function styled() {
  if ([...document.styleSheets].some((sheet) => sheet.href === href)) return Promise.resolve();
  const link = Object.assign(document.createElement("link"), { rel: "stylesheet", href });
  document.head.append(link);
  return new Promise((done) => { link.onload = link.onerror = done; });
}
