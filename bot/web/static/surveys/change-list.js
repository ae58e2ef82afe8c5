import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { partName, valueWords } from "./names.js";

/** What a version changed: what went is struck through, what came is underlined. @param {{changes: import("./changes.js").Change[]}} props */
export function ChangeList({ changes }) {
  if (!changes.length) return html`<p class="muted">${t("Nothing that can be seen.")}</p>`;
  return html`<dl class="change-list">${changes.map(({ where, language, was, is }) => html`<div key=${`${where} ${language}`}>
    <dt class="small muted">${language ? t("{field}, {language}", { field: partName(where), language: languageName(language) }) : partName(where)}</dt>
    <dd lang=${language ?? undefined}>${was && html`<del>${language ? was : valueWords(where, was)}</del>`} ${is && html`<ins>${language ? is : valueWords(where, is)}</ins>`}</dd></div>`)}</dl>`;
}
