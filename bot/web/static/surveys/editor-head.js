import { ArrowLeft } from "../vendor/lucide-surveys.js";
import { html } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Switch } from "../shared/switch.js";
import { useEditor } from "./editor-context.js";
import { questionIn } from "./names.js";
import { surveyList } from "./survey-list.js";
import { hashOf, route } from "./where.js";

/** What is open, whether it asks, and its parts. @param {{row: import("./types.js").Row}} props */
export function EditorHead({ row }) {
  const { editor } = useEditor();
  const { page } = route.value;
  const title = questionIn(editor.survey.value ?? row.survey, language.value);
  /** @type {(name: string, words: string) => any} */
  const tab = (name, words) => html`<a class="segment" href=${hashOf("survey", { key: row.id, page: name })} aria-current=${page === name ? "page" : undefined}>${words}</a>`;
  return html`<div class="edit-head">
    <a class="button quiet bare" href=${hashOf("surveys")} aria-label=${t("All surveys")}><${Icon} of=${ArrowLeft} size=${16} /></a>
    <div class="grow"><h2 class="truncate" title=${title}>${title}</h2>
      <p class="small muted">${row.id} · ${t("Version {n}", { n: row.version })}</p></div>
    <nav class="segments" aria-label=${t("Parts of the survey")}>${tab("", t("Write"))}${tab("versions", t("Versions"))}</nav>
    <span class="row">${row.enabled ? t("Asks") : html`<span class="muted">${t("Off")}</span>`}
      <${Switch} on=${row.enabled} label=${t("“{words}” asks", { words: row.id })} onTurn=${() => surveyList.turn(row)} /></span>
  </div>`;
}
