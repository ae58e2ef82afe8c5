import { html, useEffect } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";

/** What is not saved yet, and what becomes of it. @param {{editor: import("./journey-editor.js").JourneyEditor}} props */
export function SaveBar({ editor }) {
  const wrong = editor.wrong.value;
  const save = async () => { if (await editor.save()) toast(t("Saved. Steps already planned stay as they were.")); };
  useEffect(() => {
    const press = (/** @type {KeyboardEvent} */ event) => {
      if (!(event.ctrlKey || event.metaKey) || event.key !== "s") return;
      event.preventDefault();
      if (editor.changed.peek()) void save();
    };
    addEventListener("keydown", press);
    return () => removeEventListener("keydown", press);
  }, []);
  if (!editor.changed.value && !wrong) return null;
  return html`<div class="save-bar" role="region" aria-label=${t("Changes")}>
    <p class="grow" role=${wrong ? "alert" : undefined}>${wrong
      ? html`<span class="wrong">${wrong.field && html`<strong>${placeWords(wrong.field)}: </strong>`}${explain(wrong.refusal)}</span>`
      : t("Not saved yet")}</p>
    <button type="button" class="button" onClick=${() => editor.discard()}>${t("Discard")}</button>
    <button type="button" class="button primary" aria-disabled=${editor.saving.value} onClick=${() => void save()}>${t("Save")}</button>
  </div>`;
}

/** Where something is wrong, in words. @param {string} field  such as "steps.0.text.en" */
function placeWords(field) {
  const [part, number, inner, code] = field.split(".");
  if (part === "steps" && number !== undefined) {
    const step = t("Step {n}", { n: Number(number) + 1 });
    return inner === "text" && code ? `${step}, ${languageName(code)}` : step;
  }
  return { id: t("Id"), name: t("Name"), trigger: t("Trigger"), steps: t("Steps") }[part] ?? part;
}
