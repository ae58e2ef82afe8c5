import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { language as reader, t } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { writeDigest } from "./api.js";

/** @typedef {import("./types.js").Plan} Plan */

/** Orders a digest, or changes one. @param {{digest: import("./types.js").Digest | null, book: import("./types.js").Book, onSaved: () => any, onClose: () => void}} props */
export function DigestDialog({ digest, book, onSaved, onClose }) {
  const own = book.languages.includes(reader.peek()) ? reader.peek() : book.languages[0];
  const zone = Intl.DateTimeFormat().resolvedOptions().timeZone || book.timezone;
  const [plan, write] = useState(/** @type {Plan} */ (digest?.plan ?? { every: "week", language: own, zone, hour: 8 }));
  const [target, choose] = useState(digest?.target ?? book.targets[0]?.id ?? "");
  const [problem, tell] = useState("");
  const [everyId, targetId, hourId, zoneId, languageId, zonesId] = [useId(), useId(), useId(), useId(), useId(), useId()];
  const put = (/** @type {Partial<Plan>} */ part) => { tell(""); write({ ...plan, ...part }); };
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    try {
      await writeDigest({ target, plan }, digest?.id);
      await onSaved();
      toast(t("Saved. This applies from now on."));
      onClose();
    } catch (refusal) {
      tell(explain(refusal));
    }
  };
  const every = { day: t("Every day, about the day before"), week: t("Every Monday, about the week before"), month: t("On the 1st, about the month before") };
  return html`<${Dialog} title=${digest ? t("Change the digest") : t("New digest")} onClose=${onClose}>
    <form class="stack" onSubmit=${submit}>
      <div class="field"><label for=${everyId}>${t("When")}</label><select id=${everyId} class="input" onChange=${typed((value) => put({ every: /** @type {any} */ (value) }))}>
        ${Object.entries(every).map(([name, words]) => html`<option key=${name} value=${name} selected=${name === plan.every}>${words}</option>`)}</select></div>
      <div class="field"><label for=${targetId}>${t("Send to")}</label><select id=${targetId} class="input" onChange=${typed(choose)}>
        ${book.targets.map(({ id, name, service }) => html`<option key=${id} value=${id} selected=${id === target}>${name} (${service})</option>`)}</select></div>
      <div class="part-fields">
        <div class="field"><label for=${hourId}>${t("At")}</label><select id=${hourId} class="input" onChange=${typed((hour) => put({ hour: Number(hour) }))}>
          ${Array.from({ length: 24 }, (_, hour) => html`<option key=${hour} value=${String(hour)} selected=${hour === plan.hour}>${`${String(hour).padStart(2, "0")}:00`}</option>`)}</select></div>
        <div class="field"><label for=${zoneId}>${t("Time zone")}</label><input id=${zoneId} class="input" list=${zonesId} value=${plan.zone} maxlength="64" onInput=${typed((value) => put({ zone: value.trim() }))} />
          <datalist id=${zonesId}>${Intl.supportedValuesOf("timeZone").map((name) => html`<option key=${name} value=${name} />`)}</datalist></div></div>
      <div class="field"><label for=${languageId}>${t("Language")}</label><select id=${languageId} class="input" onChange=${typed((language) => put({ language }))}>
        ${book.languages.map((code) => html`<option key=${code} value=${code} selected=${code === plan.language}>${languageName(code)}</option>`)}</select></div>
      ${problem && html`<p class="wrong" role="alert">${problem}</p>`}
      <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button><button class="button primary">${t("Save")}</button></div>
    </form><//>`;
}
