import { useEffect, useState } from "../shared/html.js";
import { api } from "../shared/http.js";

/**
 * What the server answers to a GET, asked when the component appears.
 * @param {string} path
 * @returns {{value: any, refusal: any, again: () => void}} value: null until it is known
 */
export function useRemote(path) {
  const [value, setValue] = useState(/** @type {any} */ (null));
  const [refusal, setRefusal] = useState(/** @type {any} */ (null));
  const again = () => {
    setRefusal(null);
    api("GET", path).then(setValue, setRefusal);
  };
  useEffect(again, [path]);
  return { value, refusal, again };
}
