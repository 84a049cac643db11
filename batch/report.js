// Shows only the tickets that hold every word looked for.
"use strict";
(() => {
  const cards = [...document.querySelectorAll("main > details")];
  const words = document.getElementById("words");
  const person = document.getElementById("person");
  const shown = document.getElementById("shown");
  const texts = [];
  let timer;
  const look = () => {
    const wanted = words.value.toLowerCase().split(/\s+/).filter(Boolean);
    let n = 0;
    cards.forEach((card, i) => {
      let fits = !person.checked || card.classList.contains("person");
      if (fits && wanted.length) {
        texts[i] ??= card.textContent.toLowerCase();
        fits = wanted.every((w) => texts[i].includes(w));
      }
      card.hidden = !fits;
      n += fits;
    });
    shown.textContent = shown.dataset.text.replace("{shown}", n).replace("{all}", cards.length);
  };
  words.addEventListener("input", () => { clearTimeout(timer); timer = setTimeout(look, 200); });
  person.addEventListener("change", look);
  document.getElementById("filter").hidden = false;
  look();
})();
