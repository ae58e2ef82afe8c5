import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { LANGUAGES, language as reader, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { saveDraft } from "./api.js";
import { newArticle } from "./article.js";
import { freeKey, keyOf } from "./key.js";
import { go } from "./where.js";

/**
 * Begins an article: its first language, its title, and the key that follows from it.
 * @param {{languages: string[], onClose: () => void}} props  languages: those of the store
 */
export function NewDialog({ languages, onClose }) {
  const offered = [...new Set([...languages, ...Object.keys(LANGUAGES)])];
  const [language, setLanguage] = useState(languages.includes(reader.peek()) ? reader.peek() : languages[0] ?? reader.peek());
  const [title, setTitle] = useState("");
  const [key, setKey] = useState(/** @type {string | null} */ (null));
  const [problem, setProblem] = useState("");
  const [busy, setBusy] = useState(false);
  const [titleId, languageId, keyId] = [useId(), useId(), useId()];
  const wanted = key ?? keyOf(title);

  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    if (!title.trim()) return setProblem(t("Give it a title: the question as most people would ask it."));
    setBusy(true);
    try {
      const free = await freeKey(wanted);
      await saveDraft(newArticle(free, language, title.trim()), null);
      onClose();
      go("article", { key: free });
    } catch (refusal) {
      setProblem(explain(refusal));
      setBusy(false);
    }
  };
  return html`<${Dialog} title=${t("New article")} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <div class="field"><label for=${titleId}>${t("Title")}</label>
        <input id=${titleId} class="input" maxlength="500" autofocus value=${title} aria-invalid=${Boolean(problem)} lang=${language}
          placeholder=${t("Where is my order?")} onInput=${typed(setTitle)} />
        <span class=${problem ? "wrong" : "hint"} role=${problem ? "alert" : undefined}>
          ${problem || t("As customers ask. It is the first way of asking.")}</span></div>
      <div class="field"><label for=${languageId}>${t("Language")}</label>
        <select id=${languageId} class="input" value=${language} onChange=${typed(setLanguage)}>${offered.map((code) => html`
          <option key=${code} value=${code} selected=${code === language}>${languageName(code)}</option>`)}</select></div>
      <div class="field"><label for=${keyId}>${t("Key")}</label>
        <input id=${keyId} class="input" maxlength="100" pattern="[A-Za-z0-9][A-Za-z0-9._\\-]*(/[A-Za-z0-9._\\-]+)*" value=${wanted}
          spellcheck=${false} autocapitalize="off" onInput=${typed(setKey)} />
        <span class="hint">${t("Its name in files and links. It cannot be changed later.")}</span></div>
      <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
        <button class="button primary" aria-disabled=${busy}>${t("Start writing")}</button></div>
    </form>
  <//>`;
}
