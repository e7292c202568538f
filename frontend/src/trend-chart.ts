// 趋势图: line over the band of the usual range, from zero, last point labelled; drawn as SVG, without motion.
// The points are read from the data table in the same figure, which stays the truth and the text alternative.
import { LineChart } from "echarts/charts";
import { GridComponent, TooltipComponent } from "echarts/components";
import { type EChartsCoreOption, init, use } from "echarts/core";
import { SVGRenderer } from "echarts/renderers";

use([LineChart, GridComponent, TooltipComponent, SVGRenderer]);

interface Point {
  label: string;
  value: number | null;
  low: number | null;
  high: number | null;
}

const number = (text: string | undefined): number | null =>
  text === undefined || text === "" ? null : Number(text);

function points(figure: HTMLElement): Point[] {
  return Array.from(figure.querySelectorAll<HTMLTableRowElement>("tr[data-label]")).map((row) => ({
    label: row.dataset["label"] ?? "",
    value: number(row.dataset["value"]),
    low: number(row.dataset["low"]),
    high: number(row.dataset["high"]),
  }));
}

function token(name: string): string {
  return getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();
}

const thousands = (value: number): string => value.toLocaleString("zh-CN");

interface Words {
  unit: string;
  range: string;
  upTo: string;
}

function words(figure: HTMLElement): Words {
  const { unit = "", range = "", upTo = "" } = figure.dataset;
  return { unit, range, upTo };
}

function tip(point: Point | undefined, say: Words): string {
  if (!point || point.value === null) return point ? point.label : "";
  const range =
    point.low === null || point.high === null
      ? ""
      : `\n${say.range} ${thousands(point.low)} ${say.upTo} ${thousands(point.high)} ${say.unit}`;
  return `${point.label}\n${thousands(point.value)} ${say.unit}${range}`;
}

function bandLabel(data: Point[], say: Words, size: number): object {
  const last = data[data.length - 1];
  const high = last?.high ?? null;
  const near = last?.value != null && high !== null && Math.abs(last.value - high) < high * 0.08;
  return {
    show: high !== null,
    position: "right",
    offset: [0, near ? size * 2 : size],
    lineHeight: size * 1.25,
    formatter: `${say.range}\n${say.upTo} ${thousands(Math.round(high ?? 0))} ${say.unit}`,
    color: token("ink-2"),
    fontSize: size,
  };
}

function band(data: Point[], say: Words, size: number): object[] {
  const quiet = { type: "line", symbolSize: 0, silent: true, stack: "band" };
  const unseen = { lineStyle: { opacity: 0 }, itemStyle: { color: "transparent" }, emphasis: { disabled: true } };
  const height = (p: Point) => (p.low === null || p.high === null ? null : p.high - p.low);
  return [
    { ...quiet, ...unseen, name: "low", data: data.map((p) => p.low) },
    {
      ...quiet,
      ...unseen,
      name: "band",
      showAllSymbol: true,
      data: data.map((p, index) =>
        index === data.length - 1 ? { value: height(p), label: bandLabel(data, say, size) } : height(p),
      ),
      areaStyle: { color: token("band"), opacity: 0.75 },
    },
  ];
}

function line(data: Point[], unit: string, size: number): object {
  const last = data.length - 1;
  return {
    type: "line",
    name: "value",
    symbol: "circle",
    symbolSize: 0,
    showAllSymbol: true,
    lineStyle: { color: token("chart-1"), width: 2 },
    itemStyle: { color: token("ink") },
    data: data.map((point, index) =>
      index === last
        ? {
            value: point.value,
            symbolSize: 9,
            label: {
              show: point.value !== null,
              position: "right",
              formatter: `${thousands(point.value ?? 0)} ${unit}`,
              color: token("ink"),
              fontWeight: 700,
              fontSize: size,
            },
          }
        : point.value,
    ),
    z: 3,
  };
}

function options(data: Point[], say: Words, size: number): EChartsCoreOption {
  const text = { color: token("ink-2"), fontSize: size };
  return {
    animation: false,
    textStyle: { fontFamily: getComputedStyle(document.body).fontFamily },
    grid: { left: 8, right: size * 7, top: size * 2.2, bottom: 4, containLabel: true },
    tooltip: {
      trigger: "axis",
      renderMode: "richText",
      transitionDuration: 0,
      shadowBlur: 0,
      shadowOffsetX: 0,
      shadowOffsetY: 0,
      borderColor: token("line"),
      textStyle: { color: token("ink"), fontSize: size },
      axisPointer: { type: "line", lineStyle: { color: token("edge") }, animation: false },
      formatter: (shown: Array<{ dataIndex: number }>) => tip(data[shown[0]?.dataIndex ?? -1], say),
    },
    xAxis: {
      type: "category",
      boundaryGap: false,
      data: data.map((point) => point.label),
      axisLabel: { ...text, hideOverlap: true },
      axisTick: { show: false },
      axisLine: { lineStyle: { color: token("edge") } },
    },
    yAxis: {
      type: "value",
      min: 0,
      name: say.unit,
      nameTextStyle: text,
      axisLabel: { ...text, formatter: thousands },
      splitLine: { lineStyle: { color: token("line") } },
    },
    series: [...band(data, say, size), line(data, say.unit, size)],
  };
}

export function draw(figure: HTMLElement): void {
  const data = points(figure);
  const still = figure.querySelector<HTMLElement>("[data-still]");
  if (data.length < 2 || !still) return;
  const size = parseFloat(getComputedStyle(document.documentElement).fontSize) * 0.8125;
  const place = document.createElement("div");
  place.className = "trend__island";
  place.setAttribute("aria-hidden", "true");
  still.before(place);
  const chart = init(place, null, { renderer: "svg" });
  chart.setOption(options(data, words(figure), size));
  still.hidden = true;
  window.addEventListener("resize", () => chart.resize());
}
