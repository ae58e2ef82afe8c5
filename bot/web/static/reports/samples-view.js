import { ClipboardCheck } from "../vendor/lucide-reports.js";
import { act } from "../shared/act.js";
import { html, useEffect, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Segments } from "../shared/segments.js";
import { FormDialog } from "../reviews/form-dialog.js";
import { Refused, Skeletons } from "../figures/states.js";
import { DrawBar } from "./draw-bar.js";
import { Samples } from "./samples.js";
import { SampleReader } from "./sample-reader.js";
import { ScoredList } from "./scored-list.js";

/** Sample conversations: drawn by chance, read, scored. @param {{me: {id: string}, choices: import("./filters.js").Choices | null}} props */
export function SamplesView({ me, choices }) {
  const [samples] = useState(() => new Samples());
  const [form, setForm] = useState(false);
  useEffect(() => void samples.load(), []);
  const { waiting, scored } = samples.counts.value;
  return html`<p class="view-about muted">${t("Conversations drawn at random, equally many from each agent. Score them; the agent sees scores and remark.")}</p>
    <${DrawBar} me=${me} choices=${choices} draw=${(/** @type {any} */ asked) => act(() => samples.draw(asked))} />
    <div class="view-bar">
      <${Segments} label=${t("What to show")} chosen=${samples.state.value} choose=${(/** @type {any} */ state) => void samples.load(state)}
        options=${[["waiting", t("To score"), waiting], ["scored", t("Scored"), scored]]} />
      <span class="grow"></span>
      <button type="button" class="button quiet" onClick=${() => setForm(true)} disabled=${!samples.form.value}>${t("Questions of the form…")}</button>
    </div>
    <${Body} samples=${samples} />
    ${form && samples.form.value && html`<${FormDialog} form=${samples.form.value} onClose=${() => setForm(false)}
      changed=${(/** @type {any} */ changed) => { samples.form.value = changed; }} />`}`;
}

/** @param {{samples: Samples}} props */
function Body({ samples }) {
  const reviews = samples.reviews.value;
  if (samples.refusal.value) return html`<${Refused} refusal=${samples.refusal.value} again=${() => void samples.load()} />`;
  if (!reviews) return html`<${Skeletons} heights=${[420]} />`;
  if (samples.opened.value) return html`<${SampleReader} samples=${samples} />`;
  if (!reviews.length) return html`<${NoSamples} state=${samples.state.value} />`;
  return samples.state.value === "scored" ? html`<${ScoredList} samples=${samples} />` : html`<${Skeletons} heights=${[420]} />`;
}

/** @param {{state: import("./samples.js").State}} props */
function NoSamples({ state }) {
  return html`<div class="card empty"><${Icon} of=${ClipboardCheck} size=${28} />
    ${state === "waiting"
      ? html`<h2>${t("Nothing to score")}</h2><p>${t("Draw some recent conversations above.")}</p>`
      : html`<h2>${t("Nothing has been scored yet")}</h2><p>${t("What you have scored is listed here, with whether the agent has seen it.")}</p>`}</div>`;
}
