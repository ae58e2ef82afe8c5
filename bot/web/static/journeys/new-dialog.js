import { Dialog } from "../shared/dialog.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { kindName } from "../rooms/touchpoint-words.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { saveJourney } from "./api.js";
import { blank, freeId } from "./definition.js";
import { go } from "./where.js";

/** @param {{listed: import("./types.js").Listed, onClose: () => void}} props */
export function NewDialog({ listed, onClose }) {
  const [name, write] = useState("");
  const [kind, choose] = useState("delivered");
  const [problem, setProblem] = useState("");
  const [nameId, kindId, kindsId] = [useId(), useId(), useId()];
  const submit = async (/** @type {Event} */ event) => {
    event.preventDefault();
    const id = freeId(name, listed.journeys.map((row) => row.id));
    try {
      await saveJourney(blank(id, name.trim(), kind.trim(), t("Hello {name}! Thank you for buying {product}.", { name: "{name}", product: `{product|${t("from us")}}` })), null);
      onClose();
      go("journey", { key: id });
    } catch (refusal) {
      setProblem(explain(refusal));
    }
  };
  return html`<${Dialog} title=${t("New journey")} onClose=${onClose}><form class="stack" onSubmit=${submit}>
    <div class="field"><label for=${nameId}>${t("Name")}</label>
      <input id=${nameId} class="input" required maxlength="100" value=${name} onInput=${typed(write)} /></div>
    <div class="field"><label for=${kindId}>${t("Starts when this happens")}</label>
      <input id=${kindId} class="input" required maxlength="100" list=${kindsId} value=${kind} onInput=${typed(choose)} />
      <datalist id=${kindsId}>${listed.kinds.map((each) => html`<option key=${each} value=${each}>${kindName(each)}</option>`)}</datalist>
      <span class="hint">${t("The kind of touchpoint, as your shop reports it: bought, shipped, delivered…")}</span></div>
    <p class="wrong" role="alert">${problem}</p>
    <p class="muted small">${t("It stays off until you switch it on.")}</p>
    <div class="dialog-actions"><button type="button" class="button" onClick=${onClose}>${t("Cancel")}</button>
      <button class="button primary">${t("Create")}</button></div>
  </form><//>`;
}
