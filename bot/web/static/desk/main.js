import { Refusal } from "../shared/connection.js";
import { effect, html, render } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, load } from "../shared/i18n.js";
import { loginPage } from "../login/next.js";
import { App, CannotStart } from "./app.js";
import { watchAttention, watchBell, watchRings } from "./attention.js";
import { followVideo } from "./asked-video.js";
import { Desk } from "./desk.js";
import { keepCall } from "./kept-call.js";

async function open() {
  await load(chooseLanguage(navigator.languages));
  try {
    const { me } = await api("GET", "/api/me");
    start(me);
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === "unauthorized") location.replace(loginPage(location));
    else render(html`<${CannotStart} refusal=${refusal} again=${open} />`, document.body);
  }
}

/** @param {import("./types.js").Agent} me */
function start(me) {
  const desk = new Desk(me);
  desk.start();
  watchAttention(desk);
  watchRings(desk);
  watchBell(desk);
  keepCall(desk);
  followVideo(desk);
  // Signed out elsewhere, or the account was disabled: the desk shows nothing any more.
  effect(() => {
    if (desk.connection.status.value.state === "stopped" && desk.connection.refusal) location.replace(loginPage(location));
  });
  render(html`<${App} desk=${desk} />`, document.body);
}

void open();
