const PIXELS_PER_UNIT = 3;

/** An SVG of this site as a PNG, as a data address. @throws where it cannot be had or drawn. */
export async function pngOf(href: string): Promise<string> {
  const response = await fetch(href, { credentials: "same-origin" });
  if (!response.ok) throw new Error(`the picture answered ${response.status}`);
  const picture = new Image();
  picture.src = `data:image/svg+xml;charset=utf-8,${encodeURIComponent(await response.text())}`;
  await picture.decode();
  const canvas = document.createElement("canvas");
  canvas.width = picture.naturalWidth * PIXELS_PER_UNIT;
  canvas.height = picture.naturalHeight * PIXELS_PER_UNIT;
  const pen = canvas.getContext("2d");
  if (!pen) throw new Error("there is no canvas");
  pen.drawImage(picture, 0, 0, canvas.width, canvas.height);
  return canvas.toDataURL("image/png");
}
