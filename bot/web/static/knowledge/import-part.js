import { Upload } from "../vendor/lucide-knowledge.js";
import { html, useId, useMemo } from "../shared/html.js";
import { LANGUAGES, t, tn } from "../shared/i18n.js";
import { languageName } from "../shared/language-name.js";
import { typed } from "../shared/typed.js";
import { explain } from "../shared/wording.js";
import { DropZone } from "../rooms/drop-zone.js";
import { FORMATS } from "./formats.js";
import { ImportResult, total } from "./import-result.js";
import { ImportRun } from "./import-run.js";
import { hashOf } from "./where.js";

/** Articles from a file: dropped or chosen, looked through, then brought in. */
export function ImportPart() {
  const run = useMemo(() => new ImportRun(), []);
  const { busy, file, job, refusal } = run;
  return html`<section class="card exchange-part" aria-labelledby="import-title">
    <h2 id="import-title">${t("Import")}</h2>
    <p class="muted">${t("You see what a file would change before anything is changed. Articles are told apart by their keys, so you can import the same file again.")}</p>
    <${DropZone} icon=${Upload} label=${t("File with articles")} accept=".csv,.tsv,.jsonl,.ndjson,.json,.md,.zip,.html,.htm"
      file=${file.value} busy=${busy} take=${(/** @type {File} */ chosen) => run.look(chosen)}>
      <p class="small muted">${t("CSV, TSV, JSON lines, Markdown, a FAQ page, or what Zendesk or Chatwoot gives; several files as a zip. 50 MB at most.")}</p><//>
    <${Settings} run=${run} busy=${busy} />
    ${refusal.value && html`<p class="notice bad" role="alert">${explain(refusal.value)}</p>`}
    ${busy && html`<${Progress} job=${job.value} />`}
    ${!busy && job.value && html`<${ImportResult} job=${job.value} />`}
    <${Deeds} run=${run} />
  </section>`;
}

/** @param {{run: ImportRun, busy: boolean}} props */
function Settings({ run, busy }) {
  const { format, prune, language, columns } = run.how.value;
  const [formatId, languageId, columnsId] = [useId(), useId(), useId()];
  return html`<div class="import-settings">
    <div class="field"><label for=${formatId}>${t("Kind of file")}</label>
      <select id=${formatId} class="input" disabled=${busy} value=${format} onChange=${typed((next) => run.change({ format: next }))}>
        <option value="" selected=${!format}>${t("As its name says")}</option>
        ${FORMATS.map(({ name, words }) => html`<option key=${name} value=${name} selected=${name === format}>${words()}</option>`)}</select></div>
    <div class="field"><label for=${languageId}>${t("Language where the file names none")}</label>
      <select id=${languageId} class="input" disabled=${busy} value=${language} onChange=${typed((next) => run.change({ language: next }))}>
        <option value="" selected=${!language}>${t("The site's own")}</option>
        ${Object.keys(LANGUAGES).map((code) => html`<option key=${code} value=${code} selected=${code === language}>${languageName(code)}</option>`)}</select></div>
    ${run.isTable && html`<div class="field wide"><label for=${columnsId}>${t("Columns, where the first row does not name them")}</label>
      <input id=${columnsId} class="input" disabled=${busy} value=${columns} placeholder="key,language,question,answer" spellcheck=${false} autocomplete="off"
        aria-describedby=${`${columnsId}-hint`} onChange=${typed((next) => run.change({ columns: next }))} />
      <p id=${`${columnsId}-hint`} class="small muted">${t("In their order, with commas between them; a minus passes a column over.")}</p></div>`}
    <label class="check"><input type="checkbox" disabled=${busy} checked=${prune} onChange=${() => run.change({ prune: !prune })} />${t("Remove the articles that the file lacks")}</label>
  </div>`;
}

/** @param {{job: import("./exchange-api.js").Job | null}} props */
function Progress({ job }) {
  const words = !job ? t("The file is being sent…") : job.total ? t("{done} of {total} articles", { done: job.done, total: job.total }) : t("The file is being read…");
  return html`<div class="file-progress"><progress max=${job?.total || 1} value=${job?.total ? job.done : undefined} aria-label=${t("Progress")}></progress>
    <p class="small muted">${words}</p></div>`;
}

/** @param {{run: ImportRun}} props */
function Deeds({ run }) {
  const job = run.job.value;
  if (run.stage.value === "brought") {
    return html`<div class="row"><a class="button primary" href=${hashOf("articles")}>${t("Show the articles")}</a>
      <button type="button" class="button" onClick=${() => run.forget()}>${t("Import another file")}</button></div>`;
  }
  if (run.stage.value !== "looked" || !job || job.state === "failed") return null;
  const [n, removed] = [total(job), job.removed ?? 0];
  if (!n) return html`<div class="row"><p class="grow muted">${t("There is nothing to change: all of it is there just so.")}</p><button type="button" class="button" onClick=${() => run.forget()}>${t("Close")}</button></div>`;
  return html`<div class="row"><button type="button" class="button primary" onClick=${() => run.bring()}>${tn("Import {n} article", "Import {n} articles", n - removed)}${removed > 0 && ` · ${tn("remove {n}", "remove {n}", removed)}`}</button>
    <button type="button" class="button" onClick=${() => run.forget()}>${t("Cancel")}</button></div>`;
}
