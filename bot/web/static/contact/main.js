import { Refusal } from "../shared/connection.js";
import { html, render } from "../shared/html.js";
import { api } from "../shared/http.js";
import { chooseLanguage, load } from "../shared/i18n.js";
import { loginPage } from "../login/next.js";
import { CannotOpen } from "../figures/states.js";
import { App } from "./app.js";
import { followAddress } from "./where.js";

async function open() {
  await load(chooseLanguage(navigator.languages));
  try {
    const { me } = await api("GET", "/api/me");
    followAddress();
    render(html`<${App} me=${me} />`, document.body);
  } catch (refusal) {
    if (refusal instanceof Refusal && refusal.code === "unauthorized") location.replace(loginPage(location));
    else render(html`<${CannotOpen} refusal=${refusal} again=${open} />`, document.body);
  }
}

void open();
