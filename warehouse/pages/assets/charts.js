/* Draws the chart of an indicator page with Chart.js: one series, its points marked by how each number is meant. */
"use strict";
(() => {
  const data = JSON.parse(document.querySelector(".chart-data").textContent);
  const canvas = document.querySelector("canvas.chart");
  const select = document.querySelector("select.series");
  const DAY = 86_400_000;
  const color = (name) => getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  const english = () => shushuo.language() === "en";
  const SHAPES = { exact: "circle", about: "circle", over: "triangle", under: "triangle" };

  const { number } = shushuo;
  const amount = ([, , value, high, modifier]) => shushuo.amount(value, high, modifier);

  // Upper ends of ranges (5%—6%), as bars from the value upwards.
  const ranges = {
    id: "ranges",
    afterDatasetsDraw(chart) {
      const { ctx, scales } = chart;
      ctx.save();
      ctx.strokeStyle = color("--accent");
      ctx.lineWidth = 2;
      for (const point of chart.data.datasets[0].points) {
        if (point[3] === null) continue;
        const x = scales.x.getPixelForValue(Date.parse(point[0]) / DAY);
        const ends = [point[2], point[3]].map((value) => scales.y.getPixelForValue(value));
        ctx.beginPath();
        ctx.moveTo(x, ends[0]);
        ctx.lineTo(x, ends[1]);
        ctx.moveTo(x - 5, ends[1]);
        ctx.lineTo(x + 5, ends[1]);
        ctx.stroke();
      }
      ctx.restore();
    },
  };

  const open = (point) => { location.href = new URL(`../${point[6]}`, location.href).href; };
  const dated = (days) => new Date(days * DAY).toISOString().slice(0, 7);

  /* Ticks stand under points, but never closer to each other than their labels are wide. */
  const apart = (points, axis) => {
    const found = [];
    const least = ((axis.max - axis.min) / (axis.width || canvas.clientWidth)) * 68;
    for (const point of points) {
      const value = Date.parse(point[0]) / DAY;
      if (!found.length || value - found.at(-1) >= least) found.push(value);
    }
    return found;
  };
  /* Where points are missing in between, the line is dashed: nothing was read there. */
  const usual = (points) => {
    const steps = points.slice(1).map((point, index) => Date.parse(point[0]) - Date.parse(points[index][0]));
    return Math.min(...steps, Infinity);
  };

  const config = (series) => {
    const { points } = series;
    const ink = color("--soft");
    const accent = color("--accent");
    return {
      type: "line",
      data: {
        datasets: [{
          points,
          data: points.map((point) => ({ x: Date.parse(point[0]) / DAY, y: point[2] })),
          borderColor: accent,
          borderWidth: 2,
          segment: {
            borderDash: ({ p0, p1 }) => ((p1.parsed.x - p0.parsed.x) * DAY > 1.6 * usual(points) ? [3, 5] : undefined),
          },
          pointRadius: 5,
          pointHoverRadius: 8,
          pointStyle: points.map((point) => SHAPES[point[4]]),
          pointRotation: points.map((point) => (point[4] === "under" ? 180 : 0)),
          pointBackgroundColor: points.map((point) => (point[4] === "about" ? color("--card") : accent)),
          pointBorderColor: accent,
          pointBorderWidth: 2,
        }],
      },
      options: {
        animation: false,
        responsive: true,
        maintainAspectRatio: false,
        layout: { padding: { top: 6, right: 12 } },
        interaction: { mode: "nearest", intersect: false },
        onClick: (_, hits) => { if (hits.length) open(points[hits[0].index]); },
        scales: {
          x: {
            type: "linear",
            offset: points.length < 3,
            ticks: { color: ink, maxRotation: 0, autoSkipPadding: 24, callback: (value) => dated(value) },
            afterBuildTicks: (axis) => { axis.ticks = apart(points, axis).map((value) => ({ value })); },
            grid: { display: false },
            border: { color: color("--line") },
          },
          y: {
            title: { display: true, text: series.unit, color: ink },
            ticks: { color: ink, callback: number },
            grid: { color: color("--line") },
            border: { display: false },
          },
        },
        plugins: {
          legend: { display: false },
          tooltip: {
            displayColors: false,
            callbacks: {
              title: ([item]) => points[item.dataIndex][1],
              label: (item) => `${amount(points[item.dataIndex])} ${series.unit}`,
              afterLabel: (item) => `“${points[item.dataIndex][5]}”`,
            },
          },
        },
      },
      plugins: [ranges],
    };
  };

  let chart = null;
  let at = -1;
  const draw = () => {
    for (const option of select.options) option.textContent = option.dataset[english() ? "en" : "zh"];
    const series = data.series[Number(select.value)];
    chart?.destroy();
    Chart.defaults.font.family = getComputedStyle(document.body).fontFamily;
    chart = new Chart(canvas, config(series));
    at = -1;
    const label = series.label[english() ? "en" : "zh"];
    canvas.setAttribute("aria-label", `${label}: ${series.points.map((point) => `${point[1]} ${amount(point)}`).join(", ")}`);
  };
  select.addEventListener("change", draw);
  document.addEventListener("language", draw);
  matchMedia("(prefers-color-scheme: dark)").addEventListener("change", draw);
  canvas.addEventListener("keydown", (event) => {
    const { points } = data.series[Number(select.value)];
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    if (event.key === "Enter" && at >= 0) open(points[at]);
    if (!step) return;
    event.preventDefault();
    at = Math.min(points.length - 1, Math.max(0, at + step));
    chart.tooltip.setActiveElements([{ datasetIndex: 0, index: at }], { x: 0, y: 0 });
    chart.setActiveElements([{ datasetIndex: 0, index: at }]);
    chart.update();
  });

  // -- downloads ------------------------------------------------------------------------------------------------
  const title = () => document.querySelector("h1").innerText.trim();
  const save = (href, ending) => {
    const link = document.createElement("a");
    link.href = href;
    link.download = `${title()}.${ending}`;
    link.click();
  };
  const picture = () => {
    const copy = document.createElement("canvas");
    [copy.width, copy.height] = [canvas.width, canvas.height];
    const ctx = copy.getContext("2d");
    ctx.fillStyle = color("--card");
    ctx.fillRect(0, 0, copy.width, copy.height);
    ctx.drawImage(canvas, 0, 0);
    return copy.toDataURL("image/png");
  };
  const escaped = (text) => String(text).replace(/[&<>"]/g, (mark) => `&#${mark.charCodeAt(0)};`);
  /* Chart.js draws on a canvas; for print, the same points and axes are written as SVG. */
  const vector = () => {
    const { scales, width, height } = chart;
    const series = data.series[Number(select.value)];
    const place = (point) => [scales.x.getPixelForValue(Date.parse(point[0]) / DAY), scales.y.getPixelForValue(point[2])];
    const text = (x, y, said, anchor) => `<text x="${x}" y="${y}" text-anchor="${anchor}">${escaped(said)}</text>`;
    const rule = (y) => `<line x1="${scales.x.left}" x2="${scales.x.right}" y1="${y}" y2="${y}" stroke="#ddd"/>`;
    const shape = (point) => {
      const [x, y] = place(point);
      const said = `<title>${escaped(`${point[1]}: ${amount(point)} ${series.unit}`)}</title>`;
      if (SHAPES[point[4]] === "triangle") {
        const up = point[4] === "over" ? -1 : 1;
        return `<path d="M${x} ${y + 6 * up}L${x + 6} ${y - 5 * up}H${x - 6}Z" fill="#a5341f">${said}</path>`;
      }
      const bar = point[3] === null ? "" : `<line x1="${x}" x2="${x}" y1="${y}" y2="${scales.y.getPixelForValue(point[3])}" stroke="#a5341f" stroke-width="2"/>`;
      return `${bar}<circle cx="${x}" cy="${y}" r="5" fill="${point[4] === "about" ? "#fff" : "#a5341f"}" stroke="#a5341f" stroke-width="2">${said}</circle>`;
    };
    const parts = [
      `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height + 30}" viewBox="0 -30 ${width} ${height + 30}" font-family="sans-serif" font-size="12" fill="#444">`,
      `<rect y="-30" width="${width}" height="${height + 30}" fill="#fff"/>`,
      text(scales.y.left, -10, `${title()} · ${select.selectedOptions[0].textContent}`, "start"),
      ...scales.y.ticks.map(({ value }) => rule(scales.y.getPixelForValue(value)) + text(scales.y.right - 6, scales.y.getPixelForValue(value) + 4, number(value), "end")),
      ...scales.x.ticks.map(({ value }) => text(scales.x.getPixelForValue(value), scales.x.top + 20, dated(value), "middle")),
      `<polyline points="${series.points.map((point) => place(point).join(",")).join(" ")}" fill="none" stroke="#a5341f" stroke-width="2"/>`,
      ...series.points.map(shape),
      "</svg>",
    ];
    return `data:image/svg+xml;charset=utf-8,${encodeURIComponent(parts.join(""))}`;
  };
  document.querySelector(".download-png").addEventListener("click", () => save(picture(), "png"));
  document.querySelector(".download-svg").addEventListener("click", () => save(vector(), "svg"));
  draw();
})();
