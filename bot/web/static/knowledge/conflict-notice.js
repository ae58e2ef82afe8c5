import { TriangleAlert } from "../vendor/lucide-knowledge.js";
import { Dialog } from "../shared/dialog.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { languageName } from "../shared/language-name.js";
import { RelativeTime } from "../shared/time.js";
import { complete, differing, tidy } from "./article.js";
import { useEditor } from "./editor-context.js";
import { authorName, fieldName } from "./names.js";

/** Somebody else has written since: who, and what to do about it. Nothing is lost before that is decided. */
export function ConflictNotice() {
  const editor = useEditor();
  const [looking, look] = useState(false);
  const theirs = editor.theirs.value;
  if (!theirs) return html`<div role="alert"></div>`;
  const author = authorName(theirs.draft?.author ?? theirs.author);
  const at = theirs.draft?.updated_at ?? theirs.updated_at;
  const take = () => { look(false); editor.takeTheirs(); };
  const keepMine = () => { look(false); void editor.keepMine(); };
  const buttons = html`
    <button type="button" class="button" onClick=${take}>${t("Take theirs")}</button>
    <button type="button" class="button" onClick=${keepMine}>${t("Keep mine")}</button>`;
  return html`<div role="alert"><div class="notice warn conflict">
    <${Icon} of=${TriangleAlert} size=${16} />
    <p class="grow">${author ? t("{name} has changed this article too.", { name: author }) : t("This article was changed or published meanwhile.")}
      ${" "}${at && html`<${RelativeTime} at=${at} side="start" />`}${" "}${t("What you wrote is kept here.")}</p>
    <button type="button" class="button primary" onClick=${() => look(true)}>${t("Look at both")}</button>${buttons}</div></div>
    ${looking && html`<${Both} theirs=${theirs} buttons=${buttons} onClose=${() => look(false)} />`}`;
}

/** @param {{theirs: import("./types.js").Standing, buttons: any, onClose: () => void}} props */
function Both({ theirs, buttons, onClose }) {
  const mine = useEditor().article.value;
  const other = theirs.draft?.article ?? theirs.article;
  const fields = mine && other ? differing(tidy(mine), complete(other)) : [];
  return html`<${Dialog} title=${t("Yours and theirs")} onClose=${onClose} actions=${buttons}>
    ${fields.length ? fields.map(({ field, language, mine, theirs }) => html`<section class="both" key=${`${field} ${language}`}>
      <h3>${language ? t("{field}, {language}", { field: fieldName(field), language: languageName(language) }) : fieldName(field)}</h3>
      <div class="both-columns" lang=${language ?? undefined}>
        <div><p class="muted small">${t("Yours")}</p><p class="both-words">${mine || "–"}</p></div>
        <div><p class="muted small">${t("Theirs")}</p><p class="both-words">${theirs || "–"}</p></div></div></section>`)
      : html`<p>${other ? t("Both say the same.") : t("Theirs was removed.")}</p>`}
  <//>`;
}
