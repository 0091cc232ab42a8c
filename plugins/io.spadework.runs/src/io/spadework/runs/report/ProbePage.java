package io.spadework.runs.report;

import com.google.gson.JsonArray;
import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import java.util.Locale;

/** A page that lays generators side by side by how much of the label survives in them, layer by layer. Nothing is loaded from outside. */
public final class ProbePage {

	private static final int WIDTH = 560;
	private static final int HEIGHT = 260;
	private static final int LEFT = 46;
	private static final int RIGHT = 12;
	private static final int TOP = 10;
	private static final int BOTTOM = 36;
	private static final String SECTION = "</section>\n";

	private final JsonArray probes;
	private final StringBuilder html = new StringBuilder();

	private ProbePage(JsonArray probes) {
		this.probes = probes;
	}

	/** The page for what the verb {@code probe} found. */
	public static String html(JsonArray probes) {
		return new ProbePage(probes).page();
	}

	private String page() {
		html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n")
				.append("<meta name=\"color-scheme\" content=\"light dark\">\n<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n")
				.append("<title>Uniform label maps</title>\n<style>\n").append(ReportStyle.CSS).append("</style>\n</head>\n<body>\n<main>\n<h1>What is left of the label</h1>\n")
				.append("<p class=\"note\">Each generator was fed with label maps of a single class each. Where the classes' activations do not differ any more, the label is lost.</p>\n");
		html.append("<section class=\"charts\">\n");
		chart("Difference of the classes' activations, over their size", "difference");
		chart("Share of pixels whose class a linear probe tells", "probeAccuracy");
		html.append(SECTION);
		html.append("<section>\n<h2>Images</h2>\n<div class=\"scroll\"><table>\n<tr><th>Generator</th><th>Step</th><th>Largest difference between two classes</th><th>Pixels with the colour of their class</th></tr>\n");
		for (JsonElement element : probes) {
			JsonObject probe = element.getAsJsonObject();
			JsonObject output = probe.getAsJsonObject("output");
			html.append("<tr><td>").append(name(probe)).append("</td><td>").append(probe.get("step").getAsInt()).append("</td><td>")
					.append(String.format(Locale.ROOT, "%.6f of 2", output.get("largestDifference").getAsDouble())).append("</td><td>")
					.append(output.get("colourAccuracy").isJsonNull() ? "not known" : percent(output.get("colourAccuracy").getAsDouble())).append("</td></tr>\n");
		}
		html.append("</table></div>\n").append(SECTION);
		for (JsonElement element : probes) {
			layers(element.getAsJsonObject());
		}
		return html.append("</main>\n</body>\n</html>\n").toString();
	}

	private static String name(JsonObject probe) {
		return Html.escape(probe.get("subject").getAsString());
	}

	private static String percent(double share) {
		return String.format(Locale.ROOT, "%.1f %%", 100 * share);
	}

	/** Networks of unlike depth share an axis: from the first layer to the last. */
	private void chart(String title, String field) {
		html.append("<figure>\n<h3>").append(title).append("</h3>\n<ul class=\"legend\">");
		for (int i = 0; i < probes.size(); i++) {
			html.append("<li><i style=\"background:var(--c").append(i % Chart.COLOURS).append(")\"></i>").append(name(probes.get(i).getAsJsonObject())).append("</li>");
		}
		html.append("</ul>\n").append(String.format(Locale.ROOT, "<svg class=\"chart\" viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n", WIDTH, HEIGHT, Html.escape(title)));
		for (int tick = 0; tick <= 4; tick++) {
			double y = y(tick / 4.0);
			html.append(String.format(Locale.ROOT, "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/><text x=\"%d\" y=\"%.1f\" text-anchor=\"end\">%.2f</text>\n", LEFT, WIDTH - RIGHT,
					y, y, LEFT - 6, y + 4, tick / 4.0));
		}
		html.append(String.format(Locale.ROOT, "<text class=\"label\" x=\"%d\" y=\"%d\" text-anchor=\"middle\">from the first layer to the image</text>\n", (LEFT + WIDTH - RIGHT) / 2, HEIGHT - 8));
		for (int i = 0; i < probes.size(); i++) {
			JsonArray layers = probes.get(i).getAsJsonObject().getAsJsonArray("layers");
			StringBuilder points = new StringBuilder();
			for (int k = 0; k < layers.size(); k++) {
				double x = LEFT + (WIDTH - LEFT - RIGHT) * (layers.size() == 1 ? 0.5 : k / (layers.size() - 1.0));
				points.append(String.format(Locale.ROOT, "%.1f,%.1f ", x, y(layers.get(k).getAsJsonObject().get(field).getAsDouble())));
			}
			html.append("<polyline class=\"smooth\" style=\"stroke:var(--c").append(i % Chart.COLOURS).append(")\" points=\"").append(points.toString().strip()).append("\"/>\n");
		}
		html.append("</svg>\n</figure>\n");
	}

	private static double y(double share) {
		return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
	}

	private void layers(JsonObject probe) {
		html.append("<section>\n<h2>").append(name(probe)).append("</h2>\n<div class=\"scroll\"><table>\n<tr><th>Layer</th><th>Channels x height x width</th><th>Difference</th><th>Linear probe</th></tr>\n");
		for (JsonElement element : probe.getAsJsonArray("layers")) {
			JsonObject layer = element.getAsJsonObject();
			html.append("<tr><td>").append(Html.escape(layer.get("name").getAsString())).append("</td><td>").append(layer.get("channels").getAsInt()).append(" x ")
					.append(layer.get("height").getAsInt()).append(" x ").append(layer.get("width").getAsInt()).append("</td><td>")
					.append(String.format(Locale.ROOT, "%.6f", layer.get("difference").getAsDouble())).append("</td><td>").append(percent(layer.get("probeAccuracy").getAsDouble()))
					.append("</td></tr>\n");
		}
		html.append("</table></div>\n").append(SECTION);
	}
}
