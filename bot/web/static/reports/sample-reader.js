import { ArrowLeft, ArrowRight } from "../vendor/lucide-reports.js";
import { act } from "../shared/act.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { IconButton } from "../shared/icon-button.js";
import { useLetters } from "../shared/keys.js";
import { nextUnscored } from "../reviews/qualities.js";
import { Said } from "../reviews/said.js";
import { ScoreForm } from "../reviews/score-form.js";

/** A conversation beside its form. Keys: 1 to 5 score the next quality, J and K go on and back, S leaves out. @param {{samples: import("./samples.js").Samples}} props */
export function SampleReader({ samples }) {
  const opened = samples.opened.value;
  const form = samples.form.value;
  const scores = samples.scores.value;
  const waiting = samples.state.value === "waiting";
  const missing = nextUnscored(scores);
  const save = () => act(() => samples.save());
  useLetters((key) => {
    const quality = nextUnscored(samples.scores.peek());
    if (/^[1-5]$/.test(key) && quality) samples.give(quality, Number(key));
    else if (key === "j") void act(() => samples.step(1));
    else if (key === "k") void act(() => samples.step(-1));
    else if (key === "s" && waiting) void act(() => samples.skip());
    else return false;
    return true;
  });
  const press = (/** @type {KeyboardEvent} */ event) => {
    if (event.key !== "Enter" || !(event.ctrlKey || event.metaKey) || missing) return;
    event.preventDefault();
    void save();
  };
  const submit = (/** @type {Event} */ event) => { event.preventDefault(); void save(); };
  if (!opened || !form) return null;
  const { place } = samples, all = samples.reviews.value?.length ?? 0;
  return html`<div class="sample">
    <${Said} key=${opened.review.id} opened=${opened} />
    <form class="card score-form" onSubmit=${submit} onKeyDown=${press} aria-label=${t("Score")}>
      <div class="row"><h2 class="grow">${t("{n} of {all}", { n: place + 1, all })}</h2>
        ${!waiting && html`<button type="button" class="button quiet" onClick=${() => samples.close()}>${t("Back to the list")}</button>`}
        <${IconButton} of=${ArrowLeft} label=${t("Previous (K)")} disabled=${place <= 0} onClick=${() => act(() => samples.step(-1))} />
        <${IconButton} of=${ArrowRight} label=${t("Next (J)")} disabled=${place >= all - 1} onClick=${() => act(() => samples.step(1))} /></div>
      <${ScoreForm} key=${opened.review.id} form=${form} scores=${scores} remark=${samples.remark.value}
        give=${(/** @type {any} */ quality, /** @type {number} */ value) => samples.give(quality, value)}
        say=${(/** @type {string} */ remark) => { samples.remark.value = remark; }} />
      <div class="row wrap">
        <button type="submit" class="button primary grow" disabled=${Boolean(missing)}>${waiting ? t("Save and continue") : t("Save")}</button>
        ${waiting && html`<button type="button" class="button" onClick=${() => act(() => samples.skip())}>${t("Leave out")}</button>`}</div>
      <p class="muted small keys-hint">${t("Keys: 1 to 5 score the next quality, J and K move on and back, S leaves out, Ctrl+Enter saves.")}</p>
    </form></div>`;
}
