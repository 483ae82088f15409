// The worker that answers from this phone; registering it is all a page has to do with it.

const ADDRESS = "/service-worker.js";
let address = null;

/** Register the worker; under Trusted Types its address must come from a policy that allows no other. */
export function registerWorker() {
  address = address || trusted();
  return navigator.serviceWorker.register(address, { scope: "/", updateViaCache: "none" });
}

function trusted() {
  if (!window.trustedTypes) return ADDRESS;
  const policy = window.trustedTypes.createPolicy("worker", {
    createScriptURL(asked) {
      if (asked !== ADDRESS) throw new TypeError("not the worker");
      return asked;
    },
  });
  return policy.createScriptURL(ADDRESS);
}
