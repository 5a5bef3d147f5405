/* The pages' own behaviour. Everything is readable without it; nothing here reaches the network.
   Texts of articles are only ever moved as nodes or textContent, never parsed as HTML. */
"use strict";
(() => {
  const root = document.documentElement;

  // -- language: both stand in the page, the root's attribute hides one ------------------------------------
  const remembered = (key, value) => {
    try {
      if (value === undefined) return localStorage.getItem(key);
      localStorage.setItem(key, value);
    } catch { /* a browser may refuse storage to pages from disk: the choice then lasts for the page */ }
    return null;
  };
  const speak = (language) => {
    root.dataset.language = language;
    root.lang = language === "en" ? "en" : "zh-CN";
    for (const name of ["aria-label", "placeholder", "title"]) {
      for (const element of document.querySelectorAll(`[data-${language}-${name}]`)) {
        element.setAttribute(name, element.getAttribute(`data-${language}-${name}`));
      }
    }
    document.dispatchEvent(new CustomEvent("language"));
  };
  const language = () => root.dataset.language || "zh";
  root.dataset.language = remembered("shushuo-language") === "en" ? "en" : "zh";

  // -- numbers in each language's own multipliers, for charts and search -----------------------------------
  const SIGNS = { exact: ["", ""], about: ["约", "≈"], over: ["超", ">"], under: ["不足", "<"] };
  const number = (value) => {
    const steps = language() === "en"
      ? [[1e12, "trn"], [1e9, "bn"], [1e6, "m"]]
      : [[1e12, "万亿"], [1e8, "亿"], [1e4, "万"]];
    const [size, name] = steps.find(([step]) => Math.abs(value) >= step) ?? [1, ""];
    return (value / size).toLocaleString("en-US", { maximumFractionDigits: 4 }) + name;
  };
  const amount = (value, high, modifier, plus = "") =>
    SIGNS[modifier][language() === "en" ? 1 : 0] + plus + number(value) + (high === null ? "" : `–${number(high)}`);

  // -- tables: a column's button sorts by it ----------------------------------------------------------------
  const sortable = (table) => {
    const heads = [...table.tHead.rows[0].cells];
    const key = (row, index) => {
      const cell = row.cells[index];
      return cell.dataset.value ?? cell.innerText.trim();
    };
    heads.forEach((head, index) => {
      head.querySelector("button")?.addEventListener("click", () => {
        const direction = head.getAttribute("aria-sort") === "ascending" ? -1 : 1;
        for (const other of heads) other.removeAttribute("aria-sort");
        head.setAttribute("aria-sort", direction === 1 ? "ascending" : "descending");
        const compare = new Intl.Collator("zh-CN", { numeric: true }).compare;
        const rows = [...table.tBodies[0].rows].map((row) => [key(row, index), row]);
        rows.sort(([a], [b]) => {
          if (a === "" || b === "") return (a === "") - (b === ""); // what is not told stands last
          const numbers = Number(a) - Number(b);
          return direction * (Number.isNaN(numbers) ? compare(a, b) : numbers);
        });
        table.tBodies[0].append(...rows.map(([, row]) => row));
      });
    });
  };

  // -- a box above a table hides the rows that do not hold its words --------------------------------------
  const filter = (box) => {
    const lines = [...document.querySelectorAll("table.sortable tbody tr")];
    const texts = new Map(lines.map((line) => [line, line.textContent.toLowerCase()]));
    box.addEventListener("input", () => {
      const words = box.value.toLowerCase().split(/\s+/).filter(Boolean);
      for (const line of lines) line.hidden = !words.every((word) => texts.get(line).includes(word));
    });
  };

  // -- the reader: numbers in the text, the panel of the chosen one, names ---------------------------------
  const reader = (text) => {
    const marks = [...document.querySelectorAll("main a.q")];
    const bySeq = new Map(marks.map((mark) => [mark.dataset.seq, mark]));
    const panel = document.querySelector(".panel");
    const table = document.querySelector("table.numbers");
    const row = (seq) => document.getElementById(`n${seq}`);
    const cell = (seq, field) => row(seq)?.querySelector(`[data-field="${field}"]`);
    const tip = document.createElement("div");
    tip.className = "tip";
    tip.hidden = true;
    document.body.append(tip);

    const copy = (from, to) => to.append(...[...from.childNodes].map((node) => node.cloneNode(true)));
    const element = (name, className, parent) => {
      const made = document.createElement(name);
      made.className = className;
      parent.append(made);
      return made;
    };
    const amount = (seq, to) => {
      copy(cell(seq, "value"), to);
      to.append(" ");
      copy(cell(seq, "unit"), to);
    };

    const clear = () => {
      for (const marked of document.querySelectorAll("[aria-current='true'], .paired")) {
        marked.removeAttribute("aria-current");
        marked.classList.remove("paired");
      }
    };
    const choose = (seq, { scroll = false, focus = false } = {}) => {
      const mark = bySeq.get(seq);
      const chosen = panel.querySelector(".chosen");
      clear();
      chosen.replaceChildren();
      amount(seq, element("p", "big", chosen));
      copy(cell(seq, "indicator"), element("p", "what", chosen));
      const list = element("dl", "fields", chosen);
      for (const head of table.tHead.rows[0].cells) {
        const field = head.dataset.field;
        const from = cell(seq, field);
        if (["seq", "indicator", "unit"].includes(field) || !from || !from.textContent.trim()) continue;
        copy(head.querySelector("button"), element("dt", "", list));
        const value = element("dd", "", list);
        value.dataset.field = field;
        if (field === "value" && from.textContent.includes(from.dataset.plain)) { value.previousSibling.remove(); value.remove(); }
        else if (field === "value") value.textContent = from.dataset.plain;
        else if (field === "quote") value.textContent = from.textContent.trim();
        else copy(from, value);
        for (const hidden of value.querySelectorAll(".more")) hidden.classList.remove("more");
      }
      row(seq).setAttribute("aria-current", "true");
      panel.classList.remove("empty");
      panel.querySelector(".close").hidden = false;
      panel.dataset.seq = seq;
      if (!mark) return;
      mark.setAttribute("aria-current", "true");
      if (mark.dataset.before) bySeq.get(mark.dataset.before)?.classList.add("paired");
      if (matchMedia("(max-width: 62rem)").matches) mark.scrollIntoView({ block: "start" }); // above the sheet
      else if (scroll) mark.scrollIntoView({ block: "center" });
      if (focus) mark.focus({ preventScroll: scroll });
    };
    const dismiss = () => {
      clear();
      panel.classList.add("empty");
      panel.querySelector(".chosen").replaceChildren();
      panel.querySelector(".close").hidden = true;
      bySeq.get(panel.dataset.seq)?.focus({ preventScroll: true });
      delete panel.dataset.seq;
    };
    const step = (by, focus) => {
      const shown = marks.filter((mark) => mark.dataset.seq);
      const at = shown.findIndex((mark) => mark.dataset.seq === panel.dataset.seq);
      const next = shown[(at + by + shown.length) % shown.length];
      if (next) choose(next.dataset.seq, { scroll: true, focus });
    };

    const hover = (mark) => {
      tip.replaceChildren();
      amount(mark.dataset.seq, element("strong", "", tip));
      const parts = ["indicator", "subject", "period", "speaker"];
      const said = element("span", "", tip);
      for (const part of parts) {
        const from = cell(mark.dataset.seq, part);
        if (!from?.textContent.trim()) continue;
        if (said.childNodes.length) said.append(" · ");
        copy(from, said);
        for (const extra of said.querySelectorAll(".more")) extra.remove();
      }
      tip.hidden = false;
      const box = mark.getClientRects()[0];
      const left = Math.min(box.left, root.clientWidth - tip.offsetWidth - 12);
      const above = box.top - tip.offsetHeight - 8;
      tip.style.left = `${Math.max(8, left) + scrollX}px`;
      tip.style.top = `${(above > 4 ? above : box.bottom + 8) + scrollY}px`;
    };
    const unhover = () => { tip.hidden = true; };

    for (const mark of marks) {
      mark.addEventListener("click", (event) => { event.preventDefault(); unhover(); choose(mark.dataset.seq); });
      mark.addEventListener("mouseenter", () => hover(mark));
      mark.addEventListener("mouseleave", unhover);
      mark.addEventListener("focus", () => { if (mark.matches(":focus-visible")) hover(mark); });
      mark.addEventListener("blur", unhover);
      mark.addEventListener("keydown", (event) => {
        if (event.key === " ") { event.preventDefault(); choose(mark.dataset.seq); }
        if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
          event.preventDefault();
          panel.dataset.seq ??= mark.dataset.seq;
          step(event.key === "ArrowRight" ? 1 : -1, true);
        }
      });
    }
    panel?.querySelector(".previous").addEventListener("click", () => step(-1, false));
    panel?.querySelector(".next").addEventListener("click", () => step(1, false));
    panel?.querySelector(".close").addEventListener("click", dismiss);
    document.addEventListener("keydown", (event) => {
      if (event.key !== "Escape") return;
      unhover();
      if (panel?.dataset.seq) dismiss();
    });
    table?.addEventListener("click", (event) => {
      const line = event.target.closest("tr[data-seq]");
      if (!line || (event.target.closest("a") && !event.target.closest(".quote-cell"))) return;
      event.preventDefault();
      choose(line.dataset.seq, { scroll: true, focus: true });
    });
    for (const button of document.querySelectorAll(".legend button")) {
      button.addEventListener("click", () => {
        const shown = button.getAttribute("aria-pressed") !== "true";
        button.setAttribute("aria-pressed", String(shown));
        document.querySelector("main").classList.toggle(`hide-${button.dataset.kind}`, !shown);
      });
    }
    document.querySelector(".all-fields")?.addEventListener("click", ({ currentTarget }) => {
      const all = table.classList.toggle("everything");
      currentTarget.setAttribute("aria-pressed", String(all));
    });

    const spans = [...document.querySelectorAll("main .n")];
    const light = (name) => {
      for (const span of spans) span.classList.toggle("lit", name !== "" && span.dataset.names.split(" ").includes(name));
    };
    const buttons = [...document.querySelectorAll(".names button")];
    for (const button of buttons) {
      button.addEventListener("click", () => {
        const on = button.getAttribute("aria-pressed") !== "true";
        for (const other of buttons) other.setAttribute("aria-pressed", "false");
        button.setAttribute("aria-pressed", String(on));
        light(on ? button.dataset.name : "");
        if (on) document.querySelector(".lit")?.scrollIntoView({ block: "center" });
      });
    }
    const fromAddress = () => {
      const seq = /^#[nt](\d+)$/.exec(location.hash)?.[1];
      if (seq && row(seq)) choose(seq, { scroll: location.hash[1] === "t" });
    };
    addEventListener("hashchange", fromAddress);
    fromAddress();
  };

  document.addEventListener("DOMContentLoaded", () => {
    speak(language());
    document.querySelector(".language").addEventListener("click", () => {
      const next = language() === "en" ? "zh" : "en";
      remembered("shushuo-language", next);
      speak(next);
    });
    document.querySelectorAll("table.sortable").forEach(sortable);
    document.querySelectorAll("input.filter").forEach(filter);
    const text = document.querySelector("article.text");
    if (text) reader(text);
  });
  window.shushuo = { language, number, amount };
})();
