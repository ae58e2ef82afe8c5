import { UserRound } from "../vendor/lucide-reports.js";
import { nameOf } from "../rooms/names.js";
import { html } from "../shared/html.js";
import { language, t } from "../shared/i18n.js";
import { Icon } from "../shared/icons.js";
import { RoomsHead } from "../rooms/rooms-head.js";
import { Toasts } from "../shared/toast.js";
import { usePagedAnswer } from "../figures/paged-answer.js";
import { Refused, Skeletons } from "../figures/states.js";
import { Person } from "./person.js";
import { TimeLine } from "./time-line.js";
import { contact } from "./where.js";

/**
 * @typedef {{id: string, name: string | null, language: string, labels: string[], attributes: Record<string, string>, timezone: string | null,
 *   created_at: number, addresses: string[]}} Contact  as `GET /api/contacts/<id>/timeline` tells; addresses: channels
 */

/** One contact: who they are, and all that happened with them. @param {{me: import("../rooms/rooms-head.js").Me}} props */
export function App({ me }) {
  const id = contact.value;
  return html`${id ? html`<${Loaded} key=${id} id=${id} me=${me} />` : html`<${RoomsHead} me=${me} title=${t("Customer")} /><${Nobody} />`}
    <${Toasts} />`;
}

/** @param {{id: string, me: import("../rooms/rooms-head.js").Me}} props */
function Loaded({ id, me }) {
  const answer = usePagedAnswer(`/api/contacts/${encodeURIComponent(id)}/timeline?words=${language.value}&limit=60`, "moments");
  const who = /** @type {Contact | undefined} */ (answer.rest.value?.contact);
  const name = who ? nameOf({ ...who, name: who.name ?? undefined }) : t("Customer");
  const gone = answer.refusal.value?.code === "not_found";
  return html`<${RoomsHead} me=${me} title=${name} />
    <main class="contact">
      ${gone ? html`<${Nobody} />`
        : answer.refusal.value && !who ? html`<${Refused} refusal=${answer.refusal.value} again=${answer.again} />`
        : !who ? html`<${Skeletons} heights=${[180, 500]} />`
        : html`<${Person} who=${who} name=${name} channels=${channelsOf(who, answer.rows.value ?? [])} onChange=${answer.again} /><${TimeLine} answer=${answer} language=${who.language} />`}
    </main>`;
}

/** Where they can be met: by address (a number of the shop's is none), or by where they have talked. @param {Contact} who @param {import("./moment.js").Moment[]} moments */
const channelsOf = ({ addresses }, moments) =>
  [...new Set([...addresses.filter((channel) => channel === "telegram"), ...moments.flatMap(({ kind, channel }) => (kind === "conversation" ? [channel] : []))])];

function Nobody() {
  return html`<div class="empty whole-page"><${Icon} of=${UserRound} size=${28} /><h2>${t("There is no such customer")}</h2>
    <p>${t("Open a customer from the desk or the reports.")}</p><a class="button" href="/desk/">${t("Open the desk")}</a></div>`;
}
