import { Check } from "../vendor/lucide-recovery.js";
import { html } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { path } from "./state.js";
import { letterWords, stepWords } from "./words.js";

/** How far a case is, as five small letters in a row. @param {{it: import("./types.js").Case}} props */
export function Letters({ it }) {
  return html`<span class="letters" role="img" aria-label=${stepWords(it.step)}>
    ${path(it).map(({ letter, state }) => html`<span key=${letter} class=${`letter ${state}`} aria-hidden="true">${letter}</span>`)}</span>`;
}

/** The same as a path with words, for the page of a case. @param {{it: import("./types.js").Case}} props */
export function Path({ it }) {
  const spoken = { done: t("done"), now: t("now"), later: t("later") };
  return html`<ol class="path" aria-label=${t("Steps")}>${path(it).map(({ letter, state, at }) => html`
    <li key=${letter} class=${`path-step ${state}`} aria-current=${state === "now" ? "step" : undefined}
      title=${at ? date(at) : undefined}>
      <span class="path-mark" aria-hidden="true">${state === "done" ? html`<${Icon} of=${Check} size=${16} />` : letter}</span>
      <span class="path-name">${letterWords(letter)}<span class="visually-hidden">: ${spoken[state]}</span></span></li>`)}</ol>`;
}
