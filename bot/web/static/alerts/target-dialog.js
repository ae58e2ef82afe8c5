import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { language as reader, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { addTarget, changeTarget } from "./api.js";
import { book } from "./book.js";
import { Examples } from "./examples.js";

/** Adds a mailbox or chat, or changes one. @param {{target: import("./types.js").Target | null, languages: string[], onClose: () => void}} props */
export function TargetDialog({ target, languages, onClose }) {
  const own = languages.includes(reader.peek()) ? reader.peek() : languages[0];
  const [name, setName] = useState(target?.name ?? "");
  const [url, setUrl] = useState("");
  const [language, speak] = useState(target?.language ?? own);
  const [problem, tell] = useState("");
  const [busy, work] = useState(false);
  const [seen, see] = useState(false);
  const [nameId, urlId, languageId] = [useId(), useId(), useId()];
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    if (busy) return;
    work(true);
    try {
      const fields = { name: name.trim(), language };
      if (target) await changeTarget(target.id, { ...fields, ...(url.trim() && { url: url.trim() }) });
      else await addTarget({ ...fields, url: url.trim() });
      await book.load();
      toast(target ? t("Saved. This applies from now on.") : t("Added. Send a test to see whether it works."));
      onClose();
    } catch (refusal) {
      tell(explain(refusal));
      work(false);
    }
  };
  return html`<${Dialog} title=${target ? t("Change “{name}”", { name: target.name }) : t("Add a mailbox or chat")} onClose=${onClose}>
    <form class="stack rule-form" onSubmit=${submit}>
      <div class="field"><label for=${nameId}>${t("Name")}</label>
        <input id=${nameId} class="input" maxlength="80" required autofocus value=${name} placeholder=${t("Ana's mail, #support…")} onInput=${typed(setName)} /></div>
      <div class="field"><div class="row"><label class="label grow" for=${urlId}>${t("Address")}</label>
          <button type="button" class="button link" aria-pressed=${seen} onClick=${() => see(!seen)}>${seen ? t("Hide it") : t("Show it")}</button></div>
        <input id=${urlId} class="input mono" type=${seen ? "text" : "password"} autocomplete="off" maxlength="2000" required=${!target} value=${url} spellcheck=${false} autocapitalize="off"
          aria-invalid=${Boolean(problem)} placeholder=${target ? t("unchanged") : "mailto://…"} onInput=${typed((words) => { tell(""); setUrl(words); })} />
        <span class=${problem ? "wrong" : "hint"} role=${problem ? "alert" : undefined}>${problem
          || t("It holds a password or key, so it is stored on this server, never shown again, and used only for sending.")}</span></div>
      <${Examples} onTake=${(/** @type {string} */ words) => setUrl(words)} />
      <div class="field"><label for=${languageId}>${t("Language of its messages")}</label>
        <select id=${languageId} class="input" onChange=${typed(speak)}>${languages.map((code) => html`<option key=${code} value=${code} selected=${code === language}>${languageName(code)}</option>`)}</select></div>
      <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
        <button class="button primary" aria-disabled=${busy}>${busy ? t("Checking…") : target ? t("Save") : t("Add")}</button></div>
    </form><//>`;
}
