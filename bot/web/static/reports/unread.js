import { narrowedBy } from "../figures/query.js";
import { query } from "../figures/where.js";
import { useEffect } from "../shared/html.js";
import { api } from "../shared/http.js";

/** Comments with a low rating of the time in which unread ones are counted, whatever else the page is narrowed to. */
export const LOW_COMMENTS = "/reports/?period=7d#comments/low";

/**
 * Tells the server up to which comment this manager has read: where the newest of all are shown, not those of one channel or about one word.
 * @param {readonly {at: number}[] | null} shown  null: none yet @param {boolean} all
 */
export function useRead(shown, all) {
  const until = all && !narrowedBy(query.value).length ? Math.max(0, ...(shown ?? []).map(({ at }) => at)) : 0;
  useEffect(() => { if (until) api("POST", "/api/reports/comments/read", { until }).catch(() => {}); }, [until]); // the next look tells it again
}
