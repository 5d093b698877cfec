// On every page: does this phone keep anything, or may it begin to? Only then the rest is fetched (phone.js).
const begins = document.querySelector("[data-take], form[data-keep]");
const keeps = async () => {
  if (!self.indexedDB) return false;
  if (!indexedDB.databases) return true; // an older browser does not say
  return (await indexedDB.databases()).some((one) => one.name === "anxin-offline");
};
(begins ? Promise.resolve(true) : keeps()).then((yes) => yes && import("./phone.js")).catch(() => {});
