import { Undo2 } from "../vendor/lucide-desk.js";
import { act } from "../shared/act.js";
import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RelativeTime } from "../shared/time.js";
import { toast } from "../shared/toast.js";
import { listVersions, readVersion, restoreVersion } from "./api.js";
import { useAsked } from "../rooms/asked.js";
import { ChangesView } from "./changes-view.js";
import { useEditor } from "./editor-context.js";
import { Refused } from "../rooms/notice.js";
import { authorName } from "./names.js";
import { go } from "./where.js";

/** What stood when, by whom, and the way back to it. */
export function VersionsPage() {
  const editor = useEditor();
  const [chosen, choose] = useState(/** @type {number | null} */ (null));
  const { answer, refusal, again } = useAsked(() => listVersions(editor.key), [editor.standing.value?.version]);
  if (refusal) return html`<${Refused} refusal=${refusal} again=${again} />`;
  if (!answer) return html`<div class="list-skeletons"><span class="skeleton"></span><span class="skeleton"></span></div>`;
  const { versions } = answer;
  if (!versions.length) {
    return html`<div class="empty"><h2>${t("No versions yet")}</h2>
      <p>${t("The first is kept when the article is published.")}</p></div>`;
  }
  const shown = versions.find(({ version }) => version === chosen) ?? versions[0];
  return html`<div class="versions">
    <ol class="version-list" aria-label=${t("Versions")}>${versions.map((each) => html`<li key=${each.version}>
      <button type="button" class="version" aria-pressed=${each === shown} onClick=${() => choose(each.version)}>
        <span class="row"><strong class="grow">${t("Version {n}", { n: each.version })}</strong>
          <${RelativeTime} at=${each.at} focusable=${false} /></span>
        <span class="small muted truncate">
          ${[authorName(each.author) || t("nobody knows who"), each.removed && t("removed")].filter(Boolean).join(" · ")}</span>
        ${each.note && html`<span class="small version-note">${each.note}</span>`}</button></li>`)}</ol>
    <${Shown} key=${shown.version} it=${shown} newest=${shown === versions[0]} />
  </div>`;
}

/** @param {{it: import("./types.js").Version, newest: boolean}} props */
function Shown({ it, newest }) {
  const editor = useEditor();
  const { answer, refusal, again } = useAsked(() => readVersion(editor.key, it.version), [it.version]);
  const restore = () => act(async () => {
    await editor.saving.flush();
    await restoreVersion(editor.key, it.version, editor.saving.revision);
    await editor.reload();
    go("article", { key: editor.key });
    toast(t("Version {n} is your draft now. Publish it to bring it back.", { n: it.version }));
  });
  return html`<section class="card version-shown" aria-label=${t("Version {n}", { n: it.version })}>
    <div class="row"><h2 class="grow">${t("What version {n} changed", { n: it.version })}</h2>
      ${!it.removed && !newest && html`<button type="button" class="button" onClick=${restore}>
        <${Icon} of=${Undo2} size=${16} />${t("Restore as a draft")}</button>`}</div>
    ${it.removed ? html`<p class="muted">${t("With this version the article was removed.")}</p>`
      : refusal ? html`<${Refused} refusal=${refusal} again=${again} />`
      : !answer ? html`<span class="skeleton"></span>`
      : answer.changes.length ? html`<${ChangesView} changes=${answer.changes} />`
      : html`<p class="muted">${t("Nothing that can be seen.")}</p>`}
  </section>`;
}
