import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { wordings } from "./api.js";
import { situationWords } from "./words.js";

/** @typedef {import("./types.js").Situation} Situation */

/** @type {readonly Situation[]} */
const SITUATIONS = ["slow", "answer", "manner", "product", "general"];

/** The greeting is the same in all of them. @param {string} text */
const withoutGreeting = (text) => text.slice(text.indexOf("\n\n") + 2);

/**
 * What could be said, by what went wrong; the customer's reasons choose first.
 * @param {{it: import("./types.js").Case, language: string, chosen: string, choose: (text: string) => void}} props
 */
export function Wordings({ it, language, chosen, choose }) {
  const [found, set] = useState(/** @type {import("./types.js").Wording[] | null} */ (null));
  const [situation, turn] = useState(/** @type {Situation | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  useEffect(() => {
    let current = true;
    wordings(it.id, language).then((told) => {
      if (!current) return;
      set(told.wordings);
      turn((before) => before ?? told.situation);
      refuse(null);
    }, (why) => { if (current) refuse(why); });
    return () => { current = false; };
  }, [it.id, language]);
  if (refusal) return html`<p class="notice warn" role="alert">${t("The suggestions cannot be shown.")} ${explain(refusal)}</p>`;
  if (!found || !situation) return html`<span class="skeleton wordings-skeleton"></span>`;
  return html`<div class="wordings">
    <div class="chips" role="group" aria-label=${t("What went wrong")}>${SITUATIONS.map((each) => html`<button key=${each} type="button" class="chip"
      aria-pressed=${each === situation} onClick=${() => turn(each)}>${situationWords(each)}</button>`)}</div>
    <ul class="wordings-list">${found.filter((each) => each.situation === situation).map(({ text }) => html`<li key=${text}>
      <button type="button" class="wording-pick" lang=${language} aria-pressed=${text === chosen} onClick=${() => choose(text)}>${withoutGreeting(text)}</button></li>`)}</ul>
  </div>`;
}
