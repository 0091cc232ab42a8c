package io.spadework.diagram.export;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

import org.eclipse.draw2d.geometry.Rectangle;
import org.eclipse.swt.SWT;
import org.eclipse.swt.graphics.PathData;
import org.eclipse.swt.graphics.RGB;

/** A picture as shapes that stay sharp at every size, written as SVG or as PDF. Text is written as its outlines, so that it looks the same everywhere. */
final class VectorImage {

	/** From pixels of a screen, 96 an inch, to points of PDF, 72 an inch. */
	private static final double POINTS = 0.75;

	/**
	 * A filled or stroked shape.
	 *
	 * @param path   in the coordinates of the image
	 * @param colour of the fill or the stroke
	 * @param alpha  0 (cannot be seen) to 255
	 * @param width  of the stroke; 0 to fill
	 * @param clip   what is seen of it
	 * @param says   the text whose outline it is; null for others
	 */
	record Shape(PathData path, RGB colour, int alpha, double width, Rectangle clip, String says) {
	}

	private final List<Shape> shapes;
	private final Rectangle area;
	private final RGB canvas;
	private final String title;

	private VectorImage(List<Shape> shapes, Rectangle area, RGB canvas, String title) {
		this.shapes = shapes;
		this.area = area;
		this.canvas = canvas;
		this.title = title;
	}

	/** All that a picture paints. */
	static VectorImage of(Picture picture) {
		List<Shape> shapes = new ArrayList<>();
		ShapeGraphics graphics = new ShapeGraphics(shapes, picture.area());
		try {
			picture.paint().accept(graphics);
		} finally {
			graphics.dispose();
		}
		return new VectorImage(shapes, picture.area(), picture.canvas().getRGB(), picture.title());
	}

	/** The image as SVG, UTF-8. */
	byte[] svg() {
		StringBuilder svg = new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n");
		svg.append(String.format(Locale.ROOT, "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"%d\" height=\"%d\" viewBox=\"%d %d %d %d\" role=\"img\">%n", area.width, area.height, area.x, area.y,
				area.width, area.height));
		svg.append("<title>").append(escaped(title)).append("</title>\n");
		svg.append(String.format(Locale.ROOT, "<rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\" fill=\"%s\"/>%n", area.x, area.y, area.width, area.height, hex(canvas)));
		List<Rectangle> clips = new ArrayList<>();
		StringBuilder body = new StringBuilder();
		for (Shape shape : shapes) {
			String clip = "";
			if (isCut(shape)) {
				int index = clips.indexOf(shape.clip());
				if (index < 0) {
					index = clips.size();
					clips.add(shape.clip());
				}
				clip = " clip-path=\"url(#c" + index + ")\"";
			}
			String opacity = shape.alpha() == 255 ? "" : String.format(Locale.ROOT, " opacity=\"%.3f\"", shape.alpha() / 255.0);
			String paint = shape.width() > 0 ? String.format(Locale.ROOT, "fill=\"none\" stroke=\"%s\" stroke-width=\"%s\"", hex(shape.colour()), number(shape.width()))
					: "fill=\"" + hex(shape.colour()) + "\"";
			body.append("<path ").append(paint).append(opacity).append(clip);
			if (shape.says() != null)
				body.append(" aria-label=\"").append(escaped(shape.says())).append('"');
			body.append(" d=\"").append(svg(shape.path())).append("\"/>\n");
		}
		if (!clips.isEmpty()) {
			svg.append("<defs>\n");
			for (int i = 0; i < clips.size(); i++) {
				Rectangle c = clips.get(i);
				svg.append(String.format(Locale.ROOT, "<clipPath id=\"c%d\"><rect x=\"%d\" y=\"%d\" width=\"%d\" height=\"%d\"/></clipPath>%n", i, c.x, c.y, c.width, c.height));
			}
			svg.append("</defs>\n");
		}
		return svg.append(body).append("</svg>\n").toString().getBytes(StandardCharsets.UTF_8);
	}

	private boolean isCut(Shape shape) {
		return shape.clip() != null && !shape.clip().contains(bounds(shape.path()).expand(1 + (int) shape.width(), 1 + (int) shape.width()));
	}

