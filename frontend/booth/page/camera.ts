// 扫码 (reading a card): by the browser where it can, by the page's own reader elsewhere. Pictures stay in the device.
import decodeQR from "qr/decode.js";

interface Detector {
  detect(source: HTMLVideoElement): Promise<{ rawValue: string }[]>;
}

interface DetectorKind {
  new (options: { formats: string[] }): Detector;
  getSupportedFormats(): Promise<string[]>;
}

const PAUSE = 150; // milliseconds between two looks
const SIDE = 720; // pixels of the longer side that is read

export function hasCamera(): boolean {
  return !!navigator.mediaDevices?.getUserMedia;
}

// Looks until the signal is aborted or `found` says that this was it; throws what the browser refuses with.
export async function watch(
  video: HTMLVideoElement,
  found: (text: string) => boolean,
  signal: AbortSignal,
): Promise<void> {
  const stream = await navigator.mediaDevices.getUserMedia({
    video: { facingMode: "environment", width: { ideal: 1280 } },
    audio: false,
  });
  try {
    if (signal.aborted) return;
    video.srcObject = stream;
    await video.play();
    const read = (await native()) ?? own();
    while (!signal.aborted) {
      const text = video.readyState >= video.HAVE_CURRENT_DATA ? await read(video) : null;
      if (signal.aborted || (text && found(text))) return;
      await new Promise((resolve) => setTimeout(resolve, PAUSE));
    }
  } finally {
    for (const track of stream.getTracks()) track.stop();
    video.srcObject = null;
  }
}

type Read = (video: HTMLVideoElement) => Promise<string | null>;

async function native(): Promise<Read | null> {
  const kind = (globalThis as { BarcodeDetector?: DetectorKind }).BarcodeDetector;
  try {
    if (!kind || !(await kind.getSupportedFormats()).includes("qr_code")) return null;
    const detector = new kind({ formats: ["qr_code"] });
    return async (video) => (await detector.detect(video))[0]?.rawValue ?? null;
  } catch {
    return null;
  }
}

function own(): Read {
  const canvas = document.createElement("canvas");
  const context = canvas.getContext("2d");
  return async (video) => {
    const scale = Math.min(1, SIDE / Math.max(video.videoWidth, video.videoHeight));
    const [width, height] = [video.videoWidth, video.videoHeight].map((side) =>
      Math.round(side * scale),
    ) as [number, number];
    if (!context || !width || !height) return null;
    [canvas.width, canvas.height] = [width, height];
    context.drawImage(video, 0, 0, width, height);
    try {
      return decodeQR(context.getImageData(0, 0, width, height));
    } catch {
      return null; // no code in this picture
    }
  };
}
