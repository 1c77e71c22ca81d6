// The report is whole without this script; it adds the filter and ties claims to their cards.
(() => {
  "use strict";
  document.documentElement.classList.add("js");
  const aimed = () => {
    try {
      return location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
    } catch {
      return null;  // a broken escape leads nowhere
    }
  };
  // A link to a part that waits behind its heading opens it; print shows every part.
  const unfold = () => {
    const target = aimed();
    let closed = null;
    for (let each = target; each; each = each.parentElement) {
      if (each.matches("details.more:not([open])")) { each.open = true; closed = each; }
    }
    if (closed) target.scrollIntoView();
  };
  addEventListener("hashchange", unfold);
  unfold();
  let unfolded = [];
  addEventListener("beforeprint", () => {
    unfolded = [...document.querySelectorAll("details.more:not([open])")];
    for (const each of unfolded) each.open = true;
  });
  addEventListener("afterprint", () => {
    for (const each of unfolded) each.open = false;
    unfolded = [];
  });
  const form = document.querySelector(".filter");
  const claims = [...document.querySelectorAll("article.claim")];
  if (form) {
    const search = form.querySelector("input");
    const chips = [...form.querySelectorAll(".chip")];
    const status = document.getElementById("shown");
    const texts = new Map();
    const textOf = (claim) => {
      if (!texts.has(claim)) texts.set(claim, claim.textContent.toLowerCase().replace(/\s+/g, " "));
      return texts.get(claim);
    };
    const apply = () => {
      const words = search.value.toLowerCase().split(/\s+/).filter(Boolean);
      const wanted = chips.filter((chip) => chip.getAttribute("aria-pressed") === "true")
        .map((chip) => chip.dataset.verdict);
      let shown = 0;
      for (const claim of claims) {
        const fits = (!wanted.length || wanted.includes(claim.dataset.verdict)) &&
          words.every((word) => textOf(claim).includes(word));
        claim.hidden = !fits;
        shown += fits;
      }
      const all = shown === claims.length;
      status.textContent = all ? `All ${shown} claims` : `${shown} of ${claims.length} claims`;
    };
    let waiting = 0;
    search.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(apply, 80); });
    for (const chip of chips) {
      chip.addEventListener("click", () => {
        chip.setAttribute("aria-pressed", String(chip.getAttribute("aria-pressed") !== "true"));
        apply();
      });
    }
    const clear = () => {
      search.value = "";
      for (const chip of chips) chip.setAttribute("aria-pressed", "false");
      apply();
    };
    form.addEventListener("submit", (event) => event.preventDefault());
    document.addEventListener("keydown", (event) => {
      const typing = event.target.closest("input, textarea, select, [contenteditable]");
      if (event.key === "/" && !typing && !event.ctrlKey && !event.metaKey && !event.altKey) {
        event.preventDefault();
        search.focus();
      } else if (event.key === "Escape" && event.target === search) {
        clear();
      }
    });
    const reveal = () => {
      const target = aimed();
      const claim = target && target.closest("article.claim");
      if (claim && claim.hidden) { clear(); target.scrollIntoView(); }
    };
    addEventListener("hashchange", reveal);
    form.hidden = false;
    apply();
  }
  const light = (ids, on) => {
    for (const id of ids) {
      const card = document.getElementById(`card-${id}`);
      if (card) card.classList.toggle("lit", on);
    }
  };
  for (const mark of document.querySelectorAll("mark[data-claims]")) {
    const ids = mark.dataset.claims.trim().split(" ");
    mark.addEventListener("mouseenter", () => light(ids, true));
    mark.addEventListener("mouseleave", () => light(ids, false));
    mark.addEventListener("click", (event) => {
      if (event.target.closest("a") || String(getSelection())) return;
      const cards = ids.map((id) => document.getElementById(`card-${id}`)).filter(Boolean);
      const open = cards.some((card) => !card.open);
      for (const card of cards) card.open = open;
      if (open && cards.length) cards[0].scrollIntoView({ block: "nearest" });
    });
  }
})();
