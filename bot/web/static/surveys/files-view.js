import { Download, Upload } from "../vendor/lucide-surveys.js";
import { html, useState } from "../shared/html.js";
import { t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain, said } from "../shared/wording.js";
import { DropZone } from "../rooms/drop-zone.js";
import { exportAddress, importSurveys } from "./api.js";

/** @typedef {import("./types.js").Imported} Imported */
/** @typedef {{file: File, told: Imported, done: boolean}} Run  done: it is brought in, not only looked through */

/** All surveys as one TOML file, and back: what a file would change is told before anything is. */
export function FilesView() {
  return html`<div class="files"><${ImportPart} />
    <section class="card edit-part" aria-labelledby="export-title"><h2 id="export-title">${t("Export")}</h2>
      <p class="muted">${t("All surveys with their texts in every language, in order: as a backup, for a translator, or for another Heard.")}</p>
      <a class="button" href=${exportAddress()} download><${Icon} of=${Download} size=${16} />${t("Download as TOML")}</a></section></div>`;
}

function ImportPart() {
  const [run, set] = useState(/** @type {Run | null} */ (null));
  const [refusal, refuse] = useState(/** @type {any} */ (null));
  const bring = async (/** @type {File} */ file, /** @type {boolean} */ dry) => {
    refuse(null);
    try {
      set({ file, told: await importSurveys(file, dry), done: !dry });
    } catch (failed) {
      set(null);
      refuse(failed);
    }
  };
  return html`<section class="card edit-part" aria-labelledby="import-title"><h2 id="import-title">${t("Import")}</h2>
    <p class="muted">${t("You see what a file would change before anything is changed. Surveys are told apart by their ids; those that the file lacks stay.")}</p>
    <${DropZone} icon=${Upload} label=${t("File with surveys")} accept=".toml,text/plain" file=${run?.file} take=${(/** @type {File} */ file) => void bring(file, true)} />
    ${refusal && html`<p class="notice bad" role="alert">${explain(refusal)}</p>`}
    ${run && html`<${Result} run=${run} bring=${() => bring(run.file, false)} />`}
  </section>`;
}

/** @param {{run: Run, bring: () => void}} props */
function Result({ run: { told: { surveys, problems }, done }, bring }) {
  const touched = surveys.filter(({ fate }) => fate !== "same").length;
  return html`<div class="stack">
    ${problems.length > 0 ? html`<div class="problems" role="alert"><h3>${tn("{n} thing is wrong in this file. Nothing of it was taken.", "{n} things are wrong in this file. Nothing of it was taken.", problems.length)}</h3>
        <ul class="problem-list">${problems.map((problem, place) => html`<li key=${place}>${problem.line && html`${t("Line {n}", { n: problem.line })} `}<code>${problem.field}</code> ${said(problem)}</li>`)}</ul></div>`
      : html`<p class=${done ? "notice good" : "notice"} role="status">${done ? t("Done. This file made these changes:") : t("Nothing is changed yet. This file would make these changes:")}</p>
        <ul class="fate-list">${surveys.map(({ id, fate }) => html`<li key=${id}><span class=${`tag ${TONE[fate]}`}>${fateName(fate)}</span>
          ${fate === "new" && !done ? html`<code>${id}</code>` : html`<a href=${`#survey/${encodeURIComponent(id)}`}>${id}</a>`}</li>`)}</ul>`}
    ${!done && !problems.length && (touched > 0
      ? html`<button type="button" class="button primary" onClick=${bring}>${tn("Import {n} survey", "Import {n} surveys", touched)}</button>`
      : html`<p class="muted">${t("There is nothing to change: all of it is there just so.")}</p>`)}
  </div>`;
}

const TONE = { new: "good", changed: "warn", same: "" };

/** @param {"new" | "changed" | "same"} fate */
const fateName = (fate) => ({ new: t("new"), changed: t("changed"), same: t("as it is") })[fate];
