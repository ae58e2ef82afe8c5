import { Plus } from "../vendor/lucide-surveys.js";
import { html } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Menu } from "../shared/menu.js";
import { moved, newFollowUp } from "./definition.js";
import { useEditor } from "./editor-context.js";
import { FollowUpCard } from "./follow-up-card.js";
import { kindName } from "./names.js";

/** @typedef {import("./types.js").FollowUp} FollowUp */

const KINDS = /** @type {FollowUp["kind"][]} */ (["chips", "text", "scale"]);
const MOST = 8;

/** What is asked once there is a value. */
export function FollowUpsPart() {
  const { editor } = useEditor();
  const survey = /** @type {import("./types.js").Survey} */ (editor.survey.value);
  const change = (/** @type {(all: FollowUp[]) => FollowUp[]} */ how) => editor.edit((now) => ({ ...now, follow_ups: how(now.follow_ups) }));
  const add = (/** @type {FollowUp["kind"]} */ kind) => change((all) => [...all, newFollowUp(kind, all)]);
  const all = survey.follow_ups;
  return html`<section class="card edit-part" aria-labelledby="further-title"><h3 id="further-title">${t("Follow-up questions")}</h3>
    ${!all.length && html`<p class="muted">${t("None yet. Ask why where it matters, with reasons to tap or free text.")}</p>`}
    ${all.length > 0 && html`<ol class="follow-ups">${all.map((each, place) => html`<${FollowUpCard} key=${each.id} of=${survey} it=${each} place=${place} last=${place === all.length - 1}
      edit=${(/** @type {(it: FollowUp) => FollowUp} */ how) => change((now) => now.map((one, at) => (at === place ? how(one) : one)))}
      move=${(/** @type {number} */ by) => change((now) => moved(now, place, place + by))}
      remove=${() => change((now) => now.toSpliced(place, 1))} />`)}</ol>`}
    ${all.length < MOST && html`<${Menu} align="start" kind="button" label=${html`<${Icon} of=${Plus} size=${16} />${t("Add a question")}`}>
      ${KINDS.map((kind) => html`<button type="button" role="menuitem" tabindex="-1" key=${kind} onClick=${() => add(kind)}>${kindName(kind)}</button>`)}<//>`}
  </section>`;
}
