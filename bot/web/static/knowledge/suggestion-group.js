import { Check } from "../vendor/lucide-talk.js";
import { X } from "../vendor/lucide.js";
import { act } from "../shared/act.js";
import { html } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { authorName } from "./names.js";
import { hashOf } from "./where.js";
import { toggled } from "./selection.js";

/** @typedef {import("./growth-api.js").Suggested} Suggested */

/**
 * The wordings that are suggested for one article.
 * @param {{group: {article: string, title: string, rows: Suggested[]}, list: import("./suggestion-list.js").SuggestionList}} props
 */
export function SuggestionGroup({ group, list }) {
  const open = list.state.value === "open";
  const ids = group.rows.map(({ id }) => id);
  return html`<section class="card suggested" aria-label=${group.title}>
    <div class="row suggested-head"><h2 class="grow"><a href=${hashOf("article", { key: group.article })}>${group.title}</a></h2>
      ${open && ids.length > 1 && html`<button type="button" class="button" onClick=${() => void act(() => list.take(ids))}>${tn("Take {n}", "Take all {n}", ids.length)}</button>`}</div>
    <ul class="suggested-list">${group.rows.map((row) => html`<${Wording} key=${row.id} row=${row} list=${list} />`)}</ul>
  </section>`;
}

/** @param {{row: Suggested, list: import("./suggestion-list.js").SuggestionList}} props */
function Wording({ row, list }) {
  const { id, text, language, source, conversation, at, count, state } = row;
  const chosen = list.selection.value.keys.has(id);
  return html`<li class=${chosen ? "wording chosen" : "wording"}>
    ${state === "open" && html`<label class="pick-box"><input type="checkbox" checked=${chosen} aria-label=${t("Choose: {words}", { words: text })}
      onChange=${() => { list.selection.value = toggled(list.selection.peek(), id); }} /></label>`}
    <div class="grow"><p lang=${language}>${text}</p>
      <p class="small muted gap-meta"><${RelativeTime} at=${at} side="start" /><span class="code" title=${languageName(language)}>${language}</span><span>${sourceWords(source)}</span>
        ${count > 1 && html`<span>${tn("asked once", "asked {n} times", count)}</span>`}
        <a href=${`/desk/#${encodeURIComponent(conversation)}`}>${t("Open the conversation")}</a>
        ${state !== "open" && html`<span>${decidedWords(row)}</span>`}</p></div>
    ${state === "open"
      ? html`<button type="button" class="button" onClick=${() => void act(() => list.take([id]))}><${Icon} of=${Check} size=${16} />${t("Take")}</button>
        <${IconButton} of=${X} label=${t("Set aside: {words}", { words: text })} onClick=${() => void act(() => list.dismiss([id]))} />`
      : html`<button type="button" class="button quiet" onClick=${() => void act(() => list.undo([id]))}>${t("Undo")}</button>`}
  </li>`;
}

/** Why the wording means the article. @param {Suggested["source"]} source */
const sourceWords = (source) => ({
  chosen: t("the customer chose the article"), helped: t("the customer said that it helped"), agent: t("an agent answered with the article"),
  gap: t("a manager said so"),
})[source];

/** @param {Suggested} row */
function decidedWords({ state, by }) {
  const name = !by ? "" : typeof by === "string" ? by : authorName(by);
  if (name === "bot") return t("taken by itself");
  if (state === "taken") return name ? t("taken by {name}", { name }) : t("taken");
  return name ? t("set aside by {name}", { name }) : t("set aside");
}
