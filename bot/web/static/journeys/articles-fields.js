import { useAsked } from "../rooms/asked.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { findArticles } from "./api.js";

/** Which articles are sent. @param {{step: import("./types.js").ArticlesStep, edit: (part: any) => void}} props */
export function ArticlesFields({ step, edit }) {
  const [q, ask] = useState("");
  const { answer } = useAsked(() => findArticles(q), [q]);
  const [keysId, foundId, categoryId, categoriesId, labelId, labelsId, mostId] = [useId(), useId(), useId(), useId(), useId(), useId(), useId()];
  const keys = step.keys ?? [];
  const take = (/** @type {string} */ words) => edit({ keys: [...new Set(words.split(",").map((each) => each.trim()).filter(Boolean))] });
  const last = (/** @type {string} */ words) => words.split(",").at(-1)?.trim() ?? "";
  return html`<div class="part-fields">
    <div class="field wide"><label for=${keysId}>${t("These articles, by their keys")}</label>
      <input id=${keysId} class="input" list=${foundId} value=${keys.join(", ")} spellcheck=${false} autocomplete="off"
        onInput=${typed((words) => ask(last(words)))} onChange=${typed(take)} />
      <datalist id=${foundId}>${answer?.articles.map(({ key, title }) => html`<option key=${key} value=${[...keys, key].join(", ")}>${title}</option>`)}</datalist>
      <span class="hint">${t("Separate several with commas. Those that match below follow them.")}</span></div>
    <div class="field"><label for=${categoryId}>${t("Or those in the category")}</label>
      <input id=${categoryId} class="input" maxlength="100" list=${categoriesId} value=${step.category ?? ""} onInput=${typed((category) => edit({ category }))} />
      <datalist id=${categoriesId}>${answer?.categories.map((each) => html`<option key=${each} value=${each} />`)}</datalist></div>
    <div class="field"><label for=${labelId}>${t("with the tag")}</label>
      <input id=${labelId} class="input" maxlength="100" list=${labelsId} value=${step.label ?? ""} onInput=${typed((label) => edit({ label }))} />
      <datalist id=${labelsId}>${answer?.tags.map((each) => html`<option key=${each} value=${each} />`)}</datalist></div>
    <div class="field"><label for=${mostId}>${t("At most")}</label>
      <input id=${mostId} class="input number" type="number" min="1" max="5" value=${step.most ?? 3} onInput=${typed((most) => edit({ most: Number(most) || 3 }))} /></div>
    <label class="check wide"><input type="checkbox" checked=${step.about_product ?? false} onChange=${() => edit({ about_product: !step.about_product })} />
      ${t("Only those that name the product bought")}</label>
  </div>`;
}
