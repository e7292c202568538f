// 图标 (icons): those of bootstrap-icons that the booth shows, inside its one file.
import arrowSource from "bootstrap-icons/icons/arrow-down.svg?raw";
import cameraSource from "bootstrap-icons/icons/camera.svg?raw";
import checkSource from "bootstrap-icons/icons/check-lg.svg?raw";
import downSource from "bootstrap-icons/icons/chevron-down.svg?raw";
import dashSource from "bootstrap-icons/icons/dash-lg.svg?raw";
import eyeSource from "bootstrap-icons/icons/eye-slash.svg?raw";
import openSource from "bootstrap-icons/icons/eye.svg?raw";
import hourglassSource from "bootstrap-icons/icons/hourglass-split.svg?raw";
import lateSource from "bootstrap-icons/icons/exclamation-diamond-fill.svg?raw";
import lockSource from "bootstrap-icons/icons/lock-fill.svg?raw";
import playSource from "bootstrap-icons/icons/volume-up-fill.svg?raw";
import stopSource from "bootstrap-icons/icons/stop-fill.svg?raw";
import trashSource from "bootstrap-icons/icons/trash.svg?raw";
import wifiSource from "bootstrap-icons/icons/wifi-off.svg?raw";
import crossSource from "bootstrap-icons/icons/x-lg.svg?raw";

const SOURCES = {
  arrow: arrowSource,
  camera: cameraSource,
  check: checkSource,
  cross: crossSource,
  dash: dashSource,
  down: downSource,
  eye: eyeSource,
  hourglass: hourglassSource,
  late: lateSource,
  lock: lockSource,
  open: openSource,
  play: playSource,
  stop: stopSource,
  trash: trashSource,
  wifi: wifiSource,
};

export type Icon = keyof typeof SOURCES;

export function icon(name: Icon, kind = ""): SVGElement {
  const made = new DOMParser().parseFromString(SOURCES[name], "image/svg+xml");
  const svg = document.importNode(made.documentElement, true) as unknown as SVGElement;
  svg.setAttribute("class", `icon ${kind}`.trim());
  svg.setAttribute("aria-hidden", "true");
  svg.setAttribute("focusable", "false");
  return svg;
}
