// The self-check adds up in this page. There is no form, no address and no request: what is ticked here goes
// nowhere, is stored nowhere, and is gone when the page is left.

const sheets = [...document.querySelectorAll("[data-check]")];

function answersOf(sheet) {
  return [...sheet.querySelectorAll("fieldset")].map((one) => one.querySelector("input:checked"));
}

function show(sheet) {
  const answers = answersOf(sheet);
  const open = answers.filter((answer) => !answer).length;
  const sum = answers.reduce((total, answer) => total + Number(answer?.value ?? 0), 0);
  sheet.querySelector("[data-open]").hidden = open === 0;
  sheet.querySelector("[data-left]").textContent = open;
  sheet.querySelector("[data-told]").hidden = open > 0;
  sheet.querySelector("[data-sum]").textContent = sum;
  sheet.querySelectorAll("[data-low]").forEach((band) => {
    band.hidden = open > 0 || sum < Number(band.dataset.low) || sum > Number(band.dataset.high);
  });
}

// One answer alone decides this, at once and whatever the sum.
function alarm(focus) {
  const ticked = document.querySelector("[data-alarm] input:checked");
  const box = document.getElementById("now");
  const wanted = Number(ticked?.value ?? 0) > 0;
  if (wanted && box.hidden && focus) {
    box.hidden = false;
    box.focus();
  }
  box.hidden = !wanted;
}

function clear() {
  document.querySelectorAll("[data-check] input:checked").forEach((one) => (one.checked = false));
  sheets.forEach(show);
  alarm(false);
}

sheets.forEach((sheet) => {
  sheet.querySelectorAll("[data-adds-up]").forEach((one) => (one.hidden = false));
  sheet.querySelectorAll("[data-by-hand]").forEach((one) => (one.hidden = true));
  sheet.addEventListener("change", () => {
    show(sheet);
    alarm(true);
  });
});
const button = document.getElementById("clear");
button.hidden = false;
button.addEventListener("click", clear);
window.addEventListener("pagehide", clear); // a browser that keeps the page for "back" keeps it empty
clear();
