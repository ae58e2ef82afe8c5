import { Refusal } from "../shared/connection.js";
import { html, render } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, load, t } from "../shared/i18n.js";
import { explain } from "../shared/wording.js";
import { loginPage } from "../login/next.js";

/** @typedef {{id: string, name: string, email: string, role: string}} Me  as `GET /api/me` tells */
/** @typedef {{hint: string, href: string, link: string}} Elsewhere  what who may not enter is told, and the way out */

/** @returns {Elsewhere} */
const askManager = () => ({ hint: t("Ask a manager to show you, or to make you one."), href: "/desk/", link: t("Open the desk") });

/**
 * Opens a room to whoever is signed in, and sends who is not to the login.
 * @param {(me: any) => void | Promise<void>} enter  draws the room, for a `Me`; what it throws is told in its place
 * @param {{managers?: boolean, elsewhere?: () => Elsewhere}} [door]  managers: nobody else may enter; elsewhere: where others are
 *   sent to, by default to a manager
 */
export async function openRoom(enter, { managers = false, elsewhere = askManager } = {}) {
  const asked = api("GET", "/api/me");
  asked.catch(() => {}); // it is told below, once there are words for it
  await load(chooseLanguage(navigator.languages));
  try {
    const { me } = await asked;
    if (managers && me.role !== "manager") return render(html`<${ForManagers} ...${elsewhere()} />`, document.body);
    await enter(me);
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === "unauthorized") return location.replace(loginPage(location));
    const again = () => openRoom(enter, { managers, elsewhere });
    render(html`<${CannotOpen} refusal=${refusal} again=${again} />`, document.body);
  }
}

/** @param {Elsewhere} props */
function ForManagers({ hint, href, link }) {
  return html`<main class="empty whole-page">
    <h1>${t("This page is for managers")}</h1><p>${hint}</p><a class="button primary" href=${href}>${link}</a></main>`;
}

/** @param {{refusal: any, again: () => void}} props */
function CannotOpen({ refusal, again }) {
  return html`<main class="empty whole-page" role="alert">
    <h1>${t("This page cannot be opened")}</h1><p>${explain(refusal)}</p>
    <button type="button" class="button primary" onClick=${again}>${t("Try again")}</button></main>`;
}
