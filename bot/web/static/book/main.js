import { Announcer } from "../shared/announce.js";
import { html, render } from "../shared/html.js";
import { chooseLanguage, load } from "../shared/i18n.js";
import { App } from "./app.js";
import { PARTS } from "./state.js";

await load(chooseLanguage(navigator.languages), { only: PARTS });
addEventListener("hashchange", () => location.reload());
render(html`<${App} /><${Announcer} />`, document.body);
