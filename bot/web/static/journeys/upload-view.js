import { CircleAlert, CircleCheck, Download, Upload } from "../vendor/lucide-journeys.js";
import { html, useMemo } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { explain, said } from "../shared/wording.js";
import { DropZone } from "../rooms/drop-zone.js";
import { FileRun } from "../rooms/file-run.js";
import { beginUpload, lookAtUpload } from "./api.js";
import { hashOf } from "./where.js";

/** Touchpoints from a CSV file: what it would bring is told before anything is. */
export function UploadView() {
  const run = useMemo(() => new FileRun(beginUpload, lookAtUpload), []);
  const { busy } = run, job = run.job.value;
  return html`<section class="card upload" aria-labelledby="upload-title"><h2 id="upload-title">${t("Upload touchpoints")}</h2>
    <p class="muted">${t("You see what a file would change before anything is changed. Lines are told apart by their ids, so you can upload the same file again.")}</p>
    <${DropZone} icon=${Upload} label=${t("File with touchpoints")} accept=".csv,text/csv" file=${run.file.value} busy=${busy} take=${(/** @type {File} */ file) => run.look(file)} />
    <p class="small muted">${t("CSV in UTF-8, 20 MB at most. Required columns: id, kind, at, and number or email. Other columns become facts.")}
      ${" "}<a href="/api/touchpoints/template.csv" download><${Icon} of=${Download} size=${14} />${t("A file to start from")}</a></p>
    ${run.refusal.value && html`<p class="notice bad" role="alert">${explain(run.refusal.value)}</p>`}
    ${busy && html`<div class="file-progress"><progress max=${job?.total || 1} value=${job?.total ? job.done : undefined} aria-label=${t("Progress")}></progress>
      <p class="small muted">${job?.total ? t("{done} of {total} lines", { done: job.done, total: job.total }) : t("The file is being sent…")}</p></div>`}
    ${!busy && job && html`<${Result} job=${job} />`}
    <${Deeds} run=${run} />
  </section>`;
}

/** @param {{job: import("./types.js").Job}} props */
function Result({ job }) {
  if (job.state === "failed") return html`<p class="notice bad" role="alert"><${Icon} of=${CircleAlert} size=${18} />${said({ ...job, message: job.message ?? "" })}</p>`;
  const sums = [
    tn("{n} new touchpoint", "{n} new touchpoints", job.new), job.repeated && t("{n} known already", { n: number(job.repeated) }),
    job.new_contacts && tn("{n} new customer", "{n} new customers", job.new_contacts), job.refused && tn("{n} line refused", "{n} lines refused", job.refused),
  ].filter(Boolean).join(", ");
  return html`<div class="stack"><p class=${job.dry_run ? "notice" : "notice good"} role="status"><${Icon} of=${job.dry_run ? CircleAlert : CircleCheck} size=${18} />
      <span>${job.dry_run ? t("Nothing is changed yet. This file would make these changes:") : t("Done. This file made these changes:")} <strong>${sums}</strong></span></p>
    ${job.problems.length > 0 && html`<div class="problem-scroll" tabindex="0" role="region" aria-label=${t("What was refused")}><table>
      <thead><tr><th scope="col">${t("Line")}</th><th scope="col">${t("Column")}</th><th scope="col">${t("Why")}</th></tr></thead>
      <tbody>${job.problems.map((problem, place) => html`<tr key=${place}><td>${problem.line}</td><td><code>${problem.column}</code></td><td>${said(problem)}</td></tr>`)}</tbody></table></div>`}
    ${job.refused > job.problems.length && html`<p class="small muted">${t("The first {n} are shown. Fix them, then choose the file again.", { n: job.problems.length })}</p>`}</div>`;
}

/** @param {{run: FileRun<import("./types.js").Job>}} props */
function Deeds({ run }) {
  const job = run.job.value;
  if (run.stage.value === "brought") {
    return html`<div class="row"><a class="button primary" href=${hashOf("touchpoints")}>${t("Show the touchpoints")}</a>
      <button type="button" class="button" onClick=${() => run.forget()}>${t("Upload another file")}</button></div>`;
  }
  if (run.stage.value !== "looked" || !job || job.state === "failed") return null;
  if (!job.new) return html`<div class="row"><p class="grow muted">${t("There is nothing new in it.")}</p><button type="button" class="button" onClick=${() => run.forget()}>${t("Close")}</button></div>`;
  return html`<div class="row"><button type="button" class="button primary" onClick=${() => run.bring()}>${tn("Import {n} touchpoint", "Import {n} touchpoints", job.new)}</button>
    <button type="button" class="button" onClick=${() => run.forget()}>${t("Cancel")}</button></div>`;
}
