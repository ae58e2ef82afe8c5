import { ArrowLeft, Download } from "../vendor/lucide-journeys.js";
import { useAsked } from "../rooms/asked.js";
import { useUnsaved } from "../rooms/unsaved.js";
import { act } from "../shared/act.js";
import { html, useMemo, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { Switch } from "../shared/switch.js";
import { toast } from "../shared/toast.js";
import { explain } from "../shared/wording.js";
import { exportAddress, listJourneys, switchJourney } from "./api.js";
import { JourneyEditor } from "./journey-editor.js";
import { SaveBar } from "./save-bar.js";
import { StepsPart } from "./steps-part.js";
import { TriggerPart } from "./trigger-part.js";
import { TryPart } from "./try-part.js";
import { hashOf, route } from "./where.js";

/** One journey: what sets it off, its steps, and who would get what. @param {{id: string}} props */
export function EditorView({ id }) {
  const { answer: listed, refusal, again } = useAsked(listJourneys, [id]);
  const row = listed?.journeys.find((each) => each.id === id);
  if (refusal) return html`<div class="empty" role="alert"><p>${explain(refusal)}</p><button type="button" class="button" onClick=${again}>${t("Try again")}</button></div>`;
  if (!listed) return html`<div class="list-skeletons"><span class="visually-hidden">${t("Loading…")}</span><span class="skeleton"></span><span class="skeleton"></span></div>`;
  if (!row) return html`<div class="empty"><h2>${t("This journey is not there any more")}</h2><a class="button" href=${hashOf("journeys")}>${t("All journeys")}</a></div>`;
  return html`<${Editor} row=${row} listed=${listed} />`;
}

/** @param {{row: import("./types.js").Row, listed: import("./types.js").Listed}} props */
function Editor({ row, listed }) {
  const editor = useMemo(() => new JourneyEditor(row), []);
  const trying = route.value.page === "try";
  useUnsaved(() => editor.changed.peek());
  return html`<${EditorHead} editor=${editor} row=${row} trying=${trying} />
    ${trying ? html`<${TryPart} editor=${editor} listed=${listed} />`
      : html`<div class="editor-parts"><${TriggerPart} editor=${editor} listed=${listed} /><${StepsPart} editor=${editor} listed=${listed} /></div>`}
    <${SaveBar} editor=${editor} />`;
}

/** @param {{editor: JourneyEditor, row: import("./types.js").Row, trying: boolean}} props */
function EditorHead({ editor, row, trying }) {
  const [enabled, set] = useState(row.enabled);
  const name = editor.journey.value.name;
  const turn = () => act(async () => {
    set((await switchJourney(row.id, !enabled)).enabled);
    toast(enabled ? t("Switched off. Planned steps are not sent.") : t("Switched on. It applies to what happens from now on."));
  });
  const tab = (/** @type {string} */ page, /** @type {string} */ words) => html`<a class="button" href=${hashOf("journey", { key: row.id, page })}
    aria-current=${trying === (page === "try") ? "page" : undefined}>${words}</a>`;
  return html`<div class="editor-head">
    <a class="button quiet bare" href=${hashOf("journeys")}><${Icon} of=${ArrowLeft} label=${t("All journeys")} /></a>
    <h2 class="grow truncate">${name}</h2>
    <label class="check"><${Switch} on=${enabled} onTurn=${turn} />${enabled ? t("On") : t("Off")}</label>
    <nav class="row" aria-label=${t("Parts of the journey")}>${tab("", t("Edit"))}${tab("try", t("Dry run"))}
      <a class="button" href=${exportAddress(row.id)} download><${Icon} of=${Download} size=${16} />TOML</a></nav>
  </div>`;
}
