import { html, useState } from "../shared/html.js";
import { t } from "../shared/i18n.js";
import { RecordingList, Recordings } from "../shared/recordings.js";

/** Recordings of calls, whatever the period. */
export function RecordingsView() {
  const [list] = useState(() => new RecordingList());
  return html`<section class="card recorded" id="recordings" aria-labelledby="recordings-title">
    <h2 id="recordings-title">${t("Recordings of calls")}</h2>
    <p class="muted small">${t("A call is recorded only while everyone in it agrees. Files play in VLC and mpv; heard recording compose joins all their tracks into one video.")}</p>
    ${list.found.value?.length === 0 && html`<div class="empty"><p>${t("No call has been recorded yet. Agents start it with Record in the call.")}</p></div>`}
    <${Recordings} list=${list} named />
  </section>`;
}
