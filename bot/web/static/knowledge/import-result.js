import { CircleAlert } from "../vendor/lucide-talk.js";
import { CircleCheck } from "../vendor/lucide-widget.js";
import { html } from "../shared/html.js";
import { number, t, tn } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { hashOf } from "./where.js";

/**
 * What an import would do, or did.
 * @param {{job: import("./exchange-api.js").Job}} props
 */
export function ImportResult({ job }) {
  const { dry_run, articles = [], problems = [], problem_count = 0 } = job;
  if (job.state === "failed") return html`<p class="notice bad" role="alert"><${Icon} of=${CircleAlert} size=${18} />${t(job.message ?? "")}</p>`;
  return html`<div class="stack">
    <p class=${dry_run ? "notice" : "notice good"} role="status"><${Icon} of=${dry_run ? CircleAlert : CircleCheck} size=${18} />
      <span>${dry_run ? t("Nothing is changed yet. This file would make these changes:") : t("Done. This file made these changes:")} <strong>${sumWords(job)}</strong></span></p>
    ${job.submitted && html`<p class="notice"><${Icon} of=${CircleAlert} size=${18} />${t("Here a second person looks first: new and changed articles become drafts under review.")}</p>`}
    ${job.kept && html`<p class="notice warn"><${Icon} of=${CircleAlert} size=${18} />${job.submitted
      ? t("Articles that the file lacks stay: a review cannot remove them.")
      : t("Articles that the file lacks stay, because some of the file could not be read.")}</p>`}
    ${problem_count > 0 && html`<${Problems} problems=${problems} count=${problem_count} />`}
    ${articles.length > 0 && html`<details class="fates" open=${articles.length <= 20}><summary>${t("The articles")}</summary>
      <ul class="fate-list">${articles.map(({ key, fate }) => html`<li key=${key}><span class=${`tag ${TONE[fate]}`}>${fateName(fate)}</span>
        ${fate === "removed" || (fate === "new" && dry_run) ? html`<code>${key}</code>` : html`<a href=${hashOf("article", { key })}>${key}</a>`}</li>`)}</ul>
      ${total(job) > articles.length && html`<p class="small muted">${tn("and {n} more", "and {n} more", total(job) - articles.length)}</p>`}</details>`}
  </div>`;
}

/** @param {{problems: {file: string, line: number | null, message: string}[], count: number}} props */
function Problems({ problems, count }) {
  return html`<div class="problems"><h3>${tn("{n} line could not be read", "{n} lines could not be read", count)}</h3>
    <div class="problem-scroll" tabindex="0" role="region" aria-label=${t("What could not be read")}><table>
      <thead><tr><th scope="col">${t("Where")}</th><th scope="col">${t("Why")}</th></tr></thead>
      <tbody>${problems.map(({ file, line, message }, place) => html`<tr key=${place}>
        <td class="muted">${file}${line ? `:${line}` : ""}</td><td>${message}</td></tr>`)}</tbody></table></div>
    ${count > problems.length && html`<p class="small muted">${t("The first {n} are shown. Fix them, then choose the file again.", { n: problems.length })}</p>`}</div>`;
}

const TONE = { new: "good", changed: "warn", removed: "bad", held: "warn" };

/** How many articles it touches. @param {import("./exchange-api.js").Job} job */
export const total = (job) => (job.new ?? 0) + (job.changed ?? 0) + (job.removed ?? 0);

/** @param {import("./exchange-api.js").Job} job */
function sumWords(job) {
  const parts = [
    job.new && tn("{n} new article", "{n} new articles", job.new), job.changed && t("{n} changed", { n: number(job.changed) }),
    job.removed && t("{n} removed", { n: number(job.removed) }), job.same && t("{n} as they are", { n: number(job.same) }),
    job.held && t("{n} held back", { n: number(job.held) }),
  ];
  return parts.filter(Boolean).join(", ") || t("nothing");
}

/** @param {"new" | "changed" | "removed" | "held"} fate  held: there is another draft of it already */
const fateName = (fate) => ({ new: t("new"), changed: t("changed"), removed: t("removed"), held: t("has a draft already") })[fate];
