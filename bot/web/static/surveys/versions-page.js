import { RotateCcw } from "../vendor/lucide-surveys.js";
import { useAsked } from "../rooms/asked.js";
import { Refused } from "../rooms/notice.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { toast } from "../shared/toast.js";
import { listVersions } from "./api.js";
import { changes } from "./changes.js";
import { ChangeList } from "./change-list.js";
import { useEditor } from "./editor-context.js";
import { go } from "./where.js";

/** What was asked when, who changed it, and the way back. @param {{row: import("./types.js").Row}} props */
export function VersionsPage({ row }) {
  const [chosen, choose] = useState(/** @type {number | null} */ (null));
  const { answer: versions, refusal, again } = useAsked(() => listVersions(row.id), [row.version]);
  if (refusal) return html`<${Refused} refusal=${refusal} again=${again} />`;
  if (!versions) return html`<div class="list-skeletons"><span class="skeleton"></span><span class="skeleton"></span></div>`;
  const place = Math.max(0, versions.findIndex(({ version }) => version === chosen));
  return html`<div class="versions">
    <ol class="version-list" aria-label=${t("Versions")}>${versions.map((each, at) => html`<li key=${each.version}>
      <button type="button" class="version" aria-pressed=${at === place} onClick=${() => choose(each.version)}>
        <span class="row"><strong class="grow">${t("Version {n}", { n: each.version })}</strong><${RelativeTime} at=${each.at} focusable=${false} /></span>
        <span class="small muted truncate">${each.by?.name || t("came with Heard, or from a file")}</span></button></li>`)}</ol>
    <${Shown} key=${versions[place].version} it=${versions[place]} before=${versions[place + 1] ?? null} newest=${place === 0} />
  </div>`;
}

/** @param {{it: import("./types.js").Version, before: import("./types.js").Version | null, newest: boolean}} props */
function Shown({ it, before, newest }) {
  const { editor } = useEditor();
  const restore = () => {
    editor.edit(() => it.survey);
    go("survey", { key: it.survey.id });
    toast(t("This is version {n}. Save it to use it again.", { n: it.version }));
  };
  const changed = before ? changes(before.survey, it.survey) : [];
  return html`<section class="card version-shown" aria-label=${t("Version {n}", { n: it.version })}>
    <div class="row"><h3 class="grow">${before ? t("What version {n} changed", { n: it.version }) : t("The first version")}</h3>
      ${!newest && html`<button type="button" class="button" onClick=${restore}><${Icon} of=${RotateCcw} size=${16} />${t("Restore")}</button>`}</div>
    ${before ? html`<${ChangeList} changes=${changed} />` : html`<${ChangeList} changes=${changes(null, it.survey)} />`}
    <p class="small muted">${t("Answers keep the version that they were given to.")}</p>
  </section>`;
}
