// 趋势图: replaces the server's drawing by one that can be read point by point; loads the chart code on demand.
export async function trends(root: ParentNode): Promise<void> {
  const figures = Array.from(root.querySelectorAll<HTMLElement>("[data-trend]:not([data-ready])"));
  if (figures.length === 0) return;
  figures.forEach((figure) => figure.setAttribute("data-ready", "1"));
  const { draw } = await import("./trend-chart.ts");
  figures.forEach((figure) => draw(figure));
}
