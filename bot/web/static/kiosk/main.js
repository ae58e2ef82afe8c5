import { setAccent } from "../shared/colour.js";
import { effect, html, render } from "../shared/html.js";
import { chooseLanguage, load } from "../shared/i18n.js";
import { openKiosk, sendAnswer } from "./api.js";
import { App } from "./app.js";
import { stayAwake } from "./awake.js";
import { keptHere } from "./kept.js";
import { Kiosk, LOOK_EVERY_MS } from "./kiosk.js";
import { Queue } from "./queue.js";

/** The link's, else that of the kiosk that was opened here last. @param {import("./kept.js").Kept} kept */
async function secretHere(kept) {
  const last = (await kept.opened()).sort((a, b) => b.at - a.at)[0];
  return location.hash.slice(1) || last?.secret || "-";
}

async function open() {
  const kept = await keptHere();
  const queue = new Queue({ kept, send: sendAnswer });
  const kiosk = new Kiosk({ secret: await secretHere(kept), kept, queue, ask: openKiosk });
  const look = () => void kiosk.look();
  kiosk.language.value = chooseLanguage(navigator.languages);
  effect(() => void load(kiosk.language.value, { only: ["shared", "kiosk", "survey"] }));
  effect(() => setAccent(kiosk.view.value?.accent));
  render(html`<${App} kiosk=${kiosk} queue=${queue} />`, document.body);
  stayAwake();
  keepOpening(kiosk);
  addEventListener("online", look);
  addEventListener("hashchange", () => location.reload());
  addEventListener("contextmenu", (event) => event.preventDefault());
  setInterval(look, LOOK_EVERY_MS);
  await kiosk.begin();
}

/** Lets the page open without a network the next time, and follow a newer one when nobody is before it. @param {Kiosk} kiosk */
function keepOpening(kiosk) {
  const { serviceWorker } = navigator;
  if (!serviceWorker) return; // a page without HTTPS: it goes on as long as it is open
  void navigator.storage?.persist?.();
  serviceWorker.register("/kiosk/worker.js", { scope: "/kiosk/" }).then(() => serviceWorker.controller?.postMessage("renew"), () => {});
  serviceWorker.addEventListener("message", () => effect(() => { if (kiosk.told.value.value === null) location.reload(); }));
}

void open();