	private static Rectangle bounds(PathData path) {
		float left = Float.MAX_VALUE;
		float top = Float.MAX_VALUE;
		float right = -Float.MAX_VALUE;
		float bottom = -Float.MAX_VALUE;
		for (int i = 0; i + 1 < path.points.length; i += 2) {
			left = Math.min(left, path.points[i]);
			right = Math.max(right, path.points[i]);
			top = Math.min(top, path.points[i + 1]);
			bottom = Math.max(bottom, path.points[i + 1]);
		}
		return path.points.length == 0 ? new Rectangle() : new Rectangle((int) Math.floor(left), (int) Math.floor(top), (int) Math.ceil(right - left) + 1, (int) Math.ceil(bottom - top) + 1);
	}

	private static String svg(PathData path) {
		StringBuilder d = new StringBuilder();
		int p = 0;
		for (byte type : path.types) {
			int points = switch (type) {
			case SWT.PATH_MOVE_TO, SWT.PATH_LINE_TO -> 1;
			case SWT.PATH_QUAD_TO -> 2;
			case SWT.PATH_CUBIC_TO -> 3;
			default -> 0;
			};
			d.append(switch (type) {
			case SWT.PATH_MOVE_TO -> 'M';
			case SWT.PATH_LINE_TO -> 'L';
			case SWT.PATH_QUAD_TO -> 'Q';
			case SWT.PATH_CUBIC_TO -> 'C';
			default -> 'Z';
			});
			for (int i = 0; i < 2 * points; i++)
				d.append(i == 0 ? "" : " ").append(number(path.points[p++]));
		}
		return d.toString();
	}

	private static String number(double value) {
		double rounded = Math.round(value * 100) / 100.0;
		return rounded == Math.rint(rounded) ? String.valueOf((long) rounded) : String.valueOf(rounded);
	}

	private static String hex(RGB colour) {
		return String.format("#%02x%02x%02x", colour.red, colour.green, colour.blue);
	}

	private static String escaped(String text) {
		StringBuilder safe = new StringBuilder();
		text.codePoints().filter(c -> c >= 0x20 && c != 0xFFFE && c != 0xFFFF && !(c >= 0xD800 && c <= 0xDFFF)).forEach(c -> {
			switch (c) {
			case '&' -> safe.append("&amp;");
			case '<' -> safe.append("&lt;");
			case '>' -> safe.append("&gt;");
			case '"' -> safe.append("&quot;");
			default -> safe.appendCodePoint(c);
			}
		});
		return safe.toString();
	}

