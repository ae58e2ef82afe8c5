import { act } from "../shared/act.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { nameOf } from "../rooms/names.js";
import { NoteField } from "./note-field.js";

/** @param {{opened: import("./opened-case.js").OpenedCase, detail: import("./types.js").Detail}} props */
export function HearStep({ opened, detail: { case: it } }) {
  const [note, write] = useState("");
  const heard = () => act(() => opened.does("hear", { note: note.trim() || null }));
  return html`<div class="step">
    <h3>${t("Hear")}</h3>
    <p>${t("Read what {name} says, and the conversation, before you do anything.", { name: nameOf(it.contact) })}</p>
    <${NoteField} label=${t("What is it about, in your words? (optional)")} text=${note} write=${write} />
    <div class="step-deeds"><button type="button" class="button primary" onClick=${heard}>
      ${it.owner ? t("I have read it") : t("I have read it and take the case")}</button></div>
  </div>`;
}
