import { nameOf } from "../rooms/names.js";
import { act } from "../shared/act.js";
import { Dialog } from "../shared/dialog.js";
import { html, useState } from "../shared/html.js";
import { date, t } from "../shared/i18n.js";
import { toast } from "../shared/toast.js";
import { cancelBooking } from "./api.js";
import { MoveDialog } from "./move-dialog.js";

/** @typedef {import("./types.js").Booking} Booking */

/** What can be done about a booked call that is to come. @param {{booking: Booking, done: () => void}} props  done: it was changed, or has changed */
export function Ways({ booking, done }) {
  const [asking, ask] = useState(/** @type {"move" | "end" | null} */ (null));
  if (booking.state !== "booked" || !booking.changeable) return null;
  const name = nameOf(booking.contact), close = () => ask(null);
  const over = () => { close(); done(); };
  return html`<span class="booked-ways">
    <button type="button" class="button" aria-label=${t("Move the call with {name}", { name })} onClick=${() => ask("move")}>${t("Move…")}</button>
    <button type="button" class="button" aria-label=${t("Cancel the call with {name}", { name })} onClick=${() => ask("end")}>${t("Cancel")}</button>
    ${asking === "move" && html`<${MoveDialog} booking=${booking} done=${over} onClose=${over} />`}
    ${asking === "end" && html`<${EndDialog} booking=${booking} done=${over} onClose=${close} />`}</span>`;
}

/** The customer is told, so it is asked. @param {{booking: Booking, done: () => void, onClose: () => void}} props */
function EndDialog({ booking, done, onClose }) {
  const { contact, since, reached } = booking;
  const what = { name: nameOf(contact), time: date(since) };
  const end = async () => {
    if (await act(() => cancelBooking(booking))) toast(reached ? t("Cancelled. The customer is told.") : t("Cancelled. Tell the customer yourself."));
    done();
  };
  return html`<${Dialog} title=${t("Cancel this call?")} onClose=${onClose} actions=${html`
    <button type="button" class="button" onClick=${onClose}>${t("Keep it")}</button>
    <button type="button" class="button primary" onClick=${end}>${t("Yes, cancel")}</button>`}>
    <p>${reached ? t("{name}, {time}. We tell the customer at once; they can book another time with the same link.", what)
      : t("{name}, {time}. This customer has no chat with us, so we cannot tell them: call or write to them.", what)}</p><//>`;
}
