import { Connection } from "../shared/connection.js";
import { signal } from "../shared/html.js";

/** Rises when the figures may have changed. */
export const beat = signal(0);

/** Calm enough to read, and for the server. */
const APART_MS = 5_000;

/** Hears from now on when there is something new; a page that nobody looks at waits until it is looked at. */
export function follow() {
  const connection = new Connection({ hello: () => ({ as: "agent" }) });
  let waiting = false, begun = false;
  const tell = () => {
    waiting = false;
    if (connection.status.peek().state === "online") beat.value += 1; // else it is told when the connection is back
  };
  const heard = () => {
    if (waiting) return;
    waiting = true;
    if (!document.hidden) setTimeout(tell, APART_MS);
  };
  const snapshot = () => { // the first one comes with the page, which has just asked
    if (begun) heard();
    begun = true;
  };
  connection.on("figures", heard);
  connection.subscribe("figures", { snapshot, event: heard, refused: () => connection.stop() });
  document.addEventListener("visibilitychange", () => { if (!document.hidden && waiting) tell(); });
  addEventListener("online", () => connection.wake());
  connection.start();
}