	/** The image as PDF 1.4, one page of its size. */
	byte[] pdf() throws IOException {
		StringBuilder page = new StringBuilder();
		// from the screen's pixels, downwards, to the paper's points, upwards
		page.append(String.format(Locale.ROOT, "%s 0 0 -%s %s %s cm%n", POINTS, POINTS, number(-area.x * POINTS), number((area.y + area.height) * POINTS)));
		page.append(rgb(canvas)).append(" rg ").append(area.x).append(' ').append(area.y).append(' ').append(area.width).append(' ').append(area.height).append(" re f\n1 j\n");
		List<Integer> alphas = new ArrayList<>();
		for (Shape shape : shapes) {
			page.append("q ");
			if (isCut(shape))
				page.append(shape.clip().x).append(' ').append(shape.clip().y).append(' ').append(shape.clip().width).append(' ').append(shape.clip().height).append(" re W n ");
			if (shape.alpha() != 255) {
				if (!alphas.contains(shape.alpha()))
					alphas.add(shape.alpha());
				page.append("/A").append(shape.alpha()).append(" gs ");
			}
			if (shape.width() > 0)
				page.append(rgb(shape.colour())).append(" RG ").append(number(shape.width())).append(" w ");
			else
				page.append(rgb(shape.colour())).append(" rg ");
			pdf(shape.path(), page);
			page.append(shape.width() > 0 ? "S Q\n" : "f* Q\n");
		}
		ByteArrayOutputStream content = new ByteArrayOutputStream();
		try (DeflaterOutputStream deflated = new DeflaterOutputStream(content, new Deflater(Deflater.BEST_COMPRESSION))) {
			deflated.write(page.toString().getBytes(StandardCharsets.US_ASCII));
		}
		StringBuilder states = new StringBuilder();
		for (int alpha : alphas)
			states.append(String.format(Locale.ROOT, "/A%d << /ca %.3f /CA %.3f >> ", alpha, alpha / 255.0, alpha / 255.0));
		List<byte[]> objects = List.of(bytes("<< /Type /Catalog /Pages 2 0 R >>"), bytes("<< /Type /Pages /Kids [3 0 R] /Count 1 >>"),
				bytes("<< /Type /Page /Parent 2 0 R /MediaBox [0 0 " + number(area.width * POINTS) + " " + number(area.height * POINTS) + "] /Resources << /ExtGState << " + states + ">> >> /Contents 4 0 R >>"),
				joined(bytes("<< /Length " + content.size() + " /Filter /FlateDecode >>\nstream\n"), content.toByteArray(), bytes("\nendstream")),
				bytes("<< /Title " + text(title) + " /Producer (Spadework) >>"));
		ByteArrayOutputStream pdf = new ByteArrayOutputStream();
		pdf.write(joined(bytes("%PDF-1.4\n%"), new byte[] {(byte) 0xE2, (byte) 0xE3, (byte) 0xCF, (byte) 0xD3, '\n'}));
		List<Integer> offsets = new ArrayList<>();
		for (int i = 0; i < objects.size(); i++) {
			offsets.add(pdf.size());
			pdf.write(joined(bytes((i + 1) + " 0 obj\n"), objects.get(i), bytes("\nendobj\n")));
		}
		int table = pdf.size();
		StringBuilder end = new StringBuilder("xref\n0 " + (objects.size() + 1) + "\n0000000000 65535 f \n");
		offsets.forEach(offset -> end.append(String.format(Locale.ROOT, "%010d 00000 n \n", offset)));
		end.append("trailer\n<< /Size ").append(objects.size() + 1).append(" /Root 1 0 R /Info 5 0 R >>\nstartxref\n").append(table).append("\n%%EOF\n");
		pdf.write(bytes(end.toString()));
		return pdf.toByteArray();
	}

	private static void pdf(PathData path, StringBuilder page) {
		int p = 0;
		float x = 0;
		float y = 0;
		for (byte type : path.types) {
			switch (type) {
			case SWT.PATH_MOVE_TO, SWT.PATH_LINE_TO -> {
				x = path.points[p++];
				y = path.points[p++];
				page.append(number(x)).append(' ').append(number(y)).append(type == SWT.PATH_MOVE_TO ? " m " : " l ");
			}
			case SWT.PATH_QUAD_TO -> {
				// PDF has cubic curves only; this is the same curve as one
				float cx = path.points[p++];
				float cy = path.points[p++];
				float ex = path.points[p++];
				float ey = path.points[p++];
				page.append(number(x + 2 * (cx - x) / 3)).append(' ').append(number(y + 2 * (cy - y) / 3)).append(' ').append(number(ex + 2 * (cx - ex) / 3)).append(' ')
						.append(number(ey + 2 * (cy - ey) / 3)).append(' ').append(number(ex)).append(' ').append(number(ey)).append(" c ");
				x = ex;
				y = ey;
			}
			case SWT.PATH_CUBIC_TO -> {
				for (int i = 0; i < 6; i++)
					page.append(number(path.points[p + i])).append(' ');
				page.append("c ");
				x = path.points[p + 4];
				y = path.points[p + 5];
				p += 6;
			}
			default -> page.append("h ");
			}
		}
	}

	private static String rgb(RGB colour) {
		return String.format(Locale.ROOT, "%.3f %.3f %.3f", colour.red / 255.0, colour.green / 255.0, colour.blue / 255.0);
	}

	/** A string of PDF in UTF-16, which any title fits in. */
	private static String text(String title) {
		StringBuilder hex = new StringBuilder("<FEFF");
		for (byte each : title.getBytes(StandardCharsets.UTF_16BE))
			hex.append(String.format("%02X", each));
		return hex.append('>').toString();
	}

	private static byte[] bytes(String text) {
		return text.getBytes(StandardCharsets.US_ASCII);
	}

	private static byte[] joined(byte[]... parts) throws IOException {
		ByteArrayOutputStream all = new ByteArrayOutputStream();
		for (byte[] part : parts)
			all.write(part);
		return all.toByteArray();
	}
}
