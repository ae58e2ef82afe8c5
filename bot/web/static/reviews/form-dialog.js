import { Dialog } from "../shared/dialog.js";
import { html, useState } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { act } from "../shared/act.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { writeForm } from "./api.js";
import { QUALITIES, qualityName, wordsIn } from "./qualities.js";

/** The questions of the form, in the reader's language. @param {{form: import("./api.js").Form, changed: (form: import("./api.js").Form) => void, onClose: () => void}} props */
export function FormDialog({ form, changed, onClose }) {
  const code = language.value;
  const [words, setWords] = useState(() => Object.fromEntries(QUALITIES.map((quality) => [quality, wordsIn(form.questions[quality], code)])));
  const save = (/** @type {Event} */ event) => {
    event.preventDefault();
    const questions = /** @type {import("./api.js").Form["questions"]} */ (Object.fromEntries(
      QUALITIES.map((quality) => [quality, { ...form.questions[quality], [code]: words[quality].trim() }])));
    void act(async () => {
      changed(await writeForm({ questions }));
      toast(t("The form has been changed."));
      onClose();
    });
  };
  return html`<${Dialog} title=${t("Questions of the form")} onClose=${onClose}
    actions=${html`<button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
      <button type="submit" form="review-form" class="button primary">${t("Save")}</button>`}>
    <p class="muted">${t("As reviewers read them in this language: {language}.", { language: languageName(code) })}</p>
    <form id="review-form" class="stack" onSubmit=${save}>${QUALITIES.map((quality) => html`<div key=${quality} class="field">
      <label for=${`question-${quality}`}>${qualityName(quality)}</label>
      <textarea class="input" id=${`question-${quality}`} rows="2" maxlength="300" required value=${words[quality]}
        onInput=${typed((text) => setWords((before) => ({ ...before, [quality]: text })))}></textarea></div>`)}</form>
  <//>`;
}
