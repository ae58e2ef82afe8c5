import { effect, untracked } from "../shared/html.js";
import { act } from "../shared/act.js";
import { hashOf, routeOf, wantsVideo } from "./route.js";

/**
 * An address that ends in "/video" asks the customer into a call as soon as the conversation is there, once: going back to it, or
 * loading the page anew, does not.
 * @param {import("./desk.js").Desk} desk
 */
export function followVideo(desk) {
  effect(() => {
    const { conversation: wanted } = desk.route.value, conversation = desk.opened.value?.conversation.value;
    if (!conversation || conversation.id !== wanted || !wantsVideo(location.hash)) return;
    history.replaceState(null, "", hashOf(wanted));
    untracked(() => {
      desk.route.value = routeOf(location.hash);
      void act(() => desk.videoWith(conversation));
    });
  });
}
