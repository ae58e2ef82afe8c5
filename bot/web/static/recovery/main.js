import { Refusal } from "../shared/connection.js";
import { effect, html, render } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, load } from "../shared/i18n.js";
import { prepared } from "../shared/survey/style.js";
import { loginPage } from "../login/next.js";
import { App, CannotOpen } from "./app.js";
import { Room } from "./room.js";

async function open() {
  await load(chooseLanguage(navigator.languages));
  try {
    const [{ me }] = await Promise.all([api("GET", "/api/me"), prepared()]);
    start(me);
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === "unauthorized") location.replace(loginPage(location));
    else render(html`<${CannotOpen} refusal=${refusal} again=${open} />`, document.body);
  }
}

/** @param {import("./room.js").Agent} me */
function start(me) {
  const room = new Room(me);
  room.start();
  effect(() => { // signed out elsewhere
    if (room.connection.status.value.state === "stopped" && room.connection.refusal) location.replace(loginPage(location));
  });
  render(html`<${App} room=${room} />`, document.body);
}

void open();
