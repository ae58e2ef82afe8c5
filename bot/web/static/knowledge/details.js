import { html, useId } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { ChipsField } from "../rooms/chips-field.js";
import { useEditor } from "./editor-context.js";
import { fieldOf, momentOf } from "./moments.js";
import { channelName } from "./names.js";
import { NeedsField } from "./needs-field.js";
import { ThresholdField } from "./threshold-field.js";

const CHANNELS = ["widget", "telegram", "help"];

/** Where the article belongs, and when, where and whom it is told. */
export function Details() {
  const editor = useEditor();
  const article = /** @type {import("./types.js").Article} */ (editor.article.value);
  const { categories, tags, audiences } = editor.offered.value;
  /** @type {(part: Partial<import("./types.js").Article>) => void} */
  const edit = (part) => editor.edit({ ...article, ...part });
  const late = article.valid_from !== null && article.valid_until !== null && article.valid_from >= article.valid_until;
  const [category, known, link, from, until] = [useId(), useId(), useId(), useId(), useId()];
  return html`<div class="details">
    <div class="field"><label for=${category}>${t("Category")}</label>
      <input id=${category} class="input" list=${known} maxlength="100" value=${article.category ?? ""} placeholder=${t("none")}
        onInput=${typed((words) => edit({ category: words || null }))} />
      <datalist id=${known}>${categories.map((each) => html`<option key=${each} value=${each} />`)}</datalist></div>
    <${ChipsField} label=${t("Tags")} values=${article.tags} offered=${tags}
      onChange=${(/** @type {string[]} */ values) => edit({ tags: values })} />
    <div class="field"><label for=${link}>${t("Read on at, in all languages")}</label>
      <input id=${link} class="input" type="url" maxlength="2000" placeholder="https://" value=${article.link ?? ""}
        onInput=${typed((words) => edit({ link: words || null }))} /></div>
    <fieldset class="field"><legend class="label">${t("Shown when")}</legend>
      <div class="validity">
        <label class="field" for=${from}><span class="muted small">${t("from")}</span>
          <input id=${from} class="input" type="datetime-local" value=${fieldOf(article.valid_from)}
            onChange=${typed((value) => edit({ valid_from: momentOf(value) }))} /></label>
        <label class="field" for=${until}><span class="muted small">${t("until")}</span>
          <input id=${until} class="input" type="datetime-local" value=${fieldOf(article.valid_until)} aria-invalid=${late}
            onChange=${typed((value) => edit({ valid_until: momentOf(value) }))} /></label></div>
      ${late ? html`<span class="wrong">${t("It must begin before it ends.")}</span>`
        : html`<span class="hint">${t("Empty: always. In your time zone.")}</span>`}</fieldset>
    <fieldset class="field"><legend class="label">${t("Shown where")}</legend>
      ${CHANNELS.map((channel) => html`<label class="check" key=${channel}>
        <input type="checkbox" checked=${!article.channels.length || article.channels.includes(channel)} onChange=${() => edit({ channels: toggledChannel(article.channels, channel) })} />${channelName(channel)}</label>`)}</fieldset>
    <${ChipsField} label=${t("Shown to whom")} values=${article.audience} offered=${audiences} none=${t("Everybody")}
      hint=${t("Labels of customers, one of which is enough. None: everybody.")}
      onChange=${(/** @type {string[]} */ values) => edit({ audience: values })} />
    <${NeedsField} needs=${article.needs} onChange=${(/** @type {string[]} */ needs) => edit({ needs })} />
    <${ThresholdField} value=${article.confident} onChange=${(/** @type {number | null} */ confident) => edit({ confident })} />
  </div>`;
}

/** All of them is none named; the last one stays. @param {string[]} channels @param {string} channel @returns {string[]} */
function toggledChannel(channels, channel) {
  const now = channels.length ? channels : CHANNELS;
  const next = CHANNELS.filter((each) => now.includes(each) !== (each === channel));
  if (!next.length) return channels;
  return next.length === CHANNELS.length ? [] : next;
}
