import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RecordingList, Recordings } from "../shared/recordings.js";
import { useDesk } from "./context.js";

/** What was recorded of a call, for managers; fetched once it is opened. @param {{call: import("../shared/conversation.js").Call}} props */
export function Recorded({ call }) {
  const desk = useDesk();
  const [list] = useState(() => new RecordingList({ room: call.room }));
  const [open, setOpen] = useState(false);
  if (!call.recorded || desk.me.role !== "manager") return null;
  return html`<details onToggle=${(/** @type {any} */ event) => setOpen(event.currentTarget.open)}><summary>${t("Recordings")}</summary>
    ${open && html`<${Recordings} list=${list} />`}</details>`;
}
