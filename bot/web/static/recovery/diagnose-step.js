import { act } from "../shared/act.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { typed } from "../shared/typed.js";
import { ArticleField } from "./article-field.js";
import { NoteField } from "./note-field.js";
import { useRoom } from "./room.js";
import { causeWords } from "./words.js";

/** @typedef {import("./opened-case.js").OpenedCase} OpenedCase */

/** @param {{opened: OpenedCase, detail: import("./types.js").Detail, mends?: () => void}} props  mends: called after a diagnosis was mended */
export function DiagnoseStep({ opened, detail: { case: it }, mends }) {
  const { settings } = useRoom();
  const [cause, setCause] = useState(it.cause ?? "");
  const [tags, setTags] = useState((it.tags ?? []).join(", "));
  const [lack, setLack] = useState(/** @type {string} */ (it.lack ?? ""));
  const [article, setArticle] = useState(it.article ?? "");
  const [note, write] = useState(it.note ?? "");
  const causes = settings.value?.causes ?? [];
  const offered = it.cause && !causes.some(({ id }) => id === it.cause) ? [...causes, { id: it.cause, words: it.cause }] : causes;
  const id = useId();
  const close = async () => {
    const list = [...new Set(tags.split(",").map((each) => each.trim()).filter(Boolean))];
    const found = { cause, tags: list, lack: lack || null, article: article || null, note: note.trim() || null };
    if (cause && await act(() => opened.does("diagnose", found))) mends?.();
  };
  return html`<div class="step">
    <h3>${t("Diagnose")}</h3>
    <fieldset class="field"><legend class="label">${t("What was the cause?")}</legend>
      <div class="chips">${offered.map((each) => html`<button key=${each.id} type="button" class="chip" aria-pressed=${each.id === cause}
        onClick=${() => setCause(each.id)}>${t(each.words)}</button>`)}</div></fieldset>
    <fieldset class="field"><legend class="label">${t("Does the knowledge lack something?")}</legend>
      ${[["", t("No")], ["missing", t("An article is missing")], ["wrong", t("An article is wrong or unclear")]].map(([value, words]) => html`
        <label class="check" key=${value}><input type="radio" name=${id} value=${value} checked=${value === lack} onChange=${() => setLack(value)} />${words}</label>`)}</fieldset>
    ${lack === "wrong" && html`<${ArticleField} article=${article} choose=${setArticle} />`}
    ${lack === "missing" && html`<${GapsHint} />`}
    <div class="field"><label for=${`${id}tags`}>${t("Tags, with commas between them")}</label>
      <input id=${`${id}tags`} class="input" maxlength="400" autocomplete="off" value=${tags} onInput=${typed(setTags)} /></div>
    <${NoteField} label=${t("What should we do differently? (optional)")} text=${note} write=${write} />
    <div class="step-deeds"><button type="button" class="button primary" aria-disabled=${!cause} onClick=${close}>
      ${it.step === "closed" ? t("Save the diagnosis") : t("Close the case")}</button></div>
  </div>`;
}

function GapsHint() {
  const { manages } = useRoom();
  return html`<p class="muted small">${t("Questions without an answer are gathered under Knowledge.")}
    ${manages && html` <a href="/knowledge/#gaps">${t("Write the article")}</a>`}</p>`;
}

/** What was found; may be mended. @param {{opened: OpenedCase, detail: import("./types.js").Detail}} props */
export function Diagnosed({ opened, detail }) {
  const { settings } = useRoom();
  const [mending, mend] = useState(false);
  const { case: it, may } = detail;
  if (mending) return html`<${DiagnoseStep} opened=${opened} detail=${detail} mends=${() => mend(false)} />`;
  if (it.outcome === "dismissed" || !it.diagnosed_at) return null;
  return html`<dl class="facts">
    <div><dt>${t("Cause")}</dt><dd>${causeWords(it.cause, settings.value?.causes ?? [])}</dd></div>
    ${it.lack && html`<div><dt>${t("Knowledge")}</dt><dd>${it.lack === "missing" ? t("An article is missing") : t("An article is wrong or unclear")}
      ${it.article && html` <a href=${`/knowledge/#article/${encodeURIComponent(it.article)}`}>${it.article}</a>`}</dd></div>`}
    ${(it.tags ?? []).length > 0 && html`<div><dt>${t("Tags")}</dt><dd>${it.tags?.join(", ")}</dd></div>`}
    ${it.note && html`<div><dt>${t("Note")}</dt><dd class="words">${it.note}</dd></div>`}
  </dl>
  ${may.includes("diagnose") && html`<div class="step-deeds"><button type="button" class="button" onClick=${() => mend(true)}>${t("Edit the diagnosis")}</button></div>`}`;
}
