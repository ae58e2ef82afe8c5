import { Announcer } from "../shared/announce.js";
import { html } from "../shared/html.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { useUnsaved } from "../rooms/unsaved.js";
import { Toasts } from "../shared/toast.js";
import { AbsencesPart } from "./absences-part.js";
import { readAgents, readCalendar } from "./api.js";
import { BookingsPart } from "./bookings-part.js";
import { drafted } from "./drafts.js";
import { HoursPart } from "./hours-part.js";
import { Shown, useLoaded } from "./loaded.js";
import { TermsPart } from "./terms-part.js";
import { WhoseField, asked } from "./whose.js";

/** @typedef {import("../rooms/rooms-head.js").Me & {id: string}} Me */

/** Booked calls, and when they can be booked: one's own, for managers everybody's. @param {{me: Me}} props */
export function App({ me }) {
  const manages = me.role === "manager";
  useUnsaved(() => drafted.value);
  const whose = !manages || !asked.value ? me.id : asked.value === "all" ? "" : asked.value;
  return html`<${RoomsHead} me=${me} room="calendar" />
    <main class="calendar">
      ${manages && html`<${Choice} me=${me.id} whose=${whose} />`}
      <div class="calendar-parts">
        <div class="column"><${BookingsPart} agent=${whose} manages=${manages} />${whose && manages && html`<${TermsPart} />`}</div>
        <div class="column">${whose ? html`<${Days} key=${whose} agent=${whose} />` : html`<${TermsPart} />`}</div>
      </div>
    </main><${Toasts} /><${Announcer} />`;
}

/** @param {{me: string, whose: string}} props */
function Choice({ me, whose }) {
  const { value } = useLoaded(readAgents, "");
  return html`<${WhoseField} agents=${value?.agents ?? []} me=${me} whose=${whose} />`;
}

/** @param {{agent: string}} props */
function Days({ agent }) {
  const loaded = useLoaded(() => readCalendar(agent), agent);
  return html`<${Shown} of=${loaded}>${(/** @type {import("./api.js").Calendar} */ { hours, absences, timezone }) => html`
    <${HoursPart} agent=${agent} hours=${hours} timezone=${timezone} again=${loaded.again} />
    <${AbsencesPart} agent=${agent} absences=${absences} timezone=${timezone} again=${loaded.again} />`}<//>`;
}
