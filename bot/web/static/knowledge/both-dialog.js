import { Dialog } from "../shared/dialog.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { complete, differing, parted, tidy } from "./article.js";
import { useEditor } from "./editor-context.js";
import { fieldWords } from "./names.js";

/**
 * What is written here beside what somebody else has made of it, field by field, where they differ.
 * @param {{theirs: import("./types.js").Standing, buttons: any, onClose: () => void}} props
 */
export function BothDialog({ theirs, buttons, onClose }) {
  const mine = useEditor().article.value;
  const other = theirs.draft?.article ?? theirs.article;
  const fields = mine && other ? differing(tidy(mine), complete(other)) : [];
  return html`<${Dialog} title=${t("Yours and theirs")} onClose=${onClose} actions=${buttons}>
    ${fields.length ? fields.map((field) => html`<${BothOf} key=${`${field.field} ${field.language}`} it=${field} />`)
      : html`<p>${other ? t("Both say the same.") : t("Theirs was removed.")}</p>`}
  <//>`;
}

/** @param {{it: {field: string, language: string | null, mine: string, theirs: string}}} props */
function BothOf({ it: { field, language, mine, theirs } }) {
  const parts = parted(mine, theirs);
  const words = (/** @type {string} */ own) =>
    html`<p class="both-words">${parts.head}${own && html`<mark>${own}</mark>`}${parts.tail}</p>`;
  return html`<section class="both"><h3>${fieldWords(field, language)}</h3>
    <div class="both-columns" lang=${language ?? undefined}>
      <div><p class="muted small" lang="">${t("Yours")}</p>${words(parts.mine)}</div>
      <div><p class="muted small" lang="">${t("Theirs")}</p>${words(parts.theirs)}</div></div></section>`;
}
