import { act } from "../shared/act.js";
import { html, useId, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { typed } from "../shared/typed.js";
import { changesOf } from "../rooms/changes.js";
import { writeTerms } from "./thanks-api.js";

/** @typedef {import("./thanks-api.js").Terms} Terms */

/** What is given, to whom, how often. @param {{saved: Terms, left: number, again: () => void}} props  left: codes that nobody has yet */
export function ThanksTerms({ saved, left, again }) {
  const [terms, write] = useState(saved);
  const put = (/** @type {Partial<Terms>} */ part) => write({ ...terms, ...part });
  const save = () => act(async () => { await writeTerms(changesOf(saved, terms)); toast(t("Saved. This applies from now on.")); again(); });
  return html`<section class="card edit-part" aria-labelledby="thanks-title"><h2 id="thanks-title">${t("Thank happy customers")}</h2>
    <p class="muted">${t("Right after a rating that is good enough, in the same conversation and the customer's language. Kiosks thank nobody: they do not know the customer.")}</p>
    <label class="check"><input type="checkbox" checked=${terms.codes} onChange=${() => put({ codes: !terms.codes })} />${t("Give a code from the list below")}</label>
    ${terms.codes && !left && html`<p class="notice warn">${t("There is no code left to give. Load some below.")}</p>`}
    <label class="check"><input type="checkbox" checked=${terms.review} onChange=${() => put({ review: !terms.review })} />${t("Ask for a public review")}</label>
    ${terms.review && html`<${Review} terms=${terms} put=${put} />`}
    ${(terms.codes || terms.review) && html`<${Whom} terms=${terms} put=${put} />`}
    ${JSON.stringify(terms) !== JSON.stringify(saved) && html`<div class="bulk-bar" role="region" aria-label=${t("Changes")}><p class="grow">${t("Not saved yet")}</p>
      <button type="button" class="button" onClick=${() => write(saved)}>${t("Discard")}</button>
      <button type="button" class="button primary" onClick=${save}>${t("Save")}</button></div>`}
  </section>`;
}

/** @typedef {{terms: Terms, put: (part: Partial<Terms>) => void}} Part */

/** @param {Part} props */
function Review({ terms: { review_url, review_name }, put }) {
  const [urlId, nameId] = [useId(), useId()];
  return html`<div class="part-fields">
    <div class="field"><label for=${urlId}>${t("Page for reviews")}</label>
      <input id=${urlId} class="input" type="url" required pattern="https://.+" maxlength="500" value=${review_url} placeholder="https://…" onInput=${typed((text) => put({ review_url: text.trim() }))} /></div>
    <div class="field"><label for=${nameId}>${t("Name of the site")}</label>
      <input id=${nameId} class="input" maxlength="80" value=${review_name} placeholder="Trustpilot" onInput=${typed((text) => put({ review_name: text }))} /></div>
  </div>
  <p class="small muted">${t("Some sites forbid asking happy customers alone. To ask everybody who rates, set the values below to the lowest.")}</p>`;
}

/** @param {Part} props */
function Whom({ terms, put }) {
  const { happy } = terms;
  const from = (/** @type {"csat" | "nps" | "ces"} */ metric) => (/** @type {number} */ value) => put({ happy: { ...happy, [metric]: value } });
  return html`<div class="part-fields">
    <${Field} words=${t("CSAT (1–5) from")} least=${1} most=${5} value=${happy.csat} put=${from("csat")} />
    <${Field} words=${t("NPS (0–10) from")} least=${0} most=${10} value=${happy.nps} put=${from("nps")} />
    <${Field} words=${t("CES (1–7) from")} least=${1} most=${7} value=${happy.ces} put=${from("ces")} />
    <${Field} words=${t("The same customer again after (days)")} least=${0} most=${3650} value=${terms.pause_days} put=${(/** @type {number} */ pause_days) => put({ pause_days })} />
    <${Field} words=${t("At most per day, all together")} least=${1} most=${10_000} value=${terms.most_a_day} put=${(/** @type {number} */ most_a_day) => put({ most_a_day })} /></div>
  <label class="check"><input type="checkbox" checked=${terms.known_only} onChange=${() => put({ known_only: !terms.known_only })} />${t("Only customers of the shop, people on Telegram, and those who have talked to a person")}</label>`;
}

/** @param {{words: string, least: number, most: number, value: number, put: (value: number) => void}} props */
function Field({ words, least, most, value, put }) {
  const id = useId();
  return html`<div class="field"><label for=${id}>${words}</label>
    <input id=${id} class="input" type="number" min=${least} max=${most} value=${value}
      onChange=${typed((text) => put(/^\d+$/.test(text) ? Math.min(most, Math.max(least, Number(text))) : value))} /></div>`;
}
